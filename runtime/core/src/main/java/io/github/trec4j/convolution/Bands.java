package io.github.trec4j.convolution;

/**
 * Where the values of im2row rows stand in a panel. A row is several bands: runs along the input's
 * lines, which the rows of pixels below each other share. In bands an image takes as many times
 * less room, and less copying, as the kernel is high; a product with the rows is a sum of products,
 * one a band.
 *
 * @param count bands of a row; with one, rows lie whole
 * @param length values of a band
 * @param shift panel rows from a band to the row's next one
 */
record Bands(int count, int length, int shift) {
  /** Returns the layout of rows that lie whole. */
  static Bands whole(int length) {
    return new Bands(1, length, 0);
  }

  /** Returns the length of a row, {@code kernel * kernel * C}. */
  int rowLength() {
    return count * length;
  }

  /** Returns the place in the panel where the first row's band starts. */
  int start(int band) {
    return band * shift * length;
  }

  /** Returns the number of values of the panel that rows reach over. */
  int size(int rows) {
    return rows * length + start(count - 1);
  }
}
