package io.github.trec4j.quantization;

/**
 * What int8 activations stand for: {@code real = scale * (q - zeroPoint)}.
 *
 * @param scale real value of one step, positive and finite
 * @param zeroPoint the integer that stands for 0, in [-128, 127]
 */
public record Quantization(double scale, int zeroPoint) {
  /** Largest magnitude of a weight and of a hash vector's value. */
  public static final int LARGEST_WEIGHT = 127;

  /** Of the network's input: {@code real = (pixel - 128) / 64}, without loss. */
  public static final Quantization INPUT = new Quantization(1.0 / 64, 0);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Quantization {
    if (!(scale > 0) || Double.isInfinite(scale) || zeroPoint < -128 || zeroPoint > 127) {
      throw new IllegalArgumentException("scale " + scale + ", zero point " + zeroPoint);
    }
  }

  /** Returns the nearest integer, in [-128, 127]. */
  public byte quantize(double real) {
    return (byte) Math.max(-128, Math.min(127, Math.rint(real / scale) + zeroPoint));
  }

  /** Returns the real value of an integer. */
  public double dequantize(int q) {
    return scale * (q - zeroPoint);
  }
}
