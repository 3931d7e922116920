package io.github.trec4j.processor.define;

import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Input;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes so far, with their shapes: what a shape error prints. */
public final class Way {
  private final List<Node> nodes = new ArrayList<>();

  /** Begins with the images. */
  public Way(Shape input) {
    nodes.add(new Node(NetworkSpec.INPUT, new Input(input), List.of(), input));
  }

  /** Returns the newest node. */
  public Node last() {
    return nodes.get(nodes.size() - 1);
  }

  /** Returns the nodes so far. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** Returns the shapes that a layer reads, in order. */
  public List<Shape> inputsOf(LayerUse use) {
    return use.inputNames().stream().map(this::shapeOf).toList();
  }

  /**
   * Returns the shape that a layer with one input reads.
   *
   * @throws IllegalArgumentException if it has more
   */
  public Shape inputOf(LayerUse use) {
    return Op.single(inputsOf(use));
  }

  /** Returns the shape of the node of that name, the newest if names were given twice. */
  private Shape shapeOf(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> new IllegalArgumentException("no node " + name + " before"))
        .output();
  }

  /** Adds the node of a layer. */
  public void add(LayerUse use, Op op) {
    nodes.add(new Node(use.name(), op, use.inputNames(), op.outputOf(inputsOf(use))));
  }

  /** Returns whether the shapes of all that a layer reads are known. */
  public boolean reaches(LayerUse use) {
    return use.inputNames().stream()
        .allMatch(name -> nodes.stream().anyMatch(node -> node.name().equals(name)));
  }

  /** Returns the way to a layer: {@code input 32x32x3 -> conv1 28x28x64}. */
  public String to(LayerUse use) {
    return to(use.inputNames());
  }

  /** Returns the way to a node, with that node. */
  public String to(String node) {
    return to(List.of(node));
  }

  /** Only nodes that lead there are named, and of those only where the shape changes. */
  private String to(List<String> ends) {
    StringBuilder text = new StringBuilder();
    @Nullable Shape before = null;
    for (Node node : leadingTo(ends)) {
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

  private List<Node> leadingTo(List<String> ends) {
    Set<String> needed = new HashSet<>(ends);
    List<Node> found = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (needed.contains(node.name())) {
        needed.addAll(node.inputs());
        found.add(node);
      }
    }
    Collections.reverse(found);
    return found;
  }
}
