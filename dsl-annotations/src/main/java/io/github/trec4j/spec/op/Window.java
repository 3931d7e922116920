package io.github.trec4j.spec.op;

import io.github.trec4j.dsl.Padding;

/**
 * The geometry of a window that slides over an image: of a convolution or of pooling.
 *
 * @param height rows of the window, at least 1
 * @param width columns of the window, at least 1
 * @param strideY rows between windows, at least 1
 * @param strideX columns between windows, at least 1
 * @param top pixels added above the image, at least 0
 * @param bottom pixels added below
 * @param left pixels added on the left
 * @param right pixels added on the right
 */
public record Window(
    int height, int width, int strideY, int strideX, int top, int bottom, int left, int right) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Window {
    boolean valid = height >= 1 && width >= 1 && strideY >= 1 && strideX >= 1;
    if (!valid || top < 0 || bottom < 0 || left < 0 || right < 0) {
      throw new IllegalArgumentException(
          "not a window: %dx%d, stride %dx%d, pad %d %d %d %d"
              .formatted(height, width, strideY, strideX, top, bottom, left, right));
    }
  }

  /** Returns a square window with one stride and one padding. */
  public static Window square(int size, int stride, int pad) {
    return new Window(size, size, stride, stride, pad, pad, pad, pad);
  }

  /** Returns a window without padding. */
  public static Window unpadded(int height, int width, int strideY, int strideX) {
    return new Window(height, width, strideY, strideX, 0, 0, 0, 0);
  }

  /** Returns this with other padding. */
  public Window withPad(int newTop, int newBottom, int newLeft, int newRight) {
    return new Window(height, width, strideY, strideX, newTop, newBottom, newLeft, newRight);
  }

  /** Returns the window's rows alone: what is left once runs along each input row are one pixel. */
  public Window below() {
    return new Window(height, 1, strideY, 1, top, bottom, 0, 0);
  }

  /** Returns this with the padding that {@link Padding#SAME} gives it over an image. */
  public Window same(Shape input) {
    int down = samePad(input.height(), height, strideY);
    int across = samePad(input.width(), width, strideX);
    return withPad(down / 2, down - down / 2, across / 2, across - across / 2);
  }

  /** Returns the pixels added at both ends together, which are fewer than the window has. */
  private static int samePad(int input, int size, int stride) {
    int lastStart = (input - 1) / stride * stride;
    return Math.max(0, lastStart + size - input);
  }

  /** Returns the number of cells, {@code height * width}. */
  public int area() {
    return height * width;
  }

  /** Returns the largest padding of all sides. */
  public int mostPad() {
    return Math.max(Math.max(top, bottom), Math.max(left, right));
  }

  /** Returns whether both directions and all sides are alike. */
  public boolean isSquare() {
    return equals(square(height, strideY, top));
  }

  /** Returns an image's shape with the padding around it. */
  public Shape padded(Shape input) {
    return new Shape(input.height() + top + bottom, input.width() + left + right, input.channels());
  }

  /**
   * Refuses padding that could be all that a window sees.
   *
   * @param name of what has the window, for the message
   * @throws IllegalArgumentException if padding is not smaller than the window
   */
  public void requirePixels(String name) {
    if (Math.max(top, bottom) >= height || Math.max(left, right) >= width) {
      throw new IllegalArgumentException(name + ": a window would see nothing but padding");
    }
  }

  /** Returns whether the window is no larger than the padded image. */
  public boolean fits(Shape input) {
    Shape padded = padded(input);
    return height <= padded.height() && width <= padded.width();
  }

  /**
   * Returns the shape of the output with the given number of channels.
   *
   * @throws IllegalArgumentException if the window does not fit
   */
  public Shape over(Shape input, int channels) {
    if (!fits(input)) {
      throw new IllegalArgumentException(describe() + " is larger than the padded input " + input);
    }
    Shape padded = padded(input);
    return new Shape(
        (padded.height() - height) / strideY + 1, (padded.width() - width) / strideX + 1, channels);
  }

  /** Returns a few words: {@code 3x3 stride 2 pad 1}. */
  public String describe() {
    boolean same = strideY == strideX;
    boolean padded = mostPad() > 0;
    boolean even = top == bottom && left == right && top == left;
    String stride = same ? String.valueOf(strideY) : strideY + "x" + strideX;
    String pad = even ? String.valueOf(top) : "%d %d %d %d".formatted(top, bottom, left, right);
    return height
        + "x"
        + width
        + (same && strideY == 1 ? "" : " stride " + stride)
        + (padded ? " pad " + pad : "");
  }

  /** Returns the text that fingerprints are made from. */
  String canonicalText() {
    return isSquare()
        ? "Window[size=%d, stride=%d, pad=%d]".formatted(height, strideY, top)
        : "Window[height=%d, width=%d, strideY=%d, strideX=%d, top=%d, bottom=%d, left=%d, right=%d]"
            .formatted(height, width, strideY, strideX, top, bottom, left, right);
  }
}
