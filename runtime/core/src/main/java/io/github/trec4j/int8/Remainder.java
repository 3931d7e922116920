package io.github.trec4j.int8;

/**
 * What the kept directions of a slice leave of centroids: mirrors {@code trec4j_trec_remainder}.
 */
final class Remainder {
  /** Bounds the values, so that no sum overflows. */
  private static final int LARGEST = 2047;

  private final KeptParameters params;
  private final int first;
  private final int keep;

  /**
   * Of a slice.
   *
   * @param slice whose directions
   * @param keep how many it has
   */
  Remainder(KeptParameters params, int slice, int keep) {
    this.params = params;
    this.first = slice * keep;
    this.keep = keep;
  }

  /**
   * Takes the directions out.
   *
   * @param centroids {@code [clusters][L]}
   */
  int[] of(int[] centroids) {
    int[] sums = new int[centroids.length];
    for (int start = 0; start < centroids.length; start += params.length()) {
      for (int direction = first; direction < first + keep; direction++) {
        add(centroids, start, direction, sums);
      }
    }
    int[] left = new int[centroids.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = Arithmetic.clamp(centroids[i] - ((sums[i] + 8) >> 4), -LARGEST, LARGEST);
    }
    return left;
  }

  /** Adds the part of a centroid along a direction, in units of 1/16. */
  private void add(int[] centroids, int start, int direction, int[] sums) {
    int length = params.length();
    int at = direction * length;
    int along = 0;
    for (int l = 0; l < length; l++) {
      along += centroids[start + l] * params.directions()[at + l];
    }
    int scaled = Arithmetic.multiplyHigh(along, params.directionSquares()[direction]);
    for (int l = 0; l < length; l++) {
      sums[start + l] += (scaled * params.directions()[at + l] + 128) >> 8;
    }
  }
}
