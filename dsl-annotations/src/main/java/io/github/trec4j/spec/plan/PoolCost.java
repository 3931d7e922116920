package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;

/** Estimated instructions of pooling. */
final class PoolCost {
  /** Windows up to this size, if never clipped, are unrolled by the compiler. */
  private static final int UNROLLED_SIZE = 2;

  /** Max pooling takes so many channels at a time. */
  private static final int CHANNELS_AT_ONCE = 8;

  private static final double UNROLLED_MAX = 6.1;
  private static final double LOOPED_MAX = 17.5;

  /** A read of one of the channels that do not make up eight. */
  private static final double SINGLE_MAX = 3;

  private static final double MAX_PIXEL = 26;

  private static final double UNROLLED_MEAN = 3.55;
  private static final double LOOPED_MEAN = 6;

  private static final double GLOBAL_VALUE = 4.6;

  private PoolCost() {}

  static double max(Window window, Shape input) {
    int channels = input.channels();
    int packs = channels / CHANNELS_AT_ONCE;
    double packed = packs * (isUnrolled(window) ? UNROLLED_MAX : LOOPED_MAX);
    double single = SINGLE_MAX * (channels % CHANNELS_AT_ONCE);
    double pixels = window.over(input, channels).pixels();
    return pixels * (window.area() * (packed + single) + MAX_PIXEL);
  }

  static double mean(Window window, Shape input) {
    double reads = (double) window.over(input, input.channels()).size() * window.area();
    return reads * (isUnrolled(window) ? UNROLLED_MEAN : LOOPED_MEAN);
  }

  static double globalMean(Shape input) {
    return GLOBAL_VALUE * input.size();
  }

  private static boolean isUnrolled(Window window) {
    return window.pad() == 0 && window.size() <= UNROLLED_SIZE;
  }
}
