package io.github.trec4j.int8;

import io.github.trec4j.spec.Shape;
import java.util.Optional;

/** Mirrors {@code trec4j_global_avg_pool}: the rounded mean of each channel. */
final class GlobalAvgPoolKernel implements Int8Kernel {
  private final Shape shape;

  GlobalAvgPoolKernel(Shape shape) {
    this.shape = shape;
  }

  @Override
  public Optional<ReuseStatistics> run(byte[] input, byte[] output) {
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
