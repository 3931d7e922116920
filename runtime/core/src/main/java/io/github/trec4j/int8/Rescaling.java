package io.github.trec4j.int8;

import io.github.trec4j.quantization.Quantization;
import java.util.List;

/**
 * Sums of values of different scales, in the scale of the output: {@code (bias + sum of q[i] *
 * multipliers[i]) >> shift}, rounded to nearest as the bias holds a half. No sum can overflow.
 *
 * @param multipliers one an input
 * @param bias what zero points come to, and half of the output's unit
 * @param shift bits below the output's unit
 */
@SuppressWarnings("ArrayRecordComponent") // one number an input
record Rescaling(int[] multipliers, int bias, int shift) {
  /** Bits below the output's unit that are always enough. */
  private static final int MOST_BITS = 22;

  /** Bound of the magnitude of a sum. */
  private static final double LARGEST_SUM = 0x1p31 - 1;

  /** An input's unit may be so many of the output's: then no sum of 64 inputs overflows. */
  private static final double LARGEST_RATIO = 0x1p16;

  /** Returns the least scale of an output for which {@link #of} finds a shift. */
  static double leastScale(List<Quantization> inputs) {
    return leastScale(inputs, LARGEST_RATIO);
  }

  /** Returns the least scale of an output whose unit no input's exceeds more than so many times. */
  static double leastScale(List<Quantization> inputs, double largestRatio) {
    return inputs.stream().mapToDouble(Quantization::scale).max().orElse(0) / largestRatio;
  }

  /** Returns what brings a sum of inputs to the output's scale, as finely as 32 bits allow. */
  static Rescaling of(List<Quantization> inputs, Quantization output) {
    int shift = MOST_BITS;
    while (shift > 0 && largest(inputs, output, shift) > LARGEST_SUM) {
      shift--;
    }
    return withShift(inputs, output, shift);
  }

  /**
   * Returns what brings a sum of inputs to the output's scale, to so many bits below its unit, of
   * which there must not be more than {@link #of} finds, or for which multipliers are of 16 bits.
   */
  static Rescaling withShift(List<Quantization> inputs, Quantization output, int shift) {
    int[] multipliers = new int[inputs.size()];
    long bias = ((long) output.zeroPoint() << shift) + (1L << shift >> 1);
    for (int i = 0; i < multipliers.length; i++) {
      Quantization input = inputs.get(i);
      multipliers[i] = (int) Math.round(input.scale() / output.scale() * (1 << shift));
      bias -= (long) multipliers[i] * input.zeroPoint();
    }
    return new Rescaling(multipliers, Math.toIntExact(bias), shift);
  }

  /** Returns a bound of the magnitude of all partial sums. */
  private static double largest(List<Quantization> inputs, Quantization output, int shift) {
    double largest = (Math.abs(output.zeroPoint()) + 1.0) * (1 << shift);
    for (Quantization input : inputs) {
      double multiplier = input.scale() / output.scale() * (1 << shift) + 1;
      largest += multiplier * (128 + Math.abs(input.zeroPoint()));
    }
    return largest;
  }
}
