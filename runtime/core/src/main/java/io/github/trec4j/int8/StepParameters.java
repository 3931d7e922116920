package io.github.trec4j.int8;

import java.util.Arrays;
import java.util.Optional;

/**
 * The integers that a step reads from flash, in their logical order; packing is the exporter's
 * task. The arrays are not copied and must not be changed.
 */
@SuppressWarnings("ArrayRecordComponent") // too large to copy
public sealed interface StepParameters {
  /** Largest magnitude of a weight and of a hash vector's value. */
  int LARGEST_WEIGHT = 127;

  /**
   * Of a conventional convolution or a fully connected layer.
   *
   * @param weights {@code [M][K]}, in [-127, 127]; K in the order kernel row, kernel column,
   *     channel
   * @param bias {@code [M]}, with {@code -inputZeroPoint * sum of the filter's weights} in it
   * @param multipliers {@code [M]}, in (0, 2^31)
   * @param inputZeroPoint what padding reads
   * @param outputZeroPoint what is added after scaling
   * @param low smallest output; a folded ReLU lives in it
   * @param high largest output
   */
  record Linear(
      byte[] weights,
      int[] bias,
      int[] multipliers,
      int inputZeroPoint,
      int outputZeroPoint,
      int low,
      int high)
      implements StepParameters {
    /**
     * Checks lengths and ranges.
     *
     * @throws IllegalArgumentException if one is wrong
     */
    public Linear {
      checkWeights(weights, multipliers.length);
      checkMultipliers(multipliers);
      check(bias.length == multipliers.length, "as many biases as multipliers");
      check(isInt8(inputZeroPoint) && isInt8(outputZeroPoint), "zero points in int8");
      check(isInt8(low) && isInt8(high) && low <= high, "low and high in int8, in order");
    }

    /** Returns the number of filters, M. */
    public int filters() {
      return multipliers.length;
    }

    /** Returns the weights a filter, K. */
    public int entries() {
      return weights.length / filters();
    }
  }

  /**
   * Of a reuse convolution.
   *
   * @param weights {@code [M][K]} as in {@link Linear}
   * @param bias {@code [M]}, in int16: bias, output zero point and rounding, {@code shift} bits up
   * @param tableMultipliers {@code [M]}, in (0, 2^31)
   * @param hashVectors {@code [hash sets][bits][L]}, in [-127, 127]
   * @param thresholds {@code [hash sets][bits]}, within 2^29
   * @param inputZeroPoint what padding reads and centroids are free of
   * @param shift bits below the output's unit in accumulators, 1 to 8
   * @param low smallest output; a folded ReLU lives in it
   * @param high largest output
   * @param exact what convolves the kept directions; empty where none is kept
   */
  record Trec(
      byte[] weights,
      short[] bias,
      int[] tableMultipliers,
      byte[] hashVectors,
      int[] thresholds,
      int inputZeroPoint,
      int shift,
      int low,
      int high,
      Optional<Exact> exact)
      implements StepParameters {
    /** Bound of a threshold's magnitude: centring cannot overflow an int32. */
    public static final int LARGEST_THRESHOLD = 1 << 29;

    /** Most bits below the output's unit. */
    public static final int MAX_SHIFT = 8;

    /**
     * Checks lengths and ranges.
     *
     * @throws IllegalArgumentException if one is wrong
     */
    public Trec {
      checkWeights(weights, tableMultipliers.length);
      checkMultipliers(tableMultipliers);
      check(bias.length == tableMultipliers.length, "as many biases as multipliers");
      check(
          thresholds.length > 0 && hashVectors.length % thresholds.length == 0,
          "a threshold a hash vector");
      check(
          Arrays.stream(thresholds).allMatch(t -> Math.abs((long) t) <= LARGEST_THRESHOLD),
          "thresholds within 2^29");
      check(isInt8(inputZeroPoint), "a zero point in int8");
      check(shift >= 1 && shift <= MAX_SHIFT, "a shift of 1 to 8");
      check(isInt8(low) && isInt8(high) && low <= high, "low and high in int8, in order");
    }

    /** Returns the number of filters, M. */
    public int filters() {
      return tableMultipliers.length;
    }

    /** Returns the weights a filter, K. */
    public int entries() {
      return weights.length / filters();
    }
  }

  /**
   * The part of a reuse convolution that convolves kept directions.
   *
   * @param directions {@code [slices][keep][L]}, in [-127, 127]
   * @param directionBias {@code [slices][keep]}: {@code -inputZeroPoint * sum of the direction}
   * @param directionMultipliers {@code [slices][keep]}, in (0, 2^31)
   * @param directionSquares {@code [slices][keep]}, in (0, 2^31): the square of what a direction's
   *     integer 1 stands for, in units of 2^-{@value #SQUARE_BITS}; reassignment reads it
   * @param weights {@code [M][taps][slices][keep]}, in [-127, 127]
   * @param multipliers {@code [M]}, multiples of {@value #MULTIPLIER_UNIT} in (0, 2^31)
   */
  record Exact(
      byte[] directions,
      int[] directionBias,
      int[] directionMultipliers,
      int[] directionSquares,
      byte[] weights,
      int[] multipliers) {
    /** What multipliers are multiples of, for the sake of the kernel. */
    public static final int MULTIPLIER_UNIT = 256;

    /** Bits below 1 in squares. */
    public static final int SQUARE_BITS = 44;

    /**
     * Checks lengths and ranges.
     *
     * @throws IllegalArgumentException if one is wrong
     */
    public Exact {
      checkWeights(weights, multipliers.length);
      checkWeights(directions, directionBias.length);
      checkMultipliers(multipliers);
      checkMultipliers(directionMultipliers);
      checkMultipliers(directionSquares);
      check(directionMultipliers.length == directionBias.length, "a multiplier a direction");
      check(directionSquares.length == directionBias.length, "a square a direction");
      check(
          Arrays.stream(multipliers).allMatch(m -> m % MULTIPLIER_UNIT == 0),
          "exact multipliers that are multiples of 256");
    }

    /** Returns the entries a filter: taps times slices times directions. */
    public int entries() {
      return weights.length / multipliers.length;
    }

    /** Returns the values of a direction, L. */
    public int length() {
      return directions.length / directionBias.length;
    }
  }

  /**
   * Of a ReLU on its own.
   *
   * @param zeroPoint the smallest output
   */
  record Relu(int zeroPoint) implements StepParameters {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the zero point is no int8
     */
    public Relu {
      check(isInt8(zeroPoint), "a zero point in int8");
    }
  }

  /** Of a step that reads nothing from flash. */
  record None() implements StepParameters {}

  private static void checkWeights(byte[] weights, int filters) {
    check(filters > 0 && weights.length % filters == 0, "whole filters of weights");
    for (byte weight : weights) {
      check(weight >= -LARGEST_WEIGHT, "weights in [-127, 127]");
    }
  }

  private static void checkMultipliers(int[] multipliers) {
    for (int multiplier : multipliers) {
      check(multiplier > 0, "multipliers in (0, 2^31)");
    }
  }

  private static boolean isInt8(int value) {
    return value == (byte) value;
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("parameters need " + rule);
    }
  }
}
