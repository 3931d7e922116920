package io.github.trec4j.spec.op;

import java.util.List;

/** The channels of inputs of one height and width, one behind the other. */
public record Concat() implements Op {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.concat(this);
  }

  @Override
  public String label() {
    return "concat";
  }

  @Override
  public boolean joins() {
    return true;
  }

  @Override
  public Shape outputOf(List<Shape> inputs) {
    Shape first = inputs.get(0);
    int channels = 0;
    for (Shape input : inputs) {
      if (input.height() != first.height() || input.width() != first.width()) {
        throw new IllegalArgumentException("heights or widths differ: " + first + " and " + input);
      }
      channels = Math.addExact(channels, input.channels());
    }
    return new Shape(first.height(), first.width(), channels);
  }

  @Override
  public Attributes attributes() {
    return Attributes.of(io.github.trec4j.dsl.Concat.class);
  }

  @Override
  public String describe() {
    return "concat";
  }

  @Override
  public String canonicalText() {
    return "Concat[]";
  }
}
