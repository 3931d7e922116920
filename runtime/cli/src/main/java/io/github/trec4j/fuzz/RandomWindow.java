package io.github.trec4j.fuzz;

import io.github.trec4j.dsl.Padding;
import io.github.trec4j.spec.op.Attributes;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A random window as an annotation gives it: square, or of sizes, strides and pads of any kind.
 *
 * @param written without the padding that sizes choose
 * @param same whether they do
 */
record RandomWindow(Window written, boolean same) {
  private static final int MOST_STRIDE = 3;
  private static final Window PIXEL = Window.square(1, 1, 0);

  /** Returns a window that fits an image, of at most so many rows and columns. */
  static RandomWindow of(Random random, Shape image, int mostSize) {
    Window square = Window.square(upTo(mostSize, random), upTo(MOST_STRIDE, random), 0);
    Window window = random.nextBoolean() ? square : oblong(random, mostSize);
    boolean same = random.nextInt(4) == 0;
    if (!same) {
      window = random.nextBoolean() ? evenly(random, window) : unevenly(random, window);
    }
    RandomWindow drawn = new RandomWindow(window, same);
    return drawn.over(image).fits(image) ? drawn : new RandomWindow(PIXEL, false);
  }

  private static int upTo(int most, Random random) {
    return 1 + random.nextInt(most);
  }

  private static Window oblong(Random random, int mostSize) {
    return Window.unpadded(
        upTo(mostSize, random),
        upTo(mostSize, random),
        upTo(MOST_STRIDE, random),
        upTo(MOST_STRIDE, random));
  }

  private static Window evenly(Random random, Window window) {
    int pad = random.nextInt(Math.min(window.height(), window.width()));
    return window.withPad(pad, pad, pad, pad);
  }

  private static Window unevenly(Random random, Window window) {
    return window.withPad(
        random.nextInt(window.height()),
        random.nextInt(window.height()),
        random.nextInt(window.width()),
        random.nextInt(window.width()));
  }

  /** Returns the window that it is over an image. */
  Window over(Shape image) {
    return same ? written.same(image) : written;
  }

  /** Returns the members of an operation's annotation that was made with what is written. */
  String members(Op op) {
    Map<String, Object> members = new LinkedHashMap<>(op.attributes().members());
    if (same) {
      members.put("padding", Padding.SAME);
    }
    return Attributes.source(members);
  }
}
