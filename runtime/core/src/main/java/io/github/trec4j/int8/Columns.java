package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.Arrays;

/** Products of columns with all filters, laid out so that the innermost loop is over filters. */
final class Columns {
  private final int[] transposed;
  private final int filters;

  /**
   * Keeps the weights.
   *
   * @param weights {@code [M][K]}
   */
  Columns(byte[] weights, int filters) {
    this.filters = filters;
    int entries = weights.length / filters;
    transposed = new int[weights.length];
    for (int m = 0; m < filters; m++) {
      for (int k = 0; k < entries; k++) {
        transposed[k * filters + m] = weights[m * entries + k];
      }
    }
  }

  /** Adds {@code value * w[m][k]} to {@code sums[m]} for all filters m. */
  void add(int value, int k, int[] sums) {
    int base = k * filters;
    for (int m = 0; m < filters; m++) {
      sums[m] += value * transposed[base + m];
    }
  }

  /** Adds the products of four consecutive entries; the same as four calls of the other one. */
  void addFour(int a, int b, int c, int d, int k, int[] sums) {
    int first = k * filters;
    int second = first + filters;
    int third = second + filters;
    int fourth = third + filters;
    for (int m = 0; m < filters; m++) {
      sums[m] +=
          a * transposed[first + m]
              + b * transposed[second + m]
              + c * transposed[third + m]
              + d * transposed[fourth + m];
    }
  }

  /** Adds the products of a whole column. */
  void addColumn(byte[] column, int[] sums) {
    int k = 0;
    for (; k + 4 <= column.length; k += 4) {
      addFour(column[k], column[k + 1], column[k + 2], column[k + 3], k, sums);
    }
    for (; k < column.length; k++) {
      add(column[k], k, sums);
    }
  }

  /**
   * Writes the im2row row of one output pixel; padding reads the zero point.
   *
   * @param row K values in the order kernel row, kernel column, channel; overwritten
   */
  static void im2row(
      byte[] input, Shape shape, Window window, int zeroPoint, int oy, int ox, byte[] row) {
    int place = 0;
    for (int ky = 0; ky < window.height(); ky++) {
      int y = oy * window.strideY() - window.top() + ky;
      for (int kx = 0; kx < window.width(); kx++) {
        int x = ox * window.strideX() - window.left() + kx;
        pixel(input, shape, y, x, zeroPoint, row, place);
        place += shape.channels();
      }
    }
  }

  /** Copies one pixel, or the zero point where it is not on the image. */
  static void pixel(
      byte[] input, Shape shape, int y, int x, int zeroPoint, byte[] target, int place) {
    int channels = shape.channels();
    if (y < 0 || y >= shape.height() || x < 0 || x >= shape.width()) {
      Arrays.fill(target, place, place + channels, (byte) zeroPoint);
    } else {
      System.arraycopy(input, (y * shape.width() + x) * channels, target, place, channels);
    }
  }
}
