package io.github.trec4j.bench;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;

/**
 * The convolution of a one-layer network.
 *
 * @param input what it reads
 * @param filters output channels
 * @param window its kernel
 */
public record BenchLayer(Shape input, int filters, Window window) {
  /** Returns a layer over square images. */
  static BenchLayer of(int side, int channels, int kernel, int filters, int pad, int stride) {
    return new BenchLayer(
        new Shape(side, side, channels), filters, Window.square(kernel, stride, pad));
  }

  /** Returns input, kernel, filters, padding, stride: {@code 14x14x64-5x5-64-p0-s1}. */
  @Override
  public String toString() {
    return "%dx%dx%d-%dx%d-%d-p%d-s%d"
        .formatted(
            input.height(),
            input.width(),
            input.channels(),
            window.height(),
            window.width(),
            filters,
            window.top(),
            window.strideY());
  }
}
