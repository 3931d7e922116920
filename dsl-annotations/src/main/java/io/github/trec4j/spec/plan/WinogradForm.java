package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Window;
import java.util.Arrays;
import java.util.List;

/**
 * The exact Winograd forms that there are kernels for: F(outputs, kernel) of tiles, or of rows
 * where only the direction down is transformed. See trec4j_winograd.h.
 */
public enum WinogradForm {
  /** F(4x4, 3x3). */
  TILES_4_OF_3("winograd4", 3, 4, 36, 1L << 25),
  /** F(2x2, 3x3): of less than half the flash, and less waste on small maps. */
  TILES_2_OF_3("winograd2", 3, 2, 16, 1L << 30),
  /** F(2x2, 5x5); four positions stand twice, as their weights need two int16. */
  TILES_2_OF_5("winograd2_5", 5, 2, 40, 1L << 25),
  /** F(4, 5) of kernel rows, whose values act as channels: for first layers. */
  ROWS_4_OF_5("winograd_rows", 5, 4, 8, 1L << 28);

  private final String stem;
  private final int kernel;
  private final int side;
  private final int positions;
  private final long limit;

  WinogradForm(String stem, int kernel, int side, int positions, long limit) {
    this.stem = stem;
    this.kernel = kernel;
    this.side = side;
    this.positions = positions;
    this.limit = limit;
  }

  /** Returns the stem of the kernel's C names. */
  public String stem() {
    return stem;
  }

  /** Returns the inputs of a tile, or of a column where only the direction down is transformed. */
  int inputs() {
    int points = side + kernel - 1;
    return isOfRows() ? points : points * points;
  }

  /** Returns whether only the direction down is transformed. */
  public boolean isOfRows() {
    return this == ROWS_4_OF_5;
  }

  /** Returns the outputs of a side of a tile. */
  public int side() {
    return side;
  }

  /** Returns the sums of a tile and filter: one a position. */
  public int positions() {
    return positions;
  }

  /**
   * Returns what 255 times the sum of a filter's positive weights, and of its negative ones, must
   * stay below for the form to be exact.
   */
  public long limit() {
    return limit;
  }

  /** Returns how much more inputs are read as, which the bias makes up for. */
  public int inputOffset() {
    return this == TILES_2_OF_3 ? 0 : 128;
  }

  /** Returns whether a kernel has this form. */
  public boolean applies(Window window) {
    boolean down = window.height() == kernel && window.strideY() == 1;
    return down && (isOfRows() || (window.width() == kernel && window.strideX() == 1));
  }

  /** Returns whether there is a kernel that transforms the weights on the fly. */
  public boolean isOnTheFly() {
    return kernel == 3;
  }

  /** Returns the forms that a kernel has. */
  public static List<WinogradForm> of(Window window) {
    return Arrays.stream(values()).filter(form -> form.applies(window)).toList();
  }
}
