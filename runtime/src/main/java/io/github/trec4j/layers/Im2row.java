package io.github.trec4j.layers;

import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import java.util.Arrays;

/**
 * The rows that turn a convolution into a matrix product: one row an output pixel, with the input
 * values under its window in the order kernel row, kernel column, channel. Padding is zero.
 */
final class Im2row {
  private final Window window;
  private final Shape input;
  private final Shape output;
  private final int run;

  Im2row(Window window, Shape input) {
    this.window = window;
    this.input = input;
    this.output = window.over(input, 1);
    this.run = window.size() * input.channels();
  }

  /** Returns the length of a row, {@code kernel * kernel * C}. */
  int length() {
    return window.size() * run;
  }

  /** Returns the number of values of one line of output pixels. */
  int lineSize() {
    return output.width() * length();
  }

  /** Returns the number of lines of output pixels. */
  int lines() {
    return output.height();
  }

  /**
   * Writes the rows of one line of output pixels.
   *
   * @param images holds the image from {@code start} on
   * @param line output row
   * @param rows written from 0 on
   */
  void gather(float[] images, int start, int line, float[] rows) {
    int channels = input.channels();
    for (int kernelRow = 0; kernelRow < window.size(); kernelRow++) {
      int y = line * window.stride() - window.pad() + kernelRow;
      int to = kernelRow * run;
      for (int column = 0; column < output.width(); column++, to += length()) {
        int x = column * window.stride() - window.pad();
        if (y < 0 || y >= input.height()) {
          Arrays.fill(rows, to, to + run, 0f);
        } else if (x >= 0 && x + window.size() <= input.width()) {
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
    int end = Math.max(first, Math.min(window.size(), input.width() - x));
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
  void scatter(float[] rows, int line, float[] gradient, int start) {
    int channels = input.channels();
    for (int kernelRow = 0; kernelRow < window.size(); kernelRow++) {
      int y = line * window.stride() - window.pad() + kernelRow;
      if (y < 0 || y >= input.height()) {
        continue;
      }
      int from = kernelRow * run;
      for (int column = 0; column < output.width(); column++, from += length()) {
        int x = column * window.stride() - window.pad();
        int first = Math.max(0, -x);
        int end = Math.max(first, Math.min(window.size(), input.width() - x));
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
