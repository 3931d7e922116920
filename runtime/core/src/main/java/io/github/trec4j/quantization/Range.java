package io.github.trec4j.quantization;

/**
 * The real values that int8 activations must stand for; 0 always belongs to them.
 *
 * @param low smallest, at most 0
 * @param high largest, at least 0
 */
public record Range(double low, double high) {
  /** What a step stands for where all values seen were 0. */
  private static final double FLAT_SCALE = 1.0 / 64;

  private static final int STEPS = 255;

  /** More than a few operations on doubles can lose. */
  private static final double ROUNDING = 0x1p-40;

  /**
   * Takes in 0.
   *
   * @throws IllegalArgumentException if a bound is not finite
   */
  public Range {
    if (!Double.isFinite(low) || !Double.isFinite(high)) {
      throw new IllegalArgumentException("a range from " + low + " to " + high);
    }
    low = Math.min(low, 0);
    high = Math.max(high, 0);
  }

  /** Returns the range with both bounds multiplied. */
  public Range times(double factor) {
    return new Range(low * factor, high * factor);
  }

  /** Returns the range, upwards so wide that its scale is not below the given one. */
  public Range withScale(double least) {
    return scale() >= least ? this : new Range(low, low + STEPS * least * (1 + ROUNDING));
  }

  /** Returns the scale that spreads 255 steps over the range; 1/64 where it is empty. */
  public double scale() {
    double scale = (high - low) / STEPS;
    return scale >= Float.MIN_NORMAL ? scale : FLAT_SCALE;
  }

  /** Returns the quantisation of this range with a scale that is at least the given one. */
  public Quantization quantization(double leastScale) {
    double scale = Math.max(scale(), leastScale);
    long zeroPoint = -128 - Math.round(low / scale);
    return new Quantization(scale, (int) Math.max(-128, Math.min(127, zeroPoint)));
  }
}
