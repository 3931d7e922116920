package io.github.trec4j.spec.op;

import java.util.List;
import java.util.Optional;

/**
 * What a node of the network computes. Each operation answers for itself; what other modules know
 * of it hangs on a {@link Visitor}, so that a new one does not compile until all know it.
 */
public sealed interface Op
    permits Input,
        Convolution,
        DepthwiseConv,
        Dense,
        BatchNorm,
        Relu,
        MaxPool,
        AvgPool,
        GlobalAvgPool,
        Add,
        Concat,
        Dropout {
  /** A choice by operation, of which none can be forgotten. */
  interface Visitor<R> {
    /** Chooses for the images. */
    R input(Input op);

    /** Chooses for a conventional convolution. */
    R conv(Conv op);

    /** Chooses for a convolution with reuse. */
    R trecConv(TrecConv op);

    /** Chooses for a convolution of each channel by itself. */
    R depthwiseConv(DepthwiseConv op);

    /** Chooses for a fully connected layer. */
    R dense(Dense op);

    /** Chooses for a batch normalisation. */
    R batchNorm(BatchNorm op);

    /** Chooses for a rectifier. */
    R relu(Relu op);

    /** Chooses for the largest of windows. */
    R maxPool(MaxPool op);

    /** Chooses for the mean of windows. */
    R avgPool(AvgPool op);

    /** Chooses for the mean of channels. */
    R globalAvgPool(GlobalAvgPool op);

    /** Chooses for a sum. */
    R add(Add op);

    /** Chooses for a concatenation. */
    R concat(Concat op);

    /** Chooses for a dropout. */
    R dropout(Dropout op);
  }

  /** What firmware makes of an operation that directly follows another. */
  enum Folding {
    /** A kernel of its own. */
    NONE,
    /** A factor and a summand a channel, which weights and bias before it take in. */
    SCALE_AND_SHIFT,
    /** A lower bound of the outputs before it. */
    RECTIFICATION,
    /** Nothing. */
    IDENTITY
  }

  /** Returns what the visitor chooses. */
  <R> R accept(Visitor<R> visitor);

  /** Returns the lower-camel-case name of the operation, as in node names: {@code batchNorm}. */
  String label();

  /**
   * Returns the shape of the output.
   *
   * @param inputs shapes of all inputs, in order
   * @throws IllegalArgumentException if the operation does not apply to them
   */
  Shape outputOf(List<Shape> inputs);

  /** Returns the annotation that makes it, with its members. */
  Attributes attributes();

  /** Returns a few words for reports: {@code conv 64 5x5}. */
  String describe();

  /**
   * Returns the text that fingerprints are made from. It never changes for a network that a
   * checkpoint may exist of.
   */
  String canonicalText();

  /** Returns the window that slides over the input; empty where none does. */
  default Optional<Window> window() {
    return Optional.empty();
  }

  /** Returns what firmware makes of it. */
  default Folding folding() {
    return Folding.NONE;
  }

  /** Returns whether it reads two or more inputs; others read one. */
  default boolean joins() {
    return false;
  }

  /** Returns whether it multiplies with learned weights, one set an output channel. */
  default boolean isWeighted() {
    return false;
  }

  /** Returns whether it adds a learned constant to each output channel. */
  default boolean bias() {
    return false;
  }

  /** Returns how many products an output sums (K); 0 where there are no weights. */
  default long fanIn(List<Shape> inputs) {
    return 0;
  }

  /** Returns the number of weights, without biases. */
  default long weights(List<Shape> inputs) {
    return isWeighted() ? fanIn(inputs) * outputOf(inputs).channels() : 0;
  }

  /** Returns how many numbers it learns; hash vectors are not counted. */
  default long parameters(List<Shape> inputs) {
    return weights(inputs) + (bias() ? outputOf(inputs).channels() : 0);
  }

  /** Returns the multiply-adds on one image, without reuse. */
  default long macs(List<Shape> inputs) {
    return isWeighted() ? fanIn(inputs) * outputOf(inputs).size() : 0;
  }

  /**
   * Returns the only shape.
   *
   * @throws IllegalArgumentException if there are more or none
   */
  static Shape single(List<Shape> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("one input is read, not " + inputs.size());
    }
    return inputs.get(0);
  }
}
