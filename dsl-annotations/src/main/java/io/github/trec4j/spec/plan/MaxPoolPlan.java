package io.github.trec4j.spec.plan;

import static io.github.trec4j.spec.plan.CodeBytes.when;

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
  private static final double CYCLES_PER_INSTRUCTION = 1.33;

  /** Largest side of a window whose loops are unrolled; over single channels without padding. */
  private static final int LARGEST_UNROLLED = 3;

  private static final int LARGEST_UNROLLED_SINGLE = 2;

  /** Comparing four channels of a cell with the largest: a load and two instructions. */
  private static final double WORD_CELL = 3;

  /** The first cell, which is only loaded, and the store. */
  private static final double FIRST_CELL = 2;

  /** Beginning and ending a window of eight channels, or of four that are left. */
  private static final double PACK = 3.6;

  /** The same where there are loops: of a window, of a row, of a cell. */
  private static final double LOOPED_PACK = 34;

  private static final double LOOPED_ROW = 11;
  private static final double LOOPED_CELL = 2.5;

  /** A cell of one of fewer than four channels: unrolled, in small windows, and in loops. */
  private static final double SINGLE_CELL = 6.2;

  private static final double SMALL_SINGLE_CELL = 3.35;
  private static final double LOOPED_SINGLE_CELL = 8.5;
  private static final double LOOPED_SINGLE = 17;

  /** Finding a window: that it is full is known beforehand only without padding. */
  private static final double PIXEL = 3;

  private static final double PADDED_PIXEL = 15;

  /** The same of a clipped window, which is a call. */
  private static final double CLIPPED_PIXEL = 60;

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
    boolean padded = kernel.mostPad() > 0;
    boolean few = input.channels() < Quads.SIZE;
    int unrolled = few && !padded ? LARGEST_UNROLLED_SINGLE : LARGEST_UNROLLED;
    boolean unrolls = Math.max(kernel.height(), kernel.width()) <= unrolled;
    return full * (padded ? PADDED_PIXEL : PIXEL)
        + (unrolls ? unrolled(full) : looped(full, full * kernel.area()))
        + clipped * CLIPPED_PIXEL
        + looped(clipped, cells);
  }

  private double unrolled(double windows) {
    int area = op.kernel().area();
    int channels = input.channels();
    double window =
        channels < Quads.SIZE
            ? channels * (area <= 4 ? SMALL_SINGLE_CELL * (area + 1) : SINGLE_CELL * area)
            : PACK * packs() + words() * (WORD_CELL * (area - 1) + FIRST_CELL);
    return windows * window;
  }

  private double looped(double windows, double cells) {
    if (input.channels() < Quads.SIZE) {
      return input.channels() * (windows * LOOPED_SINGLE + cells * LOOPED_SINGLE_CELL);
    }
    double rows = windows * op.kernel().height();
    return packs() * (windows * LOOPED_PACK + rows * LOOPED_ROW + cells * LOOPED_CELL)
        + words() * cells * WORD_CELL;
  }

  private long words() {
    return ScratchLayout.ceil(input.channels(), Quads.SIZE);
  }

  /** Returns the times that a window is passed through: of two words each, then one, then one. */
  private long packs() {
    int whole = input.channels() / Quads.SIZE;
    return ScratchLayout.ceil(whole, 2) + words() - whole;
  }

  @Override
  public double cycles(double clusters) {
    return CYCLES_PER_INSTRUCTION * instructions(clusters);
  }

  @Override
  public int codeBytes() {
    return 2
        + cells()
        + when(output().pixels() > 1, 58)
        + when(CodeBytes.clips(op.kernel(), input), 44);
  }

  /** Bytes of comparing cells: one after the other where there are few, else in loops. */
  private int cells() {
    boolean unrolled = Math.max(op.kernel().height(), op.kernel().width()) <= LARGEST_UNROLLED;
    if (input.channels() < Quads.SIZE) {
      return unrolled ? 10 * op.kernel().area() : 126;
    }
    int fours = input.channels() % 8 / Quads.SIZE;
    int words =
        (input.channels() >= 8 ? 2 : 0) + fours + (input.channels() % Quads.SIZE > 0 ? 1 : 0);
    return words * (unrolled ? 12 * op.kernel().area() : 126);
  }

  @Override
  public Map<String, Integer> routines() {
    return CodeBytes.clips(op.kernel(), input) ? Map.of("max_pool_clipped", 612) : Map.of();
  }

  @Override
  public boolean selects() {
    return true;
  }
}
