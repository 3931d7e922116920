package io.github.trec4j.int8;

import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;

/** Mirrors {@code trec4j_max_pool}: the largest value of each window; padding never wins. */
final class MaxPoolKernel extends PoolKernel {
  MaxPoolKernel(Shape input, Window window) {
    super(input, window);
  }

  @Override
  byte reduce(byte[] values, int count) {
    byte largest = Byte.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      largest = (byte) Math.max(largest, values[i]);
    }
    return largest;
  }
}
