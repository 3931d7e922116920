package io.github.trec4j.layers;

/**
 * Passes over rows of a few values each, as over the channels of many pixels. Rows are taken
 * several at a time, as one long row against a tile of repeated ones: the JVM vectorises long inner
 * loops well and short ones hardly.
 */
final class Rows {
  private static final int TILE = 2048;

  private Rows() {}

  /** Returns room for as many whole rows as make a good inner loop. */
  static float[] tile(int rowLength) {
    return new float[rowLength * Math.max(1, TILE / rowLength)];
  }

  /** Fills a tile with one row again and again. */
  static void repeat(float[] row, float[] tile) {
    for (int start = 0; start < tile.length; start += row.length) {
      System.arraycopy(row, 0, tile, start, row.length);
    }
  }

  /** Adds a tile's rows up. */
  static void fold(float[] tile, double[] sums) {
    for (int start = 0; start < tile.length; start += sums.length) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += tile[start + i];
      }
    }
  }

  /** Adds the repeated row to all rows from {@code from} to {@code to}. */
  static void add(float[] tile, float[] values, int from, int to) {
    for (int start = from; start < to; start += tile.length) {
      int length = Math.min(tile.length, to - start);
      for (int i = 0; i < length; i++) {
        values[start + i] += tile[i];
      }
    }
  }

  /** Adds all rows from {@code from} to {@code to} to the tile. */
  static void sum(float[] values, int from, int to, float[] tile) {
    for (int start = from; start < to; start += tile.length) {
      int length = Math.min(tile.length, to - start);
      for (int i = 0; i < length; i++) {
        tile[i] += values[start + i];
      }
    }
  }

  /** Adds the products of two arrays, row by row, to the tile. */
  static void sumProducts(float[] a, float[] b, int from, int to, float[] tile) {
    for (int start = from; start < to; start += tile.length) {
      int length = Math.min(tile.length, to - start);
      for (int i = 0; i < length; i++) {
        tile[i] += a[start + i] * b[start + i];
      }
    }
  }

  /** Writes {@code input * factor + offset}. */
  static void scale(
      float[] input, float[] output, int from, int to, float[] factors, float[] offsets) {
    for (int start = from; start < to; start += factors.length) {
      int length = Math.min(factors.length, to - start);
      for (int i = 0; i < length; i++) {
        output[start + i] = input[start + i] * factors[i] + offsets[i];
      }
    }
  }

  /** Overwrites {@code gradient} with {@code gradient * factor + (input * slope + offset)}. */
  static void combine(
      float[] input,
      float[] gradient,
      int from,
      int to,
      float[] factors,
      float[] slopes,
      float[] offsets) {
    for (int start = from; start < to; start += factors.length) {
      int length = Math.min(factors.length, to - start);
      for (int i = 0; i < length; i++) {
        gradient[start + i] =
            gradient[start + i] * factors[i] + (input[start + i] * slopes[i] + offsets[i]);
      }
    }
  }
}
