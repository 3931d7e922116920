package io.github.trec4j.convolution;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;

/**
 * What is convolved with what.
 *
 * @param input shape of an image, {@code [H, W, C]}
 * @param window of a filter, over all channels
 * @param filters output channels
 */
public record Geometry(Shape input, Window window, int filters) {
  /**
   * Returns the geometry of a fully connected layer: a filter a unit, each over all of an image.
   */
  public static Geometry dense(int inputs, int units) {
    return new Geometry(new Shape(1, 1, inputs), Window.unpadded(1, 1, 1, 1), units);
  }

  /** Returns the shape of an image's output, {@code [H', W', filters]}. */
  public Shape output() {
    return window.over(input, filters);
  }

  /** Returns the number of values of a filter, {@code height * width * C}. */
  public int filterSize() {
    return window.area() * input.channels();
  }

  /** Returns the number of weights, {@code filters * height * width * C}. */
  public int weights() {
    return filters * filterSize();
  }
}
