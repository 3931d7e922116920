package io.github.trec4j.layers;

import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.tensor.Tensor;
import java.util.Arrays;

/** The largest value of each window. Padding is skipped: it never wins. */
public final class MaxPoolLayer implements UnaryLayer {
  private static final float STEEP = 0x1p126f;

  private final String name;
  private final Workers workers;
  private final Window window;
  private final Shape shape;
  private final Tensor output;
  private final Tensor gradientByInput;
  private final Room[] rooms;
  private Tensor input;

  /**
   * A layer of a {@link MaxPool}.
   *
   * @throws IllegalArgumentException if the window does not fit, or may cover padding only
   */
  public MaxPoolLayer(LayerContext context) {
    this.name = context.name();
    this.workers = context.workers();
    this.window = context.op(MaxPool.class).kernel();
    this.shape = context.input();
    window.requirePixels(name);
    this.output = new Tensor(context.output());
    this.gradientByInput = new Tensor(shape);
    this.input = gradientByInput;
    int outputLine = output.shape().width() * shape.channels();
    this.rooms = new Room[workers.count()];
    Arrays.setAll(rooms, i -> new Room(shape.width() * shape.channels(), outputLine));
  }

  /**
   * One worker's copies of lines: in arrays of their own, with the same index, loops over them
   * vectorise.
   */
  private static final class Room {
    private final float[] largest;
    private final float[] line;
    private final float[] maxima;
    private final float[] cells;
    private final float[] byMaxima;
    private final float[] byCells;

    Room(int inputLine, int outputLine) {
      largest = new float[inputLine];
      line = new float[inputLine];
      maxima = new float[outputLine];
      cells = new float[outputLine];
      byMaxima = new float[outputLine];
      byCells = new float[outputLine];
    }
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
            forward(rooms[worker], image);
          }
        });
    return output;
  }

  /** Takes the largest of rows first, as long loops, and then of columns. */
  private void forward(Room room, int image) {
    int length = room.maxima.length;
    for (int y = 0; y < output.shape().height(); y++) {
      largestOfRows(image, y, room);
      Arrays.fill(room.maxima, Float.NEGATIVE_INFINITY);
      for (int column = 0; column < window.width(); column++) {
        takeCells(room.largest, 0, column, room.cells);
        largest(room.cells, room.maxima);
      }
      System.arraycopy(
          room.maxima, 0, output.values(), image * output.shape().size() + y * length, length);
    }
  }

  private void largestOfRows(int image, int y, Room room) {
    int top = y * window.strideY() - window.top();
    int first = Math.max(0, top);
    int end = Math.min(shape.height(), top + window.height());
    System.arraycopy(input.values(), lineStart(image, first), room.largest, 0, room.line.length);
    for (int row = first + 1; row < end; row++) {
      System.arraycopy(input.values(), lineStart(image, row), room.line, 0, room.line.length);
      largest(room.line, room.largest);
    }
  }

  private int lineStart(int image, int y) {
    return (image * shape.height() + y) * shape.width() * shape.channels();
  }

  private static void largest(float[] values, float[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = Math.max(target[i], values[i]);
    }
  }

  /**
   * Copies one column of all windows along a line; padding is less than any value.
   *
   * @param line holds a line of pixels from {@code start} on
   * @param cells overwritten, a pixel a window
   */
  private void takeCells(float[] line, int start, int column, float[] cells) {
    int channels = shape.channels();
    int x = column - window.left();
    for (int to = 0; to < cells.length; to += channels, x += window.strideX()) {
      if (x >= 0 && x < shape.width()) {
        System.arraycopy(line, start + x * channels, cells, to, channels);
      } else {
        Arrays.fill(cells, to, to + channels, Float.NEGATIVE_INFINITY);
      }
    }
  }

  /** Copies cells back to where {@link #takeCells} had them from. */
  private void putCells(float[] cells, int column, float[] line, int start) {
    int channels = shape.channels();
    int x = column - window.left();
    for (int from = 0; from < cells.length; from += channels, x += window.strideX()) {
      if (x >= 0 && x < shape.width()) {
        System.arraycopy(cells, from, line, start + x * channels, channels);
      }
    }
  }

  @Override
  public Tensor backward(Tensor gradient) {
    gradientByInput.resize(gradient.batch());
    int size = shape.size();
    workers.run(
        gradient.batch(),
        (worker, from, to) -> {
          for (int image = from; image < to; image++) {
            Arrays.fill(gradientByInput.values(), image * size, (image + 1) * size, 0f);
            backward(gradient.values(), rooms[worker], image);
          }
        });
    return gradientByInput;
  }

  private void backward(float[] gradient, Room room, int image) {
    int length = room.maxima.length;
    int from = image * output.shape().size();
    for (int y = 0; y < output.shape().height(); y++, from += length) {
      System.arraycopy(output.values(), from, room.maxima, 0, length);
      System.arraycopy(gradient, from, room.byMaxima, 0, length);
      for (int row = 0; row < window.height(); row++) {
        int inputY = y * window.strideY() - window.top() + row;
        if (inputY >= 0 && inputY < shape.height()) {
          backwardLine(room, lineStart(image, inputY));
        }
      }
    }
  }

  private void backwardLine(Room room, int start) {
    for (int column = 0; column < window.width(); column++) {
      takeCells(input.values(), start, column, room.cells);
      takeCells(gradientByInput.values(), start, column, room.byCells);
      pass(room.cells, room.maxima, room.byMaxima, room.byCells);
      putCells(room.byCells, column, gradientByInput.values(), start);
    }
  }

  /**
   * Gives the gradient to the first cell that holds the maximum, and takes it from the others.
   * Without a branch, so that it vectorises: a difference of normal size times STEEP is at least 1.
   */
  private static void pass(float[] cells, float[] maxima, float[] byMaxima, float[] byCells) {
    for (int i = 0; i < cells.length; i++) {
      float isMaximum = 1f - Math.min((maxima[i] - cells[i]) * STEEP, 1f);
      float taken = byMaxima[i] * isMaximum;
      byCells[i] += taken;
      byMaxima[i] -= taken;
    }
  }

  @Override
  public Tensor output() {
    return output;
  }
}
