package io.github.trec4j.spec.plan;

/** Estimated instructions of trec4j_mean.h: means of a window, four channels at a time. */
final class MeanCost {
  /** Pixels whose sums are halfwords. */
  private static final int FEW = 256;

  /** Columns whose loop the compiler unrolls; that of two rows, too, where both are no more. */
  private static final int UNROLLED_COLUMNS = 8;

  /** Pixels of a longer row that the loop takes at once. */
  private static final double UNROLLED_PIXELS = 4;

  /** Adding four channels of a pixel: a load and two instructions. */
  private static final double PIXEL = 3;

  private static final double LOOPED_PIXEL = 4.07;

  /** Going on with the next row. */
  private static final double ROW = 3.7;

  /** Adding four sums of pixels side by side to words. */
  private static final double WIDEN = 12;

  /** Dividing four sums that are halfwords, and words. */
  private static final double DIVIDE = 21;

  private static final double DIVIDE_WORDS = 46;

  /** A pixel of one of fewer than four channels: unrolled, in a loop, in two. */
  private static final double SINGLE_PIXEL = 1.75;

  private static final double LOOPED_SINGLE_PIXEL = 4.5;
  private static final double TWICE_LOOPED_SINGLE_PIXEL = 7;
  private static final double DIVIDE_SINGLE = 5.6;

  /** Beginning and ending a loop over rows of a single channel. */
  private static final double SINGLE_LOOPS = 11;

  /** Cycles that a load takes beyond the one of any instruction, and a loop's branch. */
  private static final double LOAD_CYCLES = 1;

  private static final double BRANCH_CYCLES = 2;

  private static final double SINGLE_CYCLES_PER_INSTRUCTION = 1.32;

  private MeanCost() {}

  /** Returns what all channels of a window of so many rows and columns take. */
  static double instructions(int rows, int columns, int channels) {
    double pixels = (double) rows * columns;
    if (channels < Quads.SIZE) {
      return channels * single(rows, columns);
    }
    double pixel = columns <= UNROLLED_COLUMNS ? PIXEL : LOOPED_PIXEL;
    double row = unrolls(rows, columns) ? 0 : ROW;
    double end =
        pixels <= FEW ? DIVIDE : DIVIDE_WORDS + WIDEN * rows * Math.ceil(columns / (double) FEW);
    return ScratchLayout.ceil(channels, Quads.SIZE) * (pixel * pixels + row * rows + end);
  }

  private static double single(int rows, int columns) {
    double pixels = (double) rows * columns;
    if (unrolls(rows, columns)) {
      return SINGLE_PIXEL * pixels + DIVIDE_SINGLE;
    }
    return rows == 1
        ? LOOPED_SINGLE_PIXEL * pixels + DIVIDE_SINGLE
        : TWICE_LOOPED_SINGLE_PIXEL * pixels + SINGLE_LOOPS + DIVIDE_SINGLE;
  }

  private static boolean unrolls(int rows, int columns) {
    return rows == 1 ? columns <= UNROLLED_COLUMNS : Math.max(rows, columns) <= 2;
  }

  /** Returns the modelled cycles of {@link #instructions}. */
  static double cycles(int rows, int columns, int channels) {
    double instructions = instructions(rows, columns, channels);
    if (channels < Quads.SIZE) {
      return SINGLE_CYCLES_PER_INSTRUCTION * instructions;
    }
    double branches =
        1
            + (unrolls(rows, columns) ? 0 : rows)
            + (columns <= UNROLLED_COLUMNS ? 0 : rows * columns / UNROLLED_PIXELS);
    double more = LOAD_CYCLES * rows * columns + BRANCH_CYCLES * branches;
    return instructions + ScratchLayout.ceil(channels, Quads.SIZE) * more;
  }
}
