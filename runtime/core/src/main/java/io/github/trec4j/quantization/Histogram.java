package io.github.trec4j.quantization;

/** How often values occur in a fixed range; finds the clipped range that int8 loses least in. */
final class Histogram {
  private static final int BINS = 4096;
  private static final int CANDIDATES = 100;
  private static final double SMALLEST_FACTOR = 0.2;

  private final Range range;
  private final double binWidth;
  private final long[] counts = new long[BINS];

  Histogram(Range range) {
    this.range = range;
    this.binWidth = (range.high() - range.low()) / BINS;
  }

  /** Counts the first {@code size} values. */
  void add(float[] values, int size) {
    if (binWidth == 0) {
      return;
    }
    for (int i = 0; i < size; i++) {
      int bin = (int) ((values[i] - range.low()) / binWidth);
      counts[Math.max(0, Math.min(BINS - 1, bin))]++;
    }
  }

  /**
   * Returns the range, made smaller by one factor at both ends, that has the least mean squared
   * error: rounding inside it, clipping outside.
   */
  Range best() {
    Range best = range;
    double least = error(range);
    for (int i = 1; i <= CANDIDATES; i++) {
      Range candidate = range.times(1 - i * (1 - SMALLEST_FACTOR) / CANDIDATES);
      double error = error(candidate);
      if (error < least) {
        least = error;
        best = candidate;
      }
    }
    return best;
  }

  private double error(Range candidate) {
    double rounding = candidate.scale() * candidate.scale() / 12;
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double value = range.low() + (bin + 0.5) * binWidth;
      // 0 is exact in every range; after a ReLU it is most of the values
      boolean zero = value - binWidth / 2 <= 0 && value + binWidth / 2 > 0;
      double beyond = Math.max(candidate.low() - value, value - candidate.high());
      double one = beyond > 0 ? beyond * beyond + rounding : rounding;
      error += zero ? 0 : counts[bin] * one;
    }
    return error;
  }
}
