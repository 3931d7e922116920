package io.github.trec4j.processor.check;

import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes so far, with their shapes: what a shape error prints. */
final class Way {
  private final List<Node> nodes = new ArrayList<>();

  Way(Shape input) {
    nodes.add(new Node(NetworkSpec.INPUT, new Op.Input(), List.of(), input));
  }

  Node last() {
    return nodes.get(nodes.size() - 1);
  }

  Shape shape() {
    return last().output();
  }

  void add(String name, Op op) {
    nodes.add(new Node(name, op, List.of(last().name()), op.outputOf(shape())));
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** Returns the shapes where they change: {@code input 32x32x3 -> conv1 28x28x64}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    @Nullable Shape before = null;
    for (Node node : nodes) {
      if (!node.output().equals(before)) {
        text.append(text.isEmpty() ? "" : " -> ")
            .append(node.name())
            .append(' ')
            .append(node.output());
      }
      before = node.output();
    }
    return text.toString();
  }
}
