package io.github.trec4j.spec;

import java.util.List;
import java.util.Optional;

/** What a node of the network computes. */
public sealed interface Op {
  /** The images, unsigned bytes: {@code real = (pixel - 128) / 64}. */
  record Input() implements Op {}

  /**
   * A convolution.
   *
   * @param filters output channels
   * @param window its kernel
   * @param bias whether a constant is added to each filter
   * @param reuse how it skips what repeats; empty for a conventional convolution
   */
  record Conv(int filters, Window window, boolean bias, Optional<Reuse> reuse) implements Op {
    /**
     * Checks the reuse's rank.
     *
     * @throws IllegalArgumentException if it is not below the number of filters
     */
    public Conv {
      int rank = reuse.map(Reuse::rank).orElse(0);
      if (rank > 0 && rank >= filters) {
        throw new IllegalArgumentException(
            "rank %d: give at most %d, one less than there are filters, or 0 for all"
                .formatted(rank, filters - 1));
      }
    }

    /** Returns the number of basis filters; 0 where all filters are convolved. */
    public int rank() {
      return reuse.map(Reuse::rank).orElse(0);
    }

    /**
     * Returns the convolutions that firmware runs one after the other for this one: itself, or
     * where it has a rank the basis filters, without bias, and what combines them, with kernel 1.
     */
    public List<Conv> stages() {
      if (rank() == 0) {
        return List.of(this);
      }
      Conv basis = new Conv(rank(), window, false, reuse.map(how -> how.withRank(0)));
      Conv combination = new Conv(filters, new Window(1, 1, 0), bias, Optional.empty());
      return List.of(basis, combination);
    }
  }

  /**
   * A fully connected layer on the input flattened as {@code [H, W, C]}.
   *
   * @param units outputs
   * @param bias whether a constant is added to each
   */
  record Dense(int units, boolean bias) implements Op {}

  /**
   * Batch normalisation a channel.
   *
   * @param momentum weight of the newest batch in the running statistics
   * @param epsilon added to the variance
   */
  record BatchNorm(float momentum, float epsilon) implements Op {}

  /** {@code max(x, 0)}. */
  record Relu() implements Op {}

  /**
   * The largest value of each window; padding never wins.
   *
   * @param window its geometry
   */
  record MaxPool(Window window) implements Op {}

  /**
   * The mean of each window.
   *
   * @param window its geometry, without padding
   */
  record AvgPool(Window window) implements Op {}

  /** The mean of each channel. */
  record GlobalAvgPool() implements Op {}

  /**
   * Zeroes values at random in training; nothing otherwise.
   *
   * @param rate the probability, in [0, 1)
   */
  record Dropout(float rate) implements Op {}

  /** Returns the lower-camel-case name of the operation, as in node names: {@code batchNorm}. */
  default String label() {
    String name = getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /**
   * Returns the shape of the output.
   *
   * @throws IllegalArgumentException if the operation does not apply to that input
   */
  default Shape outputOf(Shape input) {
    if (this instanceof Conv conv) {
      return conv.window().over(input, conv.filters());
    } else if (this instanceof Dense dense) {
      return Shape.vector(dense.units());
    } else if (this instanceof MaxPool pool) {
      return pool.window().over(input, input.channels());
    } else if (this instanceof AvgPool pool) {
      return pool.window().over(input, input.channels());
    } else if (this instanceof GlobalAvgPool) {
      return Shape.vector(input.channels());
    }
    return input;
  }

  /**
   * Returns the multiply-adds on one image, without reuse; 0 where there are no weights.
   *
   * @param input shape of the image
   */
  default long macs(Shape input) {
    if (this instanceof Conv conv) {
      return (long) outputOf(input).size() * conv.window().area() * input.channels();
    } else if (this instanceof Dense dense) {
      return (long) input.size() * dense.units();
    }
    return 0;
  }
}
