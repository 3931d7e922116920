package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Window;

/** Which loops over windows the compiler unrolls. */
final class Unrolling {
  private static final int LARGEST = 2;

  private Unrolling() {}

  /** Returns whether a window is small enough, and never clipped. */
  static boolean unrolls(Window window) {
    return window.mostPad() == 0 && window.height() <= LARGEST && window.width() <= LARGEST;
  }
}
