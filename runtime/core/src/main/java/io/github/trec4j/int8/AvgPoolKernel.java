package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.AvgPoolPlan;

/** Mirrors {@code trec4j_avg_pool}: the rounded mean of each window's pixels. */
final class AvgPoolKernel extends PoolKernel {
  AvgPoolKernel(AvgPoolPlan plan) {
    super(plan.input(), plan.op().kernel());
  }

  @Override
  byte reduce(byte[] values, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return (byte) Arithmetic.roundedMean(sum, count);
  }
}
