package io.github.trec4j.int8;

import java.util.Arrays;

/**
 * The integers of the part of a reuse convolution that convolves kept directions. The arrays are
 * not copied and must not be changed.
 *
 * @param directions {@code [slices][keep][L]}, in [-127, 127]
 * @param directionBias {@code [slices][keep]}: {@code -inputZeroPoint * sum of the direction}
 * @param directionMultipliers {@code [slices][keep]}, in (0, 2^31)
 * @param directionSquares {@code [slices][keep]}, in (0, 2^31): the square of what a direction's
 *     integer 1 stands for, in units of 2^-{@value #SQUARE_BITS}; reassignment reads it
 * @param weights {@code [M][taps][slices][keep]}, in [-127, 127]
 * @param multipliers {@code [M]}, multiples of {@value #MULTIPLIER_UNIT} in (0, 2^31)
 */
@SuppressWarnings("ArrayRecordComponent") // too large to copy
record KeptParameters(
    byte[] directions,
    int[] directionBias,
    int[] directionMultipliers,
    int[] directionSquares,
    byte[] weights,
    int[] multipliers) {
  /** What multipliers are multiples of, for the sake of the kernel. */
  static final int MULTIPLIER_UNIT = 256;

  /** Bits below 1 in squares. */
  static final int SQUARE_BITS = 44;

  /**
   * Checks lengths and ranges.
   *
   * @throws IllegalArgumentException if one is wrong
   */
  KeptParameters {
    Requirements.weights(weights, multipliers.length);
    Requirements.weights(directions, directionBias.length);
    Requirements.multipliers(multipliers);
    Requirements.multipliers(directionMultipliers);
    Requirements.multipliers(directionSquares);
    Requirements.holds(
        directionMultipliers.length == directionBias.length, "a multiplier a direction");
    Requirements.holds(directionSquares.length == directionBias.length, "a square a direction");
    Requirements.holds(
        Arrays.stream(multipliers).allMatch(m -> m % MULTIPLIER_UNIT == 0),
        "kept multipliers that are multiples of 256");
  }

  /** Returns the entries a filter: taps times slices times directions. */
  int entries() {
    return weights.length / multipliers.length;
  }

  /** Returns the values of a direction, L. */
  int length() {
    return directions.length / directionBias.length;
  }
}
