package io.github.trec4j.network;

import io.github.trec4j.layers.AveragePooling;
import io.github.trec4j.layers.BatchNormalization;
import io.github.trec4j.layers.Convolution;
import io.github.trec4j.layers.Dropout;
import io.github.trec4j.layers.FullyConnected;
import io.github.trec4j.layers.GlobalAveragePooling;
import io.github.trec4j.layers.MaxPooling;
import io.github.trec4j.layers.Relu;
import io.github.trec4j.math.Compute;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Shape;
import java.util.List;

/**
 * Makes the layers of one network by their nodes' names. First weights depend on the seed and the
 * node's name alone, so that variants of a model start alike.
 */
public final class Layers {
  private final NetworkSpec spec;
  private final Compute compute;
  private final long seed;

  /** Makes layers for this machine's matrix product and all its processors, with seed 1. */
  public Layers(NetworkSpec spec) {
    this(spec, Compute.standard(), 1);
  }

  /** Makes layers for the given network. */
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
   * Makes the layer of a convolution.
   *
   * @throws IllegalArgumentException if the node is missing or computes something else; so do the
   *     methods below
   */
  public Convolution convolution(String node) {
    return new Convolution(
        node,
        op(node, Op.Conv.class),
        input(node),
        needsInputGradient(node),
        seedOf(node),
        compute);
  }

  /** Makes a fully connected layer. */
  public FullyConnected fullyConnected(String node) {
    return new FullyConnected(
        node,
        op(node, Op.Dense.class),
        input(node),
        needsInputGradient(node),
        seedOf(node),
        compute);
  }

  /** Makes a batch normalisation. */
  public BatchNormalization batchNormalization(String node) {
    return new BatchNormalization(
        node, op(node, Op.BatchNorm.class), input(node), compute.workers());
  }

  /** Makes a rectifier. */
  public Relu relu(String node) {
    op(node, Op.Relu.class);
    return new Relu(node, input(node), compute.workers());
  }

  /** Makes a maximum pooling. */
  public MaxPooling maxPooling(String node) {
    return new MaxPooling(
        node, op(node, Op.MaxPool.class).window(), input(node), compute.workers());
  }

  /** Makes an average pooling. */
  public AveragePooling averagePooling(String node) {
    return new AveragePooling(
        node, op(node, Op.AvgPool.class).window(), input(node), compute.workers());
  }

  /** Makes a global average pooling. */
  public GlobalAveragePooling globalAveragePooling(String node) {
    op(node, Op.GlobalAvgPool.class);
    return new GlobalAveragePooling(node, input(node), compute.workers());
  }

  /** Makes a dropout. */
  public Dropout dropout(String node) {
    return new Dropout(
        node, op(node, Op.Dropout.class).rate(), input(node), seedOf(node), compute.workers());
  }

  private <T extends Op> T op(String node, Class<T> kind) {
    Op op = spec.node(node).op();
    if (!kind.isInstance(op)) {
      throw new IllegalArgumentException(node + " is " + op + ", not " + kind.getSimpleName());
    }
    return kind.cast(op);
  }

  private Shape input(String node) {
    return spec.inputOf(spec.node(node));
  }

  private boolean needsInputGradient(String node) {
    Node made = spec.node(node);
    return !made.inputs().equals(List.of(NetworkSpec.INPUT));
  }

  private long seedOf(String node) {
    return seed * 1_000_003L + node.hashCode();
  }
}
