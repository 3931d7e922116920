package io.github.trec4j.layers;

import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.tensor.Tensor;
import java.util.Arrays;

/** The mean of each window; padding does not count. */
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
   * @throws IllegalArgumentException if the window does not fit, or may cover padding only
   */
  public AvgPoolLayer(LayerContext context) {
    this.name = context.name();
    this.workers = context.workers();
    this.window = context.op(AvgPool.class).kernel();
    this.shape = context.input();
    window.requirePixels(name);
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
          forEachCell(
              from,
              to,
              (pixel, cell, share) -> add(input.values(), cell, share, output.values(), pixel));
        });
    return output;
  }

  @Override
  public Tensor backward(Tensor gradient) {
    gradientByInput.resize(gradient.batch());
    int size = shape.size();
    float[] byInput = gradientByInput.values();
    workers.run(
        gradient.batch(),
        (worker, from, to) -> {
          Arrays.fill(byInput, from * size, to * size, 0f);
          forEachCell(
              from,
              to,
              (pixel, cell, share) -> add(gradient.values(), pixel, share, byInput, cell));
        });
    return gradientByInput;
  }

  private interface CellVisitor {
    /**
     * Takes where an output pixel starts, where an input pixel under its window does, and its share
     * in the mean.
     */
    void visit(int pixel, int cell, float share);
  }

  private void forEachCell(int from, int to, CellVisitor visitor) {
    Shape out = output.shape();
    int pixel = from * out.size();
    for (int image = from; image < to; image++) {
      for (int y = 0; y < out.height(); y++) {
        for (int x = 0; x < out.width(); x++, pixel += out.channels()) {
          forEachCell(image, y, x, pixel, visitor);
        }
      }
    }
  }

  /** Visits the pixels of the image that a window holds. */
  private void forEachCell(int image, int y, int x, int pixel, CellVisitor visitor) {
    int top = y * window.strideY() - window.top();
    int left = x * window.strideX() - window.left();
    int firstRow = Math.max(0, top);
    int endRow = Math.min(shape.height(), top + window.height());
    int firstColumn = Math.max(0, left);
    int endColumn = Math.min(shape.width(), left + window.width());
    float share = 1f / ((endRow - firstRow) * (endColumn - firstColumn));
    for (int row = firstRow; row < endRow; row++) {
      int line = (image * shape.height() + row) * shape.width();
      for (int column = firstColumn; column < endColumn; column++) {
        visitor.visit(pixel, (line + column) * shape.channels(), share);
      }
    }
  }

  private void add(float[] source, int from, float share, float[] target, int to) {
    for (int c = 0; c < shape.channels(); c++) {
      target[to + c] += source[from + c] * share;
    }
  }

  @Override
  public Tensor output() {
    return output;
  }
}
