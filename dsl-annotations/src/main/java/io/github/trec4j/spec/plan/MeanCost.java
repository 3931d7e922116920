package io.github.trec4j.spec.plan;

/** Estimated instructions of trec4j_mean.h: means of a window, four channels at a time. */
final class MeanCost {
  /** Pixels whose sums are halfwords. */
  private static final int FEW = 256;

  /** Columns whose loop the compiler unrolls; that of two rows, too, where both are no more. */
  private static final int UNROLLED_COLUMNS = 8;

  /** Adding four channels of a pixel: a load and two instructions. */
  private static final double PIXEL = 3;

  private static final double LOOPED_PIXEL = 3.75;

  /** Going on with the next row. */
  private static final double ROW = 3.7;

  /** Adding four sums of pixels side by side to words. */
  private static final double WIDEN = 12;

  /** Dividing four sums that are halfwords, and words. */
  private static final double DIVIDE = 19.5;

  private static final double DIVIDE_WORDS = 46;

  /** A pixel of one of fewer than four channels. */
  private static final double SINGLE_PIXEL = 5.5;

  private static final double DIVIDE_SINGLE = 14;

  private MeanCost() {}

  /** Returns what all channels of a window of so many rows and columns take. */
  static double instructions(int rows, int columns, int channels) {
    double pixels = (double) rows * columns;
    if (channels < Quads.SIZE) {
      return channels * (SINGLE_PIXEL * pixels + DIVIDE_SINGLE);
    }
    double pixel = columns <= UNROLLED_COLUMNS ? PIXEL : LOOPED_PIXEL;
    boolean unrolled = rows == 1 ? columns <= UNROLLED_COLUMNS : Math.max(rows, columns) <= 2;
    double row = unrolled ? 0 : ROW;
    double end =
        pixels <= FEW ? DIVIDE : DIVIDE_WORDS + WIDEN * rows * Math.ceil(columns / (double) FEW);
    return ScratchLayout.ceil(channels, Quads.SIZE) * (pixel * pixels + row * rows + end);
  }
}
