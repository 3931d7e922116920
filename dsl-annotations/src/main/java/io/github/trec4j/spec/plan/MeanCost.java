package io.github.trec4j.spec.plan;

/** Estimated cost of trec4j_mean.h: means of a window, four channels at a time. */
final class MeanCost {
  /** Pixels whose sums are halfwords. */
  private static final int FEW = 256;

  /** Columns whose loop the compiler unrolls, and rows, where columns are no more. */
  private static final int UNROLLED_COLUMNS = 8;

  private static final int UNROLLED_ROWS = 2;

  /** Rows and columns that are unrolled over a single channel where windows are clipped. */
  private static final int UNROLLED_SINGLE = 3;

  /** Pixels of a longer row that the loop takes at once. */
  private static final double UNROLLED_PIXELS = 4;

  /** Adding four channels of a pixel: a load and two instructions. */
  private static final double PIXEL = 3;

  private static final double LOOPED_PIXEL = 4.07;

  /** Going on with the next row. */
  private static final double ROW = 3.7;

  /** Adding four sums of pixels side by side to words. */
  private static final double WIDEN = 12;

  /** Dividing four sums that are halfwords, and words; a single pixel needs no sums. */
  private static final double DIVIDE = 19.5;

  private static final double DIVIDE_PIXEL = 17.8;
  private static final double DIVIDE_WORDS = 46;

  /** Finding where four channels begin that may come with some of those before. */
  private static final Work TAIL = new Work(4.2, 5.6);

  /** Channels from which on they are found in a loop. */
  private static final int LOOPED_CHANNELS = 8;

  /** A pixel of one of fewer than four channels: unrolled, in a loop, in two. */
  private static final Work SINGLE_PIXEL = new Work(2.43, 3.25);

  private static final Work LOOPED_SINGLE_PIXEL = new Work(4.5, 5.9);
  private static final Work TWICE_LOOPED_SINGLE_PIXEL = new Work(7, 9.6);

  /** Going on with the next row of these, where columns are unrolled. */
  private static final Work SINGLE_ROW = new Work(4.6, 6.7);

  private static final Work DIVIDE_SINGLE = new Work(7.1, 9);

  /** Beginning and ending loops over rows and columns of a single channel. */
  private static final Work SINGLE_LOOPS = new Work(13, 18);

  /** Cycles that a load takes beyond the one of any instruction, and a loop's branch. */
  private static final double LOAD_CYCLES = 1;

  private static final double BRANCH_CYCLES = 2;

  private MeanCost() {}

  /**
   * Returns what all channels of a window of so many rows and columns take.
   *
   * @param checked whether the border clips other windows
   */
  static Work of(int rows, int columns, int channels, boolean checked) {
    if (channels < Quads.SIZE) {
      return single(rows, columns, checked).times(channels);
    }
    Work quad = new Work(quad(rows, columns), quadCycles(rows, columns));
    boolean hasTail = channels % Quads.SIZE > 0 && channels >= LOOPED_CHANNELS;
    return (hasTail ? quad.plus(TAIL) : quad)
        .times((double) ScratchLayout.ceil(channels, Quads.SIZE));
  }

  private static double quad(int rows, int columns) {
    double pixels = (double) rows * columns;
    double pixel = columns <= UNROLLED_COLUMNS ? PIXEL : LOOPED_PIXEL;
    double row = unrolls(rows, columns) ? 0 : ROW;
    double divide = pixels == 1 ? DIVIDE_PIXEL : DIVIDE;
    double end =
        pixels <= FEW ? divide : DIVIDE_WORDS + WIDEN * rows * Math.ceil(columns / (double) FEW);
    return pixel * pixels + row * rows + end;
  }

  private static double quadCycles(int rows, int columns) {
    double branches =
        1
            + (unrolls(rows, columns) ? 0 : rows)
            + (columns <= UNROLLED_COLUMNS ? 0 : rows * columns / UNROLLED_PIXELS);
    return quad(rows, columns) + LOAD_CYCLES * rows * columns + BRANCH_CYCLES * branches;
  }

  private static boolean unrolls(int rows, int columns) {
    return rows <= UNROLLED_ROWS && columns <= UNROLLED_COLUMNS;
  }

  private static Work single(int rows, int columns, boolean checked) {
    double pixels = (double) rows * columns;
    if (unrollsSingle(rows, columns, checked)) {
      return DIVIDE_SINGLE.plus(SINGLE_PIXEL.times(pixels));
    }
    if (rows == 1) {
      return DIVIDE_SINGLE.plus(LOOPED_SINGLE_PIXEL.times(pixels));
    }
    return columns <= UNROLLED_ROWS
        ? DIVIDE_SINGLE.plus(SINGLE_ROW.times(rows)).plus(SINGLE_PIXEL.times(pixels))
        : DIVIDE_SINGLE.plus(SINGLE_LOOPS).plus(TWICE_LOOPED_SINGLE_PIXEL.times(pixels));
  }

  private static boolean unrollsSingle(int rows, int columns, boolean checked) {
    if (rows == 1 || columns == 1) {
      return rows <= UNROLLED_SINGLE && columns <= UNROLLED_COLUMNS;
    }
    int most = checked && columns > UNROLLED_ROWS ? UNROLLED_SINGLE : UNROLLED_ROWS;
    return Math.max(rows, columns) <= most;
  }
}
