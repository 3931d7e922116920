package io.github.trec4j.layers;

import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.tensor.Tensor;
import java.util.Arrays;

/** The mean of each window, without padding. */
public final class AvgPoolLayer implements UnaryLayer {
  private final String name;
  private final Workers workers;
  private final Window window;
  private final Shape shape;
  private final Tensor output;
  private final Tensor gradientByInput;

  /**
   * A layer of an {@link AvgPool}.
   *
   * @throws IllegalArgumentException if the window does not fit or has padding
   */
  public AvgPoolLayer(LayerContext context) {
    this.name = context.name();
    this.workers = context.workers();
    this.window = context.op(AvgPool.class).kernel();
    this.shape = context.input();
    if (window.mostPad() != 0) {
      throw new IllegalArgumentException(name + ": average pooling has no padding");
    }
    this.output = new Tensor(context.output());
    this.gradientByInput = new Tensor(shape);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tensor forward(Tensor input, Mode mode) {
    output.resize(input.batch());
    int size = output.shape().size();
    workers.run(
        input.batch(),
        (worker, from, to) -> {
          Arrays.fill(output.values(), from * size, to * size, 0f);
          forEachCell(from, to, (pixel, cell) -> add(input.values(), cell, output.values(), pixel));
        });
    return output;
  }

  @Override
  public Tensor backward(Tensor gradient) {
    gradientByInput.resize(gradient.batch());
    int size = shape.size();
    workers.run(
        gradient.batch(),
        (worker, from, to) -> {
          Arrays.fill(gradientByInput.values(), from * size, to * size, 0f);
          forEachCell(
              from,
              to,
              (pixel, cell) -> add(gradient.values(), pixel, gradientByInput.values(), cell));
        });
    return gradientByInput;
  }

  private interface CellVisitor {
    /** Takes where an output pixel starts, and where an input pixel under its window does. */
    void visit(int pixel, int cell);
  }

  private void forEachCell(int from, int to, CellVisitor visitor) {
    Shape out = output.shape();
    int pixel = from * out.size();
    for (int image = from; image < to; image++) {
      for (int y = 0; y < out.height(); y++) {
        for (int x = 0; x < out.width(); x++, pixel += out.channels()) {
          for (int cell = 0; cell < window.area(); cell++) {
            int inputY = y * window.strideY() + cell / window.width();
            int inputX = x * window.strideX() + cell % window.width();
            visitor.visit(
                pixel,
                ((image * shape.height() + inputY) * shape.width() + inputX) * shape.channels());
          }
        }
      }
    }
  }

  private void add(float[] source, int from, float[] target, int to) {
    float share = 1f / window.area();
    for (int c = 0; c < shape.channels(); c++) {
      target[to + c] += source[from + c] * share;
    }
  }

  @Override
  public Tensor output() {
    return output;
  }
}
