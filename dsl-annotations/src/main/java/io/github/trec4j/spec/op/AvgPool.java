package io.github.trec4j.spec.op;

import java.util.List;
import java.util.Optional;

/**
 * The mean of each window; padding does not count.
 *
 * @param kernel its geometry
 */
public record AvgPool(Window kernel) implements Op {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.avgPool(this);
  }

  @Override
  public String label() {
    return "avgPool";
  }

  @Override
  public Optional<Window> window() {
    return Optional.of(kernel);
  }

  @Override
  public Shape outputOf(List<Shape> inputs) {
    Shape input = Op.single(inputs);
    return kernel.over(input, input.channels());
  }

  @Override
  public Attributes attributes() {
    return WindowAttributes.ofPooling(io.github.trec4j.dsl.AvgPool.class, kernel);
  }

  @Override
  public String describe() {
    return "average pool " + kernel.describe();
  }

  @Override
  public String canonicalText() {
    return "AvgPool[window=%s]".formatted(kernel.canonicalText());
  }
}
