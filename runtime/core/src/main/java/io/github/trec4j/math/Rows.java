package io.github.trec4j.math;

/**
 * Passes over rows of a few values each, as over the channels of many pixels. Rows are taken
 * several at a time, as one long row against a tile of repeated ones, and copied to room as long as
 * the tile: the JVM vectorises long loops over arrays with the same index, and hardly others.
 */
public final class Rows {
  private static final int TILE = 1024;

  private Rows() {}

  /** Returns room for as many whole rows as make a good inner loop. */
  public static float[] tile(int rowLength) {
    return new float[rowLength * Math.max(1, TILE / rowLength)];
  }

  /** Fills a tile with one row again and again. */
  public static void repeat(float[] row, float[] tile) {
    for (int start = 0; start < tile.length; start += row.length) {
      System.arraycopy(row, 0, tile, start, row.length);
    }
  }

  /** Adds a tile's rows up. */
  public static void fold(float[] tile, double[] sums) {
    for (int start = 0; start < tile.length; start += sums.length) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += tile[start + i];
      }
    }
  }

  /** Adds all rows from {@code from} to {@code to} to the tile. */
  public static void sum(float[] values, int from, int to, float[] tile, float[] room) {
    for (int start = from; start < to; start += tile.length) {
      int length = Math.min(tile.length, to - start);
      System.arraycopy(values, start, room, 0, length);
      add(room, tile, length);
    }
  }

  private static void add(float[] values, float[] target, int length) {
    for (int i = 0; i < length; i++) {
      target[i] += values[i];
    }
  }

  /**
   * Adds the rows of {@code a} to one tile, and their products with those of {@code b} to another.
   */
  public static void sumWithProducts(
      float[] a,
      float[] b,
      int from,
      int to,
      float[] sums,
      float[] products,
      float[] roomA,
      float[] roomB) {
    for (int start = from; start < to; start += sums.length) {
      int length = Math.min(sums.length, to - start);
      System.arraycopy(a, start, roomA, 0, length);
      System.arraycopy(b, start, roomB, 0, length);
      add(roomA, sums, length);
      addProducts(roomA, roomB, products, length);
    }
  }

  private static void addProducts(float[] a, float[] b, float[] target, int length) {
    for (int i = 0; i < length; i++) {
      target[i] += a[i] * b[i];
    }
  }

  /** Writes {@code input * factor + offset}. */
  public static void scale(
      float[] input,
      float[] output,
      int from,
      int to,
      float[] factors,
      float[] offsets,
      float[] room) {
    for (int start = from; start < to; start += factors.length) {
      int length = Math.min(factors.length, to - start);
      System.arraycopy(input, start, room, 0, length);
      scale(room, factors, offsets, length);
      System.arraycopy(room, 0, output, start, length);
    }
  }

  private static void scale(float[] values, float[] factors, float[] offsets, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = values[i] * factors[i] + offsets[i];
    }
  }

  /** Overwrites {@code gradient} with {@code gradient * factor + (input * slope + offset)}. */
  public static void combine(
      float[] input,
      float[] gradient,
      int from,
      int to,
      float[] factors,
      float[] slopes,
      float[] offsets,
      float[] inputRoom,
      float[] gradientRoom) {
    for (int start = from; start < to; start += factors.length) {
      int length = Math.min(factors.length, to - start);
      System.arraycopy(input, start, inputRoom, 0, length);
      System.arraycopy(gradient, start, gradientRoom, 0, length);
      scale(inputRoom, slopes, offsets, length);
      addScaled(inputRoom, gradientRoom, factors, length);
      System.arraycopy(gradientRoom, 0, gradient, start, length);
    }
  }

  /** Overwrites {@code values} with {@code values * factor + added}. */
  private static void addScaled(float[] added, float[] values, float[] factors, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = values[i] * factors[i] + added[i];
    }
  }
}
