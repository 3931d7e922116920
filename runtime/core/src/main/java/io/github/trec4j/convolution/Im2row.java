package io.github.trec4j.convolution;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.Arrays;

/**
 * The rows that turn a convolution into a matrix product: one row an output pixel, with the input
 * values under its window in the order kernel row, kernel column, channel. Padding is zero.
 *
 * <p>A window can also be gathered in two steps: first the runs along each input row, as one pixel
 * each, then what is {@link Window#below} of it over those.
 */
public final class Im2row {
  // shorter bands make products that sum too little for each result they write
  private static final int SHORTEST_BAND = 32;

  private final Axis vertical;
  private final Axis horizontal;
  private final Shape input;
  private final int run;
  private final Bands bands;

  /** How a window moves along one axis. */
  private record Axis(int size, int stride, int before, int after) {
    /** The axis of which every place is a window. */
    static final Axis EVERY = new Axis(1, 1, 0, 0);

    int outputs(int inputs) {
      return (inputs + before + after - size) / stride + 1;
    }

    /** Returns the input under the first cell of a window. */
    int start(int output) {
      return output * stride - before;
    }
  }

  private Im2row(Axis vertical, Axis horizontal, Shape input) {
    this.vertical = vertical;
    this.horizontal = horizontal;
    this.input = input;
    run = horizontal.size() * input.channels();
    bands = Bands.whole(length());
  }

  private Im2row(Im2row whole) {
    vertical = new Axis(1, 1, whole.vertical.before(), whole.vertical.after());
    horizontal = whole.horizontal;
    input = whole.input;
    run = whole.run;
    bands = new Bands(whole.vertical.size(), run, whole.rows().width());
  }

  /** Returns the rows of a whole window. */
  public static Im2row of(Window window, Shape input) {
    return new Im2row(vertical(window), horizontal(window), input);
  }

  private static Axis vertical(Window window) {
    return new Axis(window.height(), window.strideY(), window.top(), window.bottom());
  }

  private static Axis horizontal(Window window) {
    return new Axis(window.width(), window.strideX(), window.left(), window.right());
  }

  /** Returns the rows of single pixels: the input itself. */
  public static Im2row identity(Shape input) {
    return of(Window.square(1, 1, 0), input);
  }

  /** Returns the runs along every input row. */
  public static Im2row along(Window window, Shape input) {
    return new Im2row(Axis.EVERY, horizontal(window), input);
  }

  /** Returns these rows as bands, where the window moves by single lines; else whole. */
  Im2row inBands() {
    boolean overlaps = vertical.stride() == 1 && vertical.size() > 1;
    return overlaps && run >= SHORTEST_BAND ? new Im2row(this) : this;
  }

  /** Returns how the rows lie when all lines are gathered below each other. */
  Bands bands() {
    return bands;
  }

  /** Returns the length of a row, {@code kernel * kernel * C}. */
  int length() {
    return vertical.size() * run;
  }

  /** Returns the rows as an image: one pixel a row. */
  public Shape rows() {
    return new Shape(vertical.outputs(input.height()), horizontal.outputs(input.width()), length());
  }

  /** Returns the number of values of one line of output pixels. */
  public int lineSize() {
    return rows().width() * length();
  }

  /** Returns the number of lines of output pixels. */
  public int lines() {
    return vertical.outputs(input.height());
  }

  /**
   * Writes the rows of one line of output pixels.
   *
   * @param images holds the image from {@code start} on
   * @param line output row
   * @param rows written from 0 on
   */
  public void gather(float[] images, int start, int line, float[] rows) {
    int channels = input.channels();
    int columns = horizontal.outputs(input.width());
    for (int kernelRow = 0; kernelRow < vertical.size(); kernelRow++) {
      int y = vertical.start(line) + kernelRow;
      int to = kernelRow * run;
      for (int column = 0; column < columns; column++, to += length()) {
        int x = horizontal.start(column);
        if (y < 0 || y >= input.height()) {
          Arrays.fill(rows, to, to + run, 0f);
        } else if (x >= 0 && x + horizontal.size() <= input.width()) {
          copy(images, start + (y * input.width() + x) * channels, rows, to, run);
        } else {
          gatherAtEdge(images, start + y * input.width() * channels, x, rows, to);
        }
      }
    }
  }

  private void gatherAtEdge(float[] images, int lineStart, int x, float[] rows, int to) {
    int channels = input.channels();
    int first = Math.max(0, -x);
    int end = Math.max(first, Math.min(horizontal.size(), input.width() - x));
    Arrays.fill(rows, to, to + first * channels, 0f);
    copy(
        images,
        lineStart + (x + first) * channels,
        rows,
        to + first * channels,
        (end - first) * channels);
    Arrays.fill(rows, to + end * channels, to + run, 0f);
  }

  private static void copy(float[] source, int from, float[] target, int to, int length) {
    System.arraycopy(source, from, target, to, length);
  }

  /**
   * Adds the gradients of one line of output pixels to the gradient of the image: the transpose of
   * {@link #gather}.
   *
   * @param rows gradients by the rows, from 0 on
   * @param gradient added to, from {@code start} on
   */
  public void scatter(float[] rows, int line, float[] gradient, int start) {
    int channels = input.channels();
    int columns = horizontal.outputs(input.width());
    for (int kernelRow = 0; kernelRow < vertical.size(); kernelRow++) {
      int y = vertical.start(line) + kernelRow;
      if (y < 0 || y >= input.height()) {
        continue;
      }
      int from = kernelRow * run;
      for (int column = 0; column < columns; column++, from += length()) {
        int x = horizontal.start(column);
        int first = Math.max(0, -x);
        int end = Math.max(first, Math.min(horizontal.size(), input.width() - x));
        add(
            rows,
            from + first * channels,
            gradient,
            start + (y * input.width() + x + first) * channels,
            (end - first) * channels);
      }
    }
  }

  private static void add(float[] source, int from, float[] target, int to, int length) {
    for (int i = 0; i < length; i++) {
      target[to + i] += source[from + i];
    }
  }
}
