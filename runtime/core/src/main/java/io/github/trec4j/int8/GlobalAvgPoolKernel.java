package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.GlobalAvgPoolPlan;
import java.util.List;
import java.util.Optional;

/** Mirrors {@code trec4j_global_avg_pool}: the rounded mean of each channel. */
final class GlobalAvgPoolKernel implements Int8Kernel {
  private final Shape shape;

  GlobalAvgPoolKernel(GlobalAvgPoolPlan plan) {
    this.shape = plan.input();
  }

  @Override
  public Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] output) {
    byte[] input = inputs.get(0);
    for (int c = 0; c < shape.channels(); c++) {
      int sum = 0;
      for (int pixel = 0; pixel < shape.pixels(); pixel++) {
        sum += input[pixel * shape.channels() + c];
      }
      output[c] = (byte) Arithmetic.roundedMean(sum, shape.pixels());
    }
    return Optional.empty();
  }
}
