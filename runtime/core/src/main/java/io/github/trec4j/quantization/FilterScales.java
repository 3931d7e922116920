package io.github.trec4j.quantization;

/**
 * One scale a filter, the integers of the weights, and how the accumulators meet the output.
 *
 * @param input of the step
 * @param output of the step; its scale is large enough for every multiplier
 * @param scales {@code [M]}
 * @param weights {@code [M][K]}, in [-127, 127]
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one step's quantisation
public record FilterScales(
    Quantization input, Quantization output, double[] scales, byte[] weights) {
  /**
   * Smallest ratio of an accumulator's unit to the output's. It keeps the multiplier of filters
   * with tiny or no weights precise and their bias in an int32; what it rounds away is far below
   * the output's unit.
   */
  private static final double LEAST_RATIO = 0x1p-20;

  /** Multipliers lie below 2^31, so that ratios lie below 1/2. */
  public static final double LARGEST_RATIO = 0.4999;

  private static final int TABLE_MULTIPLIER_UNIT = 256;

  private static final int LARGEST_BYTE = 255;

  private static final double MULTIPLIER_ONE = 0x1p32;

  /**
   * Chooses the scales.
   *
   * @param range of the output
   * @param shift bits that tables keep below the output's unit; 0 where there are no tables
   * @param leastOutput what the output's scale must be at least for other reasons
   * @param mostProducts what a filter's products with bytes, those with positive or those with
   *     negative weights, must sum to less than
   */
  public static FilterScales choose(
      FoldedWeights folded,
      Quantization input,
      Range range,
      int shift,
      double leastOutput,
      double mostProducts) {
    int filters = folded.bias().length;
    double[] scales = new double[filters];
    double largest = 0;
    for (int m = 0; m < filters; m++) {
      scales[m] =
          Math.max(
              folded.largest(m) / Quantization.LARGEST_WEIGHT,
              scaleOfSums(folded.weights()[m], mostProducts));
      largest = Math.max(largest, scales[m]);
    }
    double leastScale = input.scale() * largest * (1 << shift) / LARGEST_RATIO;
    Quantization output = range.quantization(Math.max(leastScale, leastOutput));
    byte[] weights = new byte[filters * folded.weights()[0].length];
    for (int m = 0; m < filters; m++) {
      scales[m] = Math.max(scales[m], LEAST_RATIO * output.scale() / input.scale());
      quantize(folded.weights()[m], scales[m], weights, m);
    }
    return new FilterScales(input, output, scales, weights);
  }

  /** Returns the least scale whose integers sum to as little as is asked for, however rounded. */
  private static double scaleOfSums(double[] row, double mostProducts) {
    double positive = 0;
    double negative = 0;
    for (double weight : row) {
      positive += Math.max(weight, 0);
      negative -= Math.min(weight, 0);
    }
    double rounding = LARGEST_BYTE / 2.0 * row.length;
    return LARGEST_BYTE * Math.max(positive, negative) / (mostProducts - rounding - 1);
  }

  private static void quantize(double[] row, double scale, byte[] weights, int filter) {
    for (int k = 0; k < row.length; k++) {
      long rounded = Math.round(row[k] / scale);
      weights[filter * row.length + k] =
          (byte)
              Math.max(
                  -Quantization.LARGEST_WEIGHT, Math.min(Quantization.LARGEST_WEIGHT, rounded));
    }
  }

  /** Returns the multipliers of accumulators. */
  public int[] multipliers() {
    return multipliers(0, 1);
  }

  /**
   * Returns the multipliers of tables that keep bits below the output's unit. They are multiples of
   * 256, for which the kernels have a shorter way; the bits that this costs are far below a table's
   * unit.
   */
  public int[] tableMultipliers(int shift) {
    return multipliers(shift, TABLE_MULTIPLIER_UNIT);
  }

  private int[] multipliers(int shift, int unit) {
    int[] multipliers = new int[scales.length];
    for (int m = 0; m < scales.length; m++) {
      multipliers[m] = multiplier(input.scale() * scales[m] / output.scale() * (1 << shift), unit);
    }
    return multipliers;
  }

  /** Returns the multiplier of a ratio below 1/2: the nearest multiple of a unit in (0, 2^31). */
  public static int multiplier(double ratio, int unit) {
    long rounded = Math.round(ratio * MULTIPLIER_ONE / unit) * unit;
    int largest = Integer.MAX_VALUE / unit * unit;
    return (int) Math.max(unit, Math.min(largest, rounded));
  }

  /** Returns a filter's bias in units of its accumulators. */
  public long bias(FoldedWeights folded, int filter) {
    return Math.round(folded.bias()[filter] / (input.scale() * scales[filter]));
  }

  /** Returns the sum of a filter's integer weights. */
  public int sum(int filter) {
    int entries = weights.length / scales.length;
    int sum = 0;
    for (int k = 0; k < entries; k++) {
      sum += weights[filter * entries + k];
    }
    return sum;
  }

  /** Returns the sum of the magnitudes of a filter's integer weights. */
  public long magnitude(int filter) {
    int entries = weights.length / scales.length;
    long sum = 0;
    for (int k = 0; k < entries; k++) {
      sum += Math.abs(weights[filter * entries + k]);
    }
    return sum;
  }
}
