package io.github.trec4j.int8;

/**
 * How far a reuse convolution's int16 accumulators stayed from saturating on the calibration
 * images.
 *
 * @param step the step's name
 * @param shift bits below the output's unit
 * @param peak largest magnitude that an accumulator or a table entry reached, or would have reached
 *     had it not saturated
 * @param saturations how many did saturate
 */
public record TableMargin(String step, int shift, int peak, long saturations) {
  /** The magnitude that accumulators should stay within: half of the int16 range. */
  public static final int SAFE_PEAK = 1 << 14;

  /** Returns whether all accumulators stayed within half of the int16 range. */
  public boolean safe() {
    return peak <= SAFE_PEAK;
  }
}
