package io.github.trec4j.spec;

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
 * @param nodes the graph; the first is the {@link Op.Input}
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
    if (nodes.isEmpty() || !(nodes.get(0).op() instanceof Op.Input)) {
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

  /** Returns the shape that a node reads; of its first input where it has several. */
  public Shape inputOf(Node node) {
    return node(node.inputs().get(0)).output();
  }

  /** Returns this network as the method would have it. Names and weights' shapes stay the same. */
  public NetworkSpec with(Method method) {
    return withReuse((convolution, reuse) -> reuse(reuse, method));
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
   * @param convolutions the reuse by name, empty for none; those that are not named keep theirs
   * @throws IllegalArgumentException if one is no convolution here
   */
  public NetworkSpec with(Map<String, Optional<Reuse>> convolutions) {
    if (!convolutions().containsAll(convolutions.keySet())) {
      throw new IllegalArgumentException(
          name + " has convolutions " + convolutions() + ", not " + convolutions.keySet());
    }
    return withReuse((convolution, reuse) -> convolutions.getOrDefault(convolution, reuse));
  }

  private NetworkSpec withReuse(BiFunction<String, Optional<Reuse>, Optional<Reuse>> change) {
    List<Node> changed = new ArrayList<>();
    for (Node node : nodes) {
      if (node.op() instanceof Op.Conv conv) {
        Optional<Reuse> reuse = change.apply(node.name(), conv.reuse());
        Op op = new Op.Conv(conv.filters(), conv.window(), conv.bias(), reuse);
        changed.add(new Node(node.name(), op, node.inputs(), node.output()));
      } else {
        changed.add(node);
      }
    }
    return new NetworkSpec(name, board, labels, changed);
  }

  /** Returns the names of the convolutions, in order. */
  public List<String> convolutions() {
    return nodes.stream().filter(node -> node.op() instanceof Op.Conv).map(Node::name).toList();
  }

  /** Returns whether any convolution reuses. */
  public boolean reuses() {
    return nodes.stream()
        .anyMatch(node -> node.op() instanceof Op.Conv conv && conv.reuse().isPresent());
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
      nodes.add(new Node(INPUT, new Op.Input(), List.of(), input));
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
      Node before = nodes.get(nodes.size() - 1);
      nodes.add(new Node(nodeName, op, List.of(before.name()), op.outputOf(before.output())));
      return this;
    }

    /** Returns the network. */
    public NetworkSpec build() {
      return new NetworkSpec(name, board, labels, nodes);
    }
  }
}
