package io.github.trec4j.spec.op;

import java.util.List;

/**
 * Zeroes values at random in training; nothing otherwise.
 *
 * @param rate the probability, in [0, 1)
 */
public record Dropout(float rate) implements Op {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.dropout(this);
  }

  @Override
  public String label() {
    return "dropout";
  }

  @Override
  public Folding folding() {
    return Folding.IDENTITY;
  }

  @Override
  public Shape outputOf(List<Shape> inputs) {
    return Op.single(inputs);
  }

  @Override
  public Attributes attributes() {
    return Attributes.of(io.github.trec4j.dsl.Dropout.class).with("value", rate);
  }

  @Override
  public String describe() {
    return "dropout " + rate;
  }

  @Override
  public String canonicalText() {
    return "Dropout[rate=%s]".formatted(rate);
  }
}
