package io.github.trec4j.quantization;

/**
 * Vectors in integers, with one scale each.
 *
 * @param length values of a vector
 * @param values {@code [vectors][length]}, in [-127, 127]
 * @param scales {@code [vectors]}, what a step of 1 stands for
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one step's quantisation
public record IntegerVectors(int length, byte[] values, double[] scales) {
  /** Rounds real vectors, {@code [vectors][length]}. */
  public static IntegerVectors of(float[] real, int length) {
    IntegerVectors vectors =
        new IntegerVectors(length, new byte[real.length], new double[real.length / length]);
    for (int i = 0; i < vectors.count(); i++) {
      vectors.round(real, i);
    }
    return vectors;
  }

  private void round(float[] real, int vector) {
    double largest = 0;
    for (int l = vector * length; l < (vector + 1) * length; l++) {
      largest = Math.max(largest, Math.abs(real[l]));
    }
    scales[vector] = largest > 0 ? largest / Quantization.LARGEST_WEIGHT : 1;
    for (int l = vector * length; l < (vector + 1) * length; l++) {
      values[l] = (byte) Math.round(real[l] / scales[vector]);
    }
  }

  /** Returns how many there are. */
  public int count() {
    return scales.length;
  }

  /** Returns what a value stands for. */
  public double real(int vector, int index) {
    return scales[vector] * values[vector * length + index];
  }

  /** Returns the sum of a vector's integers. */
  public int sum(int vector) {
    int sum = 0;
    for (int l = vector * length; l < (vector + 1) * length; l++) {
      sum += values[l];
    }
    return sum;
  }
}
