package io.github.trec4j.int8;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mirrors {@code trec4j_relu}: {@code max(q, zero point)}. */
final class ReluKernel implements Int8Kernel {
  private final int zeroPoint;

  ReluKernel(int zeroPoint) {
    Requirements.int8(zeroPoint);
    this.zeroPoint = zeroPoint;
  }

  @Override
  public Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] output) {
    byte[] input = inputs.get(0);
    for (int i = 0; i < output.length; i++) {
      output[i] = (byte) Math.max(input[i], zeroPoint);
    }
    return Optional.empty();
  }

  @Override
  public Map<String, Integer> numbers() {
    return Map.of("zero_point", zeroPoint);
  }
}
