package io.github.trec4j.int8;

import java.util.Arrays;
import java.util.Optional;

/**
 * The integers of a reuse convolution, in their logical order. The arrays are not copied and must
 * not be changed.
 *
 * @param weights {@code [M][K]} as in {@link LinearParameters}
 * @param bias {@code [M]}, in int16: bias, output zero point and rounding, {@code shift} bits up
 * @param tableMultipliers {@code [M]}, in (0, 2^31)
 * @param hashVectors {@code [hash sets][bits][L]}, in [-127, 127]
 * @param thresholds {@code [hash sets][bits]}, within 2^29
 * @param inputZeroPoint what padding reads and centroids are free of
 * @param shift bits below the output's unit in accumulators, 1 to 8
 * @param low smallest output; a folded ReLU lives in it
 * @param high largest output
 * @param kept what convolves the kept directions; empty where none is kept
 */
@SuppressWarnings("ArrayRecordComponent") // too large to copy
record TrecParameters(
    byte[] weights,
    short[] bias,
    int[] tableMultipliers,
    byte[] hashVectors,
    int[] thresholds,
    int inputZeroPoint,
    int shift,
    int low,
    int high,
    Optional<KeptParameters> kept) {
  /** Bound of a threshold's magnitude: centring cannot overflow an int32. */
  static final int LARGEST_THRESHOLD = 1 << 29;

  /** Most bits below the output's unit. */
  static final int MAX_SHIFT = 8;

  /**
   * Checks lengths and ranges.
   *
   * @throws IllegalArgumentException if one is wrong
   */
  TrecParameters {
    Requirements.weights(weights, tableMultipliers.length);
    Requirements.multipliers(tableMultipliers);
    Requirements.holds(bias.length == tableMultipliers.length, "as many biases as multipliers");
    Requirements.holds(
        thresholds.length > 0 && hashVectors.length % thresholds.length == 0,
        "a threshold a hash vector");
    Requirements.holds(
        Arrays.stream(thresholds).allMatch(t -> Math.abs((long) t) <= LARGEST_THRESHOLD),
        "thresholds within 2^29");
    Requirements.int8(inputZeroPoint);
    Requirements.holds(shift >= 1 && shift <= MAX_SHIFT, "a shift of 1 to 8");
    Requirements.bounds(low, high);
  }

  /** Returns the number of filters, M. */
  int filters() {
    return tableMultipliers.length;
  }

  /** Returns the weights a filter, K. */
  int entries() {
    return weights.length / filters();
  }
}
