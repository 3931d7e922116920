package io.github.trec4j.spec;

import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Input;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A network with all its shapes: a graph whose nodes stand in an order in which they can run. The
 * last node gives the logits.
 *
 * @param name the model class's simple name
 * @param board what it must fit in
 * @param labels class names in the order of the logits, or empty
 * @param nodes the graph; the first is the {@link Input}
 */
public record NetworkSpec(String name, BoardLimits board, List<String> labels, List<Node> nodes) {
  /** The name of the first node. */
  public static final String INPUT = "input";

  /**
   * Copies the lists and checks that every node reads earlier ones.
   *
   * @throws IllegalArgumentException if a name stands twice or is read before it is computed
   */
  public NetworkSpec {
    labels = List.copyOf(labels);
    nodes = List.copyOf(nodes);
    Map<String, Node> seen = new LinkedHashMap<>();
    for (Node node : nodes) {
      if (!seen.keySet().containsAll(node.inputs())) {
        throw new IllegalArgumentException(node.name() + " reads a node that is not before it");
      }
      if (seen.put(node.name(), node) != null) {
        throw new IllegalArgumentException("two nodes are named " + node.name());
      }
    }
    if (nodes.isEmpty() || !nodes.get(0).name().equals(INPUT)) {
      throw new IllegalArgumentException("the first node must be the input");
    }
  }

  /** Starts a network with its input. */
  public static Builder builder(String name, BoardLimits board, Shape input) {
    return new Builder(name, board, input);
  }

  /** Returns the shape of one image. */
  public Shape input() {
    return nodes.get(0).output();
  }

  /** Returns the node that gives the logits. */
  public Node last() {
    return nodes.get(nodes.size() - 1);
  }

  /** Returns the number of logits. */
  public int classes() {
    return last().output().size();
  }

  /**
   * Returns the node of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Node node(String nodeName) {
    return nodes.stream()
        .filter(node -> node.name().equals(nodeName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no node " + nodeName));
  }

  /** Returns the shapes that a node reads, in order. */
  public List<Shape> inputsOf(Node node) {
    return node.inputs().stream().map(name -> node(name).output()).toList();
  }

  /** Returns the nodes that compute something: all but the input. */
  public List<Node> layers() {
    return nodes.subList(1, nodes.size());
  }

  /** Returns the nodes that read a node, in order. */
  public List<Node> readers(Node node) {
    return nodes.stream().filter(other -> other.inputs().contains(node.name())).toList();
  }

  /** Returns this network for another board. */
  public NetworkSpec on(BoardLimits other) {
    return new NetworkSpec(name, other, labels, nodes);
  }

  /** Returns this network as the method would have it. Names and weights' shapes stay the same. */
  public NetworkSpec with(Method method) {
    return withReuse((name, written) -> reuse(written, method));
  }

  private static Optional<Reuse> reuse(Optional<Reuse> written, Method method) {
    return switch (method) {
      case TREC -> written;
      case DEEP_REUSE -> written.map(Reuse::deepReuse);
      case CONVENTIONAL -> Optional.empty();
    };
  }

  /**
   * Returns this network with other reuse in some convolutions. Names and weights' shapes stay the
   * same.
   *
   * @throws IllegalArgumentException if one that the settings name is no convolution here
   */
  public NetworkSpec with(ReuseSettings settings) {
    if (!convolutions().containsAll(settings.convolutions())) {
      throw new IllegalArgumentException(
          name + " has convolutions " + convolutions() + ", not " + settings.convolutions());
    }
    return withReuse(settings::orElse);
  }

  private NetworkSpec withReuse(BiFunction<String, Optional<Reuse>, Optional<Reuse>> change) {
    List<Node> changed = new ArrayList<>();
    for (Node node : nodes) {
      changed.add(
          node.op() instanceof Convolution conv
              ? node.with(conv.with(change.apply(node.name(), conv.ifReusing())))
              : node);
    }
    return new NetworkSpec(name, board, labels, changed);
  }

  /** Returns the names of the convolutions, in order. */
  public List<String> convolutions() {
    return nodes.stream().filter(node -> node.op() instanceof Convolution).map(Node::name).toList();
  }

  /**
   * Returns the convolution of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Convolution convolution(String nodeName) {
    if (node(nodeName).op() instanceof Convolution conv) {
      return conv;
    }
    throw new IllegalArgumentException(
        name + " has convolutions " + convolutions() + ", not " + nodeName);
  }

  /** Returns whether any convolution reuses. */
  public boolean reuses() {
    return nodes.stream().anyMatch(node -> node.op() instanceof TrecConv);
  }

  /** Returns how many numbers it learns; hash vectors are not counted. */
  public long parameters() {
    return nodes.stream().mapToLong(node -> node.op().parameters(inputsOf(node))).sum();
  }

  /** Returns the multiply-adds on one image, without reuse. */
  public long macs() {
    return nodes.stream().mapToLong(node -> node.op().macs(inputsOf(node))).sum();
  }

  /**
   * Returns the fingerprint of this network: another one, or other reuse settings, give another.
   */
  public Fingerprint fingerprint() {
    return Fingerprint.of(this);
  }

  /** Adds nodes with their shapes inferred. */
  public static final class Builder {
    private final String name;
    private final BoardLimits board;
    private final List<Node> nodes = new ArrayList<>();
    private List<String> labels = List.of();

    private Builder(String name, BoardLimits board, Shape input) {
      this.name = name;
      this.board = board;
      nodes.add(new Node(INPUT, new Input(input), List.of(), input));
    }

    /** Sets the class names. */
    public Builder labels(String... names) {
      labels = List.of(names);
      return this;
    }

    /**
     * Adds a node that reads the node before.
     *
     * @throws IllegalArgumentException if the operation does not apply to that input
     */
    public Builder add(String nodeName, Op op) {
      return add(nodeName, op, List.of(nodes.get(nodes.size() - 1).name()));
    }

    /**
     * Adds a node.
     *
     * @param inputs names of the nodes it reads, all added before
     * @throws IllegalArgumentException if an input is unknown or the operation does not apply
     */
    public Builder add(String nodeName, Op op, List<String> inputs) {
      List<Shape> shapes = inputs.stream().map(this::shapeOf).toList();
      nodes.add(new Node(nodeName, op, inputs, op.outputOf(shapes)));
      return this;
    }

    private Shape shapeOf(String nodeName) {
      return nodes.stream()
          .filter(node -> node.name().equals(nodeName))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no node " + nodeName + " before"))
          .output();
    }

    /** Returns the network. */
    public NetworkSpec build() {
      return new NetworkSpec(name, board, labels, nodes);
    }
  }
}
