package io.github.trec4j.spec.op;

import java.util.List;

/**
 * A fully connected layer on the input flattened as {@code [H, W, C]}.
 *
 * @param units outputs
 * @param bias whether a constant is added to each
 */
public record Dense(int units, boolean bias) implements Op {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.dense(this);
  }

  @Override
  public String label() {
    return "dense";
  }

  @Override
  public boolean isWeighted() {
    return true;
  }

  @Override
  public Shape outputOf(List<Shape> inputs) {
    Op.single(inputs);
    return Shape.vector(units);
  }

  @Override
  public long fanIn(List<Shape> inputs) {
    return Op.single(inputs).size();
  }

  @Override
  public Attributes attributes() {
    return Attributes.of(io.github.trec4j.dsl.Dense.class).with("value", units).with("bias", bias);
  }

  @Override
  public String describe() {
    return "dense " + units;
  }

  @Override
  public String canonicalText() {
    return "Dense[units=%d, bias=%s]".formatted(units, bias);
  }
}
