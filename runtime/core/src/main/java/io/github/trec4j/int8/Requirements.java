package io.github.trec4j.int8;

import io.github.trec4j.quantization.Quantization;

/** What the integers of kernels must be. */
final class Requirements {
  private Requirements() {}

  /** Requires whole filters of weights in [-127, 127]. */
  static void weights(byte[] weights, int filters) {
    holds(filters > 0 && weights.length % filters == 0, "whole filters of weights");
    for (byte weight : weights) {
      holds(weight >= -Quantization.LARGEST_WEIGHT, "weights in [-127, 127]");
    }
  }

  /** Requires multipliers in (0, 2^31). */
  static void multipliers(int[] multipliers) {
    for (int multiplier : multipliers) {
      holds(multiplier > 0, "multipliers in (0, 2^31)");
    }
  }

  /** Requires zero points to be int8. */
  static void int8(int... zeroPoints) {
    for (int zeroPoint : zeroPoints) {
      holds(isInt8(zeroPoint), "zero points in int8");
    }
  }

  /** Requires bounds of outputs to be int8, in order. */
  static void bounds(int low, int high) {
    holds(isInt8(low) && isInt8(high) && low <= high, "low and high in int8, in order");
  }

  private static boolean isInt8(int value) {
    return value == (byte) value;
  }

  /**
   * Requires something.
   *
   * @throws IllegalArgumentException if it does not hold
   */
  static void holds(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException("parameters need " + rule);
    }
  }
}
