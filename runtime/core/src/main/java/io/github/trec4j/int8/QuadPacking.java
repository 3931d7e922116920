package io.github.trec4j.int8;

/**
 * Weights in quads of four filters, two weights in a halfword: {@code int16 [4 filters][K rounded
 * up to 4]}. With {@code p(k) = 256 * w[f0][k] + w[f1][k]} and {@code q(k) = 256 * w[f2][k] +
 * w[f3][k]} a group of four entries is {@code p(k0) p(k2) q(k0) q(k2) p(k1) p(k3) q(k1) q(k3)}.
 * Missing filters and entries are 0. Why: see trec4j_quads.h.
 */
final class QuadPacking {
  /** Filters, and entries of a column, that are packed together. */
  static final int QUAD = 4;

  private QuadPacking() {}

  /**
   * Returns weights in quads one after the other, {@code [ceil(M/4)][ceil(K/4)][8]}.
   *
   * @param weights {@code [M][K]}
   */
  static int[] quads(byte[] weights, int filters) {
    int entries = weights.length / filters;
    int quad = halfwords(entries);
    int[] packed = new int[roundUp(filters, QUAD) / QUAD * quad];
    for (int filter = 0; filter < filters; filter++) {
      for (int k = 0; k < entries; k++) {
        add(packed, filter / QUAD * quad, filter, k, weights[filter * entries + k]);
      }
    }
    return packed;
  }

  /** Returns the halfwords of a quad. */
  static int halfwords(int entries) {
    return 2 * roundUp(entries, QUAD);
  }

  /**
   * Adds a weight to its halfword: even filters stand in the upper byte.
   *
   * @param start of the filter's quad
   * @param k entry of the filter
   */
  static void add(int[] packed, int start, int filter, int k, int weight) {
    int place = k / QUAD * 8 + k % 2 * 4 + k / 2 % 2 + filter % QUAD / 2 * 2;
    packed[start + place] += filter % 2 == 0 ? 256 * weight : weight;
  }

  static int roundUp(int value, int unit) {
    return (value + unit - 1) / unit * unit;
  }
}
