package io.github.trec4j.data;

/** How a stored image must be turned to stand upright: the eight orientations of EXIF, from 1. */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  UPSIDE_DOWN(false, true, true),
  MIRRORED_UPSIDE_DOWN(false, false, true),
  TRANSPOSED(true, false, false),
  ON_ITS_LEFT(true, false, true),
  TRANSVERSE(true, true, true),
  ON_ITS_RIGHT(true, true, false);

  private final boolean transposed;
  private final boolean columnsReversed;
  private final boolean rowsReversed;

  Orientation(boolean transposed, boolean columnsReversed, boolean rowsReversed) {
    this.transposed = transposed;
    this.columnsReversed = columnsReversed;
    this.rowsReversed = rowsReversed;
  }

  /** Returns the orientation of EXIF's number; upright for any that EXIF does not know. */
  static Orientation ofExif(int number) {
    return number >= 1 && number <= values().length ? values()[number - 1] : UPRIGHT;
  }

  /** Returns whether the image is as wide upright as it is stored high. */
  boolean isTransposed() {
    return transposed;
  }

  /**
   * Returns the stored column of a pixel.
   *
   * @param x its column in the upright image
   * @param y its row in the upright image
   * @param width columns that are stored
   */
  int column(int x, int y, int width) {
    int column = transposed ? y : x;
    return columnsReversed ? width - 1 - column : column;
  }

  /**
   * Returns the stored row of a pixel.
   *
   * @param x its column in the upright image
   * @param y its row in the upright image
   * @param height rows that are stored
   */
  int row(int x, int y, int height) {
    int row = transposed ? x : y;
    return rowsReversed ? height - 1 - row : row;
  }
}
