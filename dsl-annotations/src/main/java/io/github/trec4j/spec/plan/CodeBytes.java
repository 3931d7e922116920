package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;

/**
 * What the estimates of code size have in common. They are fitted to what GCC 12 made of 600 random
 * networks, so that no program was larger: on average 2.5 KB were left over, and at most 4 KB in
 * seven of eight.
 */
final class CodeBytes {
  /**
   * Start-up code, the test program, the C library's few functions, and a routine that clamps,
   * which many kernels call.
   */
  static final int BASE = 3328;

  /** A step's name and its entry in the table of steps. */
  static final int STEP = 48;

  /** Pairs of columns with a quad of filters, whose sums are narrowed elsewhere. */
  static final String RAW_QUADS = "quad_raw";

  static final int RAW_QUADS_BYTES = 856;

  private CodeBytes() {}

  /** Returns the bytes if a condition holds. */
  static int when(boolean condition, int bytes) {
    return condition ? bytes : 0;
  }

  /** Returns whether the border of an image clips some windows. */
  static boolean clips(Window window, Shape input) {
    double full =
        WindowSpans.down(window, input).count(window.height())
            * WindowSpans.across(window, input).count(window.width());
    return full < window.over(input, 1).pixels();
  }
}
