package io.github.trec4j.int8;

/** The exact integer arithmetic that simulator and C kernels share. */
public final class Arithmetic {
  private Arithmetic() {}

  /** Returns {@code floor((a * b + 2^31) / 2^32)}, as the instruction SMMULR computes it. */
  public static int multiplyHigh(int a, int b) {
    return (int) (((long) a * b + 0x8000_0000L) >> 32);
  }

  /**
   * Returns {@code clamp(zeroPoint + multiplyHigh(accumulator, multiplier), low, high)}.
   *
   * @param multiplier in (0, 2^31)
   */
  public static byte requantize(int accumulator, int multiplier, int zeroPoint, int low, int high) {
    return (byte) clamp(zeroPoint + multiplyHigh(accumulator, multiplier), low, high);
  }

  /** Returns the value saturated to the range of an int16. */
  public static int sat16(int value) {
    return clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  /** Returns the nearest value in {@code [low, high]}. */
  public static int clamp(int value, int low, int high) {
    return Math.max(low, Math.min(high, value));
  }

  /**
   * Returns the mean rounded to nearest, halves up: {@code floor((2 * sum + count) / (2 * count))}.
   *
   * @param count at least 1
   */
  public static int roundedMean(int sum, int count) {
    return (int) Math.floorDiv(2L * sum + count, 2L * count);
  }
}
