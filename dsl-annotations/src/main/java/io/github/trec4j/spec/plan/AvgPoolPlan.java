package io.github.trec4j.spec.plan;

import static io.github.trec4j.spec.plan.CodeBytes.when;

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
  private static final double CYCLES_PER_INSTRUCTION = 1.3;

  /** Finding a window. */
  private static final double PIXEL = 12;

  /** The same where the border clips some windows, and of a clipped one, which is a call. */
  private static final double PADDED_PIXEL = 25;

  private static final double CLIPPED_PIXEL = 80;

  /** What summing takes longer where the compiler does not know a window's size. */
  private static final double CLIPPED = 1.85;

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
    int channels = input.channels();
    return sum(
        (rows, columns) ->
            pixel(rows, columns)
                + slower(rows, columns) * MeanCost.instructions(rows, columns, channels));
  }

  @Override
  public double cycles(double clusters) {
    int channels = input.channels();
    return sum(
        (rows, columns) ->
            CYCLES_PER_INSTRUCTION * pixel(rows, columns)
                + slower(rows, columns) * MeanCost.cycles(rows, columns, channels));
  }

  /** What a window takes of which so many rows and columns are on the map. */
  private interface WindowCost {
    double of(int rows, int columns);
  }

  private double sum(WindowCost cost) {
    WindowSpans down = WindowSpans.down(op.kernel(), input);
    WindowSpans across = WindowSpans.across(op.kernel(), input);
    double sum = 0;
    for (Map.Entry<Integer, Long> rows : down.counts().entrySet()) {
      for (Map.Entry<Integer, Long> columns : across.counts().entrySet()) {
        double windows = (double) rows.getValue() * columns.getValue();
        sum += windows * cost.of(rows.getKey(), columns.getKey());
      }
    }
    return sum;
  }

  private boolean isFull(int rows, int columns) {
    return rows == op.kernel().height() && columns == op.kernel().width();
  }

  private double pixel(int rows, int columns) {
    double full = op.kernel().mostPad() > 0 ? PADDED_PIXEL : PIXEL;
    return isFull(rows, columns) ? full : CLIPPED_PIXEL;
  }

  private double slower(int rows, int columns) {
    return isFull(rows, columns) ? 1 : CLIPPED;
  }

  @Override
  public int codeBytes() {
    return 64
        + when(Math.max(op.kernel().height(), op.kernel().width()) > 3, 64)
        + when(output().pixels() > 1, 64)
        + when(CodeBytes.clips(op.kernel(), input), 68)
        + when(input.channels() >= Quads.SIZE, 72)
        - when(op.kernel().area() == 1, 32);
  }

  @Override
  public Map<String, Integer> routines() {
    return CodeBytes.clips(op.kernel(), input) ? Map.of("avg_pool_clipped", 780) : Map.of();
  }

  /** Means have the scale of what they are of, and are never joined where they are made. */
  @Override
  public boolean takesPitch() {
    return false;
  }
}
