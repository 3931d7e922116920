package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_avg_pool}: the rounded mean of each window's pixels.
 *
 * @param op the pooling
 * @param input the shape it reads
 */
public record AvgPoolPlan(AvgPool op, Shape input) implements KernelPlan {
  private static final double CYCLES_PER_INSTRUCTION = 1.6;

  /** Finding a window, where none is clipped, and where some are. */
  private static final double PIXEL = 12;

  private static final double UNCLIPPED_PIXEL = 27;

  /** The same of a clipped window, which is a call. */
  private static final double CLIPPED_PIXEL = 50;

  /** What four channels of a clipped window take more, as its size varies, and what a cell does. */
  private static final double CLIPPED_QUAD = 25;

  private static final double CLIPPED_CELL = 4;

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.avgPool(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String stem() {
    return "avg_pool";
  }

  @Override
  public Map<String, Integer> shape() {
    return new ShapeFields()
        .channelsApart(input)
        .window(op.kernel())
        .pad(op.kernel())
        .output(output())
        .build();
  }

  @Override
  public double instructions(double clusters) {
    WindowSpans down = WindowSpans.down(op.kernel(), input);
    WindowSpans across = WindowSpans.across(op.kernel(), input);
    double sum = 0;
    for (Map.Entry<Integer, Long> rows : down.counts().entrySet()) {
      for (Map.Entry<Integer, Long> columns : across.counts().entrySet()) {
        double windows = (double) rows.getValue() * columns.getValue();
        sum += windows * window(rows.getKey(), columns.getKey());
      }
    }
    return sum;
  }

  /** Returns what a window takes of which so many rows and columns are on the map. */
  private double window(int rows, int columns) {
    Window kernel = op.kernel();
    double mean = MeanCost.instructions(rows, columns, input.channels());
    if (rows == kernel.height() && columns == kernel.width()) {
      return mean + (kernel.mostPad() == 0 ? PIXEL : UNCLIPPED_PIXEL);
    }
    double quad = CLIPPED_QUAD + CLIPPED_CELL * rows * columns;
    return mean + CLIPPED_PIXEL + quads() * quad;
  }

  /** Returns how often four channels at once are taken; fewer are taken one by one. */
  private long quads() {
    int channels = input.channels();
    return channels < Quads.SIZE ? 0 : ScratchLayout.ceil(channels, Quads.SIZE);
  }

  @Override
  public double cycles(double clusters) {
    return CYCLES_PER_INSTRUCTION * instructions(clusters);
  }

  @Override
  public int codeBytes() {
    return 512;
  }

  /** Means have the scale of what they are of, and are never joined where they are made. */
  @Override
  public boolean takesPitch() {
    return false;
  }
}
