package io.github.trec4j.spec.op;

import java.util.List;
import java.util.Optional;

/**
 * The largest value of each window; padding never wins.
 *
 * @param kernel its geometry
 */
public record MaxPool(Window kernel) implements Op {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.maxPool(this);
  }

  @Override
  public String label() {
    return "maxPool";
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
    return WindowAttributes.ofPooling(io.github.trec4j.dsl.MaxPool.class, kernel);
  }

  @Override
  public String describe() {
    return "max pool " + kernel.describe();
  }

  @Override
  public String canonicalText() {
    return "MaxPool[window=%s]".formatted(kernel.canonicalText());
  }
}
