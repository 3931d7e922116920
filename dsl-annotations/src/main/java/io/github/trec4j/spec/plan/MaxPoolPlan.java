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
  /** Largest side of a window whose loops over words are unrolled. */
  private static final int LARGEST_UNROLLED = 3;

  /** Channels from which on a loop over eight of them remains. */
  private static final int LOOPED_CHANNELS = 16;

  /** A full window: that it is one is known beforehand only where none is clipped. */
  private static final Work PIXEL = new Work(1, 1.6);

  private static final Work CHECKED_PIXEL = new Work(6.2, 5.2);

  /** The loop over its channels. */
  private static final Work CHANNELS = new Work(6.4, 6.7);

  /** Four channels of its first cell, which are only loaded, and the store. */
  private static final Work WORD = new Work(3.7, 4.9);

  /** Comparing four channels of another cell with the largest: a load and two instructions. */
  private static final Work WORD_CELL = new Work(2.94, 3.8);

  /** The same where there are loops: of eight channels of a window, of a row, of a cell. */
  private static final Work LOOPED_PACK = new Work(34, 45);

  private static final Work LOOPED_ROW = new Work(11, 14.6);
  private static final Work LOOPED_CELL = new Work(2.5, 3.3);
  private static final Work LOOPED_WORD_CELL = new Work(3, 4);

  /** One of fewer than four channels, and its other cells. */
  private static final Work SINGLE = new Work(5.9, 8.5);

  private static final Work SINGLE_CELL = new Work(4, 4.7);

  /** The same where other windows are clipped, and the loop over many rows. */
  private static final Work CHECKED_SINGLE = new Work(2.4, 3);

  private static final Work CHECKED_SINGLE_CELL = new Work(4, 5.1);
  private static final Work CHECKED_SINGLE_ROW = new Work(5, 6.4);

  /** A cell where the compiler makes a loop of a window's rows, and one of columns, too. */
  private static final Work LOOPED_SINGLE_CELL = new Work(6.9, 8.5);

  private static final Work TWICE_LOOPED_SINGLE_CELL = new Work(11.1, 14.2);

  /** A clipped window, which is a call, of eight channels, of a row, of four channels of a cell. */
  private static final Work CLIPPED_PIXEL = new Work(44.6, 81);

  private static final Work CLIPPED_PACK = new Work(19.7, 25);
  private static final Work CLIPPED_ROW = new Work(11.4, 19.2);
  private static final Work CLIPPED_WORD_CELL = new Work(7.1, 10.3);

  /** A row of one of fewer than four channels, and a cell. */
  private static final Work CLIPPED_SINGLE_ROW = new Work(16.4, 20);

  private static final Work CLIPPED_SINGLE_CELL = new Work(9.1, 11.6);

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
    return work().instructions();
  }

  @Override
  public double cycles(double clusters) {
    return work().cycles();
  }

  private Work work() {
    Window kernel = op.kernel();
    WindowSpans down = WindowSpans.down(kernel, input);
    WindowSpans across = WindowSpans.across(kernel, input);
    double full = down.count(kernel.height()) * across.count(kernel.width());
    double clipped = output().pixels() - full;
    double rows = down.sum() * output().width() - full * kernel.height();
    double cells = down.sum() * across.sum() - full * kernel.area();
    Work ofFull = clipped > 0 ? CHECKED_PIXEL : PIXEL;
    ofFull = ofFull.plus(hasFew() ? singles(clipped > 0) : words(kernel));
    return ofFull
        .times(full)
        .plus(CLIPPED_PIXEL.times(clipped))
        .plus(clipped(clipped, rows, cells));
  }

  private boolean hasFew() {
    return input.channels() < Quads.SIZE;
  }

  private boolean isLarge() {
    return Math.max(op.kernel().height(), op.kernel().width()) > LARGEST_UNROLLED;
  }

  /** A full window, four channels at a time. */
  private Work words(Window kernel) {
    if (isLarge()) {
      return looped(1, kernel.height(), kernel.area());
    }
    Work word = WORD.plus(WORD_CELL.times(kernel.area() - 1));
    Work loop = input.channels() >= LOOPED_CHANNELS ? CHANNELS : Work.NONE;
    return loop.plus(word.times(words()));
  }

  private Work looped(double windows, double rows, double cells) {
    return LOOPED_PACK
        .times(windows)
        .plus(LOOPED_ROW.times(rows))
        .plus(LOOPED_CELL.times(cells))
        .times(packs())
        .plus(LOOPED_WORD_CELL.times(words() * cells));
  }

  /** A full window of fewer than four channels. */
  private Work singles(boolean checked) {
    Window kernel = op.kernel();
    int area = kernel.area();
    boolean loops = kernel.height() >= LARGEST_UNROLLED && kernel.width() > 1;
    Work single;
    if (isLarge()) {
      single = TWICE_LOOPED_SINGLE_CELL.times(area);
    } else if (checked) {
      Work rows = loops ? CHECKED_SINGLE_ROW.times(kernel.height()) : Work.NONE;
      single = CHECKED_SINGLE.plus(rows).plus(CHECKED_SINGLE_CELL.times(area));
    } else if (loops) {
      boolean twice = kernel.width() == LARGEST_UNROLLED;
      single = (twice ? TWICE_LOOPED_SINGLE_CELL : LOOPED_SINGLE_CELL).times(area);
    } else {
      single = SINGLE.plus(SINGLE_CELL.times(area - 1));
    }
    return single.times(input.channels());
  }

  private Work clipped(double windows, double rows, double cells) {
    if (hasFew()) {
      Work single = CLIPPED_SINGLE_ROW.times(rows).plus(CLIPPED_SINGLE_CELL.times(cells));
      return single.times(input.channels());
    }
    if (isLarge()) {
      return looped(windows, rows, cells);
    }
    return CLIPPED_PACK
        .times(windows)
        .plus(CLIPPED_ROW.times(rows))
        .times(packs())
        .plus(CLIPPED_WORD_CELL.times(words() * cells));
  }

  private double words() {
    return ScratchLayout.ceil(input.channels(), Quads.SIZE);
  }

  /** Returns the times that a window is passed through: of two words each, then one, then one. */
  private double packs() {
    double whole = Math.floor(input.channels() / (double) Quads.SIZE);
    return Math.ceil(whole / 2) + words() - whole;
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
    if (hasFew()) {
      return isLarge() ? 126 : 10 * op.kernel().area();
    }
    int fours = input.channels() % 8 / Quads.SIZE;
    int words =
        (input.channels() >= 8 ? 2 : 0) + fours + (input.channels() % Quads.SIZE > 0 ? 1 : 0);
    return words * (isLarge() ? 126 : 12 * op.kernel().area());
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
