package io.github.trec4j.spec.op;

import java.util.List;

/**
 * The images, unsigned bytes: {@code real = (pixel - 128) / 64}.
 *
 * @param shape of one image
 */
public record Input(Shape shape) implements Op {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.input(this);
  }

  @Override
  public String label() {
    return "input";
  }

  @Override
  public Shape outputOf(List<Shape> inputs) {
    if (!inputs.isEmpty()) {
      throw new IllegalArgumentException("the network's input reads nothing");
    }
    return shape;
  }

  @Override
  public Attributes attributes() {
    return Attributes.of(io.github.trec4j.dsl.Input.class)
        .with("height", shape.height())
        .with("width", shape.width())
        .with("channels", shape.channels());
  }

  @Override
  public String describe() {
    return "image";
  }

  @Override
  public String canonicalText() {
    return "Input[]";
  }
}
