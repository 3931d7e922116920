package io.github.trec4j.spec;

/**
 * The geometry of a square window that slides over an image: of a convolution or of pooling.
 *
 * @param size rows and columns of the window, at least 1
 * @param stride step between windows, at least 1
 * @param pad pixels added on each side, at least 0
 */
public record Window(int size, int stride, int pad) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Window {
    if (size < 1 || stride < 1 || pad < 0) {
      throw new IllegalArgumentException(
          "not a window: size " + size + ", stride " + stride + ", pad " + pad);
    }
  }

  /** Returns the number of cells, {@code size * size}. */
  public int area() {
    return size * size;
  }

  /** Returns whether the window is no larger than the padded image. */
  public boolean fits(Shape input) {
    return size <= input.height() + 2 * pad && size <= input.width() + 2 * pad;
  }

  /**
   * Returns the shape of the output with the given number of channels.
   *
   * @throws IllegalArgumentException if the window does not fit
   */
  public Shape over(Shape input, int channels) {
    if (!fits(input)) {
      throw new IllegalArgumentException(this + " is larger than the padded input " + input);
    }
    return new Shape(
        (input.height() + 2 * pad - size) / stride + 1,
        (input.width() + 2 * pad - size) / stride + 1,
        channels);
  }
}
