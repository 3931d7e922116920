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
  /** Asking whether a window is full, where some are not. */
  private static final Work CHECKED = new Work(6.3, 5.2);

  /** A clipped window, which is a call. */
  private static final Work CLIPPED = new Work(57.6, 96);

  /** Four channels of it, a row of theirs, a cell. */
  private static final Work CLIPPED_QUAD = new Work(37, 48);

  private static final Work CLIPPED_ROW = new Work(13, 23.4);
  private static final Work CLIPPED_CELL = new Work(6.2, 6.2);

  /** One of fewer than four channels, and a cell. */
  private static final Work CLIPPED_SINGLE = new Work(2.9, 0);

  private static final Work CLIPPED_SINGLE_CELL = new Work(19.2, 27.3);

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
    return work().instructions();
  }

  @Override
  public double cycles(double clusters) {
    return work().cycles();
  }

  private Work work() {
    WindowSpans down = WindowSpans.down(op.kernel(), input);
    WindowSpans across = WindowSpans.across(op.kernel(), input);
    boolean clips = CodeBytes.clips(op.kernel(), input);
    Work work = Work.NONE;
    for (Map.Entry<Integer, Long> rows : down.counts().entrySet()) {
      for (Map.Entry<Integer, Long> columns : across.counts().entrySet()) {
        double windows = (double) rows.getValue() * columns.getValue();
        Work window =
            isFull(rows.getKey(), columns.getKey())
                ? full(clips)
                : clipped(rows.getKey(), columns.getKey());
        work = work.plus(window.times(windows));
      }
    }
    return work;
  }

  private boolean isFull(int rows, int columns) {
    return rows == op.kernel().height() && columns == op.kernel().width();
  }

  private Work full(boolean checked) {
    int rows = op.kernel().height();
    Work mean = MeanCost.of(rows, op.kernel().width(), input.channels(), checked);
    return checked ? CHECKED.plus(mean) : mean;
  }

  private Work clipped(int rows, int columns) {
    int channels = input.channels();
    double cells = (double) rows * columns;
    Work means =
        channels < Quads.SIZE
            ? CLIPPED_SINGLE.plus(CLIPPED_SINGLE_CELL.times(cells)).times(channels)
            : CLIPPED_QUAD
                .plus(CLIPPED_ROW.times(rows))
                .plus(CLIPPED_CELL.times(cells))
                .times((double) ScratchLayout.ceil(channels, Quads.SIZE));
    return CLIPPED.plus(means);
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
