package io.github.trec4j.layers;

import io.github.trec4j.math.Workers;
import io.github.trec4j.network.Mode;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import io.github.trec4j.tensor.Tensor;
import java.util.Arrays;

/** The largest value of each window. Padding is skipped: it never wins. */
public final class MaxPooling implements Layer {
  private static final float STEEP = 0x1p126f;

  private final String name;
  private final Workers workers;
  private final Window window;
  private final Shape shape;
  private final Tensor output;
  private final Tensor gradientByInput;
  private final float[][] lines;
  private Tensor input;

  /**
   * A layer for images of the given shape.
   *
   * @throws IllegalArgumentException if the window does not fit, or may cover padding only
   */
  public MaxPooling(String name, Window window, Shape shape, Workers workers) {
    if (window.pad() >= window.size()) {
      throw new IllegalArgumentException(name + ": a window would see nothing but padding");
    }
    this.name = name;
    this.workers = workers;
    this.window = window;
    this.shape = shape;
    this.output = new Tensor(window.over(shape, shape.channels()));
    this.gradientByInput = new Tensor(shape);
    this.input = gradientByInput;
    this.lines = new float[workers.count()][shape.width() * shape.channels()];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tensor forward(Tensor batch, Mode mode) {
    input = batch;
    output.resize(batch.batch());
    workers.run(
        batch.batch(),
        (worker, from, to) -> {
          for (int image = from; image < to; image++) {
            forward(worker, image);
          }
        });
    return output;
  }

  /** Takes the largest of rows first, as long loops, and then of columns. */
  private void forward(int worker, int image) {
    Shape out = output.shape();
    int channels = out.channels();
    float[] line = lines[worker];
    int to = image * out.size();
    for (int y = 0; y < out.height(); y++) {
      largestOfRows(image, y, line);
      for (int x = 0; x < out.width(); x++, to += channels) {
        int first = Math.max(0, x * window.stride() - window.pad());
        int end = Math.min(shape.width(), x * window.stride() - window.pad() + window.size());
        System.arraycopy(line, first * channels, output.values(), to, channels);
        for (int column = first + 1; column < end; column++) {
          largest(line, column * channels, output.values(), to, channels);
        }
      }
    }
  }

  private void largestOfRows(int image, int y, float[] line) {
    int first = Math.max(0, y * window.stride() - window.pad());
    int end = Math.min(shape.height(), y * window.stride() - window.pad() + window.size());
    int start = image * shape.size();
    System.arraycopy(input.values(), start + first * line.length, line, 0, line.length);
    for (int row = first + 1; row < end; row++) {
      largest(input.values(), start + row * line.length, line, 0, line.length);
    }
  }

  /** Returns where the pixel under a cell of a window starts, or -1 for padding. */
  private int cellStart(int image, int y, int x, int cell) {
    int inputY = y * window.stride() - window.pad() + cell / window.size();
    int inputX = x * window.stride() - window.pad() + cell % window.size();
    if (inputY < 0 || inputY >= shape.height() || inputX < 0 || inputX >= shape.width()) {
      return -1;
    }
    return ((image * shape.height() + inputY) * shape.width() + inputX) * shape.channels();
  }

  private static void largest(float[] values, int from, float[] target, int to, int length) {
    for (int c = 0; c < length; c++) {
      target[to + c] = Math.max(target[to + c], values[from + c]);
    }
  }

  @Override
  public Tensor backward(Tensor gradient) {
    gradientByInput.resize(gradient.batch());
    int size = shape.size();
    workers.run(
        gradient.batch(),
        (worker, from, to) -> {
          Arrays.fill(gradientByInput.values(), from * size, to * size, 0f);
          for (int image = from; image < to; image++) {
            backward(gradient.values(), image);
          }
        });
    return gradientByInput;
  }

  private void backward(float[] gradient, int image) {
    Shape out = output.shape();
    int from = image * out.size();
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++, from += out.channels()) {
        for (int cell = 0; cell < window.area(); cell++) {
          int to = cellStart(image, y, x, cell);
          if (to >= 0) {
            pass(
                input.values(),
                output.values(),
                gradient,
                from,
                gradientByInput.values(),
                to,
                out.channels());
          }
        }
      }
    }
  }

  /**
   * Gives the gradient to the first cell that holds the maximum, and takes it from the others.
   * Without a branch, so that it vectorises: a difference of normal size times STEEP is at least 1.
   */
  private static void pass(
      float[] values,
      float[] maxima,
      float[] gradient,
      int from,
      float[] target,
      int to,
      int length) {
    for (int c = 0; c < length; c++) {
      float isMaximum = 1f - Math.min((maxima[from + c] - values[to + c]) * STEEP, 1f);
      float taken = gradient[from + c] * isMaximum;
      target[to + c] += taken;
      gradient[from + c] -= taken;
    }
  }

  @Override
  public Tensor output() {
    return output;
  }
}
