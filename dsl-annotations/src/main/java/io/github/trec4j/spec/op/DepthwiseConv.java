package io.github.trec4j.spec.op;

import java.util.List;
import java.util.Optional;

/**
 * A convolution of each channel by itself.
 *
 * @param kernel its window
 * @param bias whether a constant is added to each channel
 */
public record DepthwiseConv(Window kernel, boolean bias) implements Op {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.depthwiseConv(this);
  }

  @Override
  public String label() {
    return "depthwiseConv";
  }

  @Override
  public Optional<Window> window() {
    return Optional.of(kernel);
  }

  @Override
  public boolean isWeighted() {
    return true;
  }

  @Override
  public Shape outputOf(List<Shape> inputs) {
    Shape input = Op.single(inputs);
    return kernel.over(input, input.channels());
  }

  @Override
  public long fanIn(List<Shape> inputs) {
    return kernel.area();
  }

  @Override
  public Attributes attributes() {
    Attributes plain = Attributes.of(io.github.trec4j.dsl.DepthwiseConv.class);
    return WindowAttributes.with(plain, kernel).with("bias", bias);
  }

  @Override
  public String describe() {
    return "depthwise conv " + kernel.describe();
  }

  @Override
  public String canonicalText() {
    return "DepthwiseConv[window=%s, bias=%s]".formatted(kernel.canonicalText(), bias);
  }
}
