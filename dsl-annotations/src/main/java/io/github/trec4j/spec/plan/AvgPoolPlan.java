package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.Shape;
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

  /** Finding a window. */
  private static final double PIXEL = 12;

  /** The same of a clipped window, which is a call. */
  private static final double CLIPPED_PIXEL = 50;

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
    boolean full = rows == op.kernel().height() && columns == op.kernel().width();
    double pixel = full ? PIXEL : CLIPPED_PIXEL;
    return pixel + MeanCost.instructions(rows, columns, input.channels());
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
