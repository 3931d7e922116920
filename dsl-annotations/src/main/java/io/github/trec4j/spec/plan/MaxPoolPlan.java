package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_max_pool}: the largest value of each window, eight channels at a time. Windows that
 * the border clips take a loop of their own.
 *
 * @param op the pooling
 * @param input the shape it reads
 */
public record MaxPoolPlan(MaxPool op, Shape input) implements KernelPlan {
  private static final double CYCLES_PER_INSTRUCTION = 1.4;

  /** Largest side of a window whose loops the compiler unrolls. */
  private static final int LARGEST_UNROLLED = 3;

  /** Comparing four channels of a cell: a load and two instructions. */
  private static final double WORD_CELL = 3;

  /** Beginning and ending a window of eight channels, or of four that are left. */
  private static final double PACK = 3;

  /** The same where there are loops: of a window, of a row, of a cell. */
  private static final double LOOPED_PACK = 16;

  private static final double LOOPED_ROW = 7;
  private static final double LOOPED_CELL = 2.5;

  /** A read of one of fewer than four channels. */
  private static final double SINGLE_CELL = 5;

  private static final double PIXEL = 6;

  /** The same of a clipped window, which is a call. */
  private static final double CLIPPED_PIXEL = 50;

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.maxPool(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String stem() {
    return "max_pool";
  }

  @Override
  public Map<String, Integer> shape() {
    Window kernel = op.kernel();
    return new ShapeFields()
        .channelsApart(input)
        .window(kernel)
        .pad(kernel)
        .output(output())
        .build();
  }

  @Override
  public double instructions(double clusters) {
    Window kernel = op.kernel();
    WindowSpans down = WindowSpans.down(kernel, input);
    WindowSpans across = WindowSpans.across(kernel, input);
    double full = down.count(kernel.height()) * across.count(kernel.width());
    double clipped = output().pixels() - full;
    double cells = down.sum() * across.sum() - full * kernel.area();
    boolean unrolls = Math.max(kernel.height(), kernel.width()) <= LARGEST_UNROLLED;
    return full * PIXEL
        + (unrolls ? unrolled(full) : looped(full, full * kernel.area()))
        + clipped * CLIPPED_PIXEL
        + looped(clipped, cells);
  }

  private double unrolled(double windows) {
    return windows * (PACK * packs() + op.kernel().area() * compare());
  }

  private double looped(double windows, double cells) {
    double rows = windows * op.kernel().height();
    return packs() * (windows * LOOPED_PACK + rows * LOOPED_ROW + cells * LOOPED_CELL)
        + cells * compare();
  }

  /**
   * Returns the times that a window is passed through: eight channels, then four, then the last.
   */
  private int packs() {
    int rest = input.channels() % 8;
    int words = (rest >= 4 ? 1 : 0) + (rest % 4 > 0 ? 1 : 0);
    return input.channels() < 4 ? 0 : input.channels() / 8 + words;
  }

  /** Returns what comparing all channels of a cell takes. */
  private double compare() {
    int channels = input.channels();
    return channels < 4 ? SINGLE_CELL * channels : WORD_CELL * ScratchLayout.ceil(channels, 4);
  }

  @Override
  public double cycles(double clusters) {
    return CYCLES_PER_INSTRUCTION * instructions(clusters);
  }

  @Override
  public int codeBytes() {
    return 512;
  }

  @Override
  public boolean selects() {
    return true;
  }
}
