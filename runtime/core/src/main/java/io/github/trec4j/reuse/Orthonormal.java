package io.github.trec4j.reuse;

import java.util.Arrays;

/** Gram and Schmidt's method, in its numerically stable order. */
final class Orthonormal {
  private Orthonormal() {}

  /** Replaces linearly independent vectors by orthonormal ones that span the same, one by one. */
  static void replace(double[][] vectors) {
    for (int d = 0; d < vectors.length; d++) {
      for (int before = 0; before < d; before++) {
        subtractProjection(vectors[d], vectors[before]);
      }
      double length = Math.sqrt(Arrays.stream(vectors[d]).map(value -> value * value).sum());
      for (int i = 0; i < vectors[d].length; i++) {
        vectors[d][i] /= length;
      }
    }
  }

  private static void subtractProjection(double[] vector, double[] unit) {
    double product = 0;
    for (int i = 0; i < vector.length; i++) {
      product += vector[i] * unit[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= product * unit[i];
    }
  }
}
