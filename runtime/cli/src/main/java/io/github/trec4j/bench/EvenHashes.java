package io.github.trec4j.bench;

import java.util.Random;

/**
 * Hash vectors that cut noise into buckets of like size: drawn at random, then made orthogonal, so
 * that no bucket stays empty and the firmware's tables alone decide how many clusters there are.
 */
final class EvenHashes {
  private EvenHashes() {}

  /**
   * Returns sets of hash vectors, {@code [sets][bits][length]}.
   *
   * @param bits orthogonal vectors a set; at most {@code length}
   */
  static float[] vectors(int sets, int bits, int length, Random random) {
    float[] all = new float[sets * bits * length];
    for (int set = 0; set < sets; set++) {
      double[][] vectors = new double[bits][];
      for (int j = 0; j < bits; j++) {
        vectors[j] = orthogonal(random.doubles(length, -1, 1).toArray(), vectors, j);
        for (int l = 0; l < length; l++) {
          all[(set * bits + j) * length + l] = (float) vectors[j][l];
        }
      }
    }
    return all;
  }

  /**
   * Returns sets of orthonormal directions, {@code [sets][count][length]}.
   *
   * @param count directions a set; at most {@code length}
   */
  static float[] directions(int sets, int count, int length, Random random) {
    float[] all = vectors(sets, count, length, random);
    for (int start = 0; start < all.length; start += length) {
      double square = 0;
      for (int l = start; l < start + length; l++) {
        square += (double) all[l] * all[l];
      }
      for (int l = start; l < start + length; l++) {
        all[l] = (float) (all[l] / Math.sqrt(square));
      }
    }
    return all;
  }

  /** Takes out of a vector what points along the first {@code count} others. */
  private static double[] orthogonal(double[] vector, double[][] others, int count) {
    for (int i = 0; i < count; i++) {
      double along = product(vector, others[i]) / product(others[i], others[i]);
      for (int l = 0; l < vector.length; l++) {
        vector[l] -= along * others[i][l];
      }
    }
    return vector;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int l = 0; l < a.length; l++) {
      sum += a[l] * b[l];
    }
    return sum;
  }
}
