package io.github.trec4j.spec.op;

import java.util.List;

/** The mean of each channel. */
public record GlobalAvgPool() implements Op {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.globalAvgPool(this);
  }

  @Override
  public String label() {
    return "globalAvgPool";
  }

  @Override
  public Shape outputOf(List<Shape> inputs) {
    return Shape.vector(Op.single(inputs).channels());
  }

  @Override
  public Attributes attributes() {
    return Attributes.of(io.github.trec4j.dsl.GlobalAvgPool.class);
  }

  @Override
  public String describe() {
    return "global average pool";
  }

  @Override
  public String canonicalText() {
    return "GlobalAvgPool[]";
  }
}
