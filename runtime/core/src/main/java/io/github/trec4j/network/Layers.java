package io.github.trec4j.network;

import io.github.trec4j.layers.Compute;
import io.github.trec4j.layers.LayerContext;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import java.util.List;

/**
 * What the layers of one network are made from, by their nodes' names. First weights depend on the
 * seed and the node's name alone, so that variants of a model start alike.
 */
public final class Layers {
  private final NetworkSpec spec;
  private final Compute compute;
  private final long seed;

  /** Prepares layers for this machine's matrix product and all its processors, with seed 1. */
  public Layers(NetworkSpec spec) {
    this(spec, Compute.standard(), 1);
  }

  /** Prepares layers of the given network. */
  public Layers(NetworkSpec spec, Compute compute, long seed) {
    this.spec = spec;
    this.compute = compute;
    this.seed = seed;
  }

  /** Returns the network that layers are made for. */
  public NetworkSpec spec() {
    return spec;
  }

  /**
   * Returns what the layer of a node is made from.
   *
   * @throws IllegalArgumentException if there is no such node
   */
  public LayerContext of(String nodeName) {
    Node node = spec.node(nodeName);
    boolean inputGradient = !node.inputs().equals(List.of(NetworkSpec.INPUT));
    return new LayerContext(
        nodeName,
        node.op(),
        spec.inputsOf(node),
        inputGradient,
        seed * 1_000_003L + nodeName.hashCode(),
        compute);
  }
}
