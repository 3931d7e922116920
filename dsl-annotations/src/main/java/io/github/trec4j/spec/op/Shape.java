package io.github.trec4j.spec.op;

/**
 * The shape of one image's activations, {@code [H, W, C]}.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels values a pixel, at least 1
 */
public record Shape(int height, int width, int channels) {
  /** Channels up to which the arithmetic of kernels and plan is known not to overflow. */
  public static final int MOST_CHANNELS = 4096;

  /**
   * Checks that all three are positive.
   *
   * @throws IllegalArgumentException if one is not
   */
  public Shape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "a shape's numbers must be positive: " + height + "x" + width + "x" + channels);
    }
  }

  /** Returns the shape of a plain vector, {@code [1, 1, C]}. */
  public static Shape vector(int channels) {
    return new Shape(1, 1, channels);
  }

  /** Returns the number of pixels, {@code H * W}. */
  public int pixels() {
    return height * width;
  }

  /** Returns the number of values, {@code H * W * C}. */
  public int size() {
    return Math.multiplyExact(Math.multiplyExact(height, width), channels);
  }

  @Override
  public String toString() {
    return height + "x" + width + "x" + channels;
  }
}
