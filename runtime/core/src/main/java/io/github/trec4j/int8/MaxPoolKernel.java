package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.MaxPoolPlan;

/** Mirrors {@code trec4j_max_pool}: the largest value of each window; padding never wins. */
final class MaxPoolKernel extends PoolKernel {
  MaxPoolKernel(MaxPoolPlan plan) {
    super(plan.input(), plan.op().kernel());
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
