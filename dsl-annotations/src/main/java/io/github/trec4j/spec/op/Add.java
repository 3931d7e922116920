package io.github.trec4j.spec.op;

import java.util.List;

/** The sum of inputs of one shape, value by value. */
public record Add() implements Op {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.add(this);
  }

  @Override
  public String label() {
    return "add";
  }

  @Override
  public boolean joins() {
    return true;
  }

  @Override
  public Shape outputOf(List<Shape> inputs) {
    Shape first = inputs.get(0);
    for (Shape input : inputs) {
      if (!input.equals(first)) {
        throw new IllegalArgumentException("shapes differ: " + first + " and " + input);
      }
    }
    return first;
  }

  @Override
  public Attributes attributes() {
    return Attributes.of(io.github.trec4j.dsl.Add.class);
  }

  @Override
  public String describe() {
    return "add";
  }

  @Override
  public String canonicalText() {
    return "Add[]";
  }
}
