package io.github.trec4j.spec.op;

import java.util.List;

/** {@code max(x, 0)}. */
public record Relu() implements Op {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.relu(this);
  }

  @Override
  public String label() {
    return "relu";
  }

  @Override
  public Folding folding() {
    return Folding.RECTIFICATION;
  }

  @Override
  public Shape outputOf(List<Shape> inputs) {
    return Op.single(inputs);
  }

  @Override
  public Attributes attributes() {
    return Attributes.of(io.github.trec4j.dsl.Relu.class);
  }

  @Override
  public String describe() {
    return "ReLU";
  }

  @Override
  public String canonicalText() {
    return "Relu[]";
  }
}
