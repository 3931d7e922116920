package io.github.trec4j.int8;

import java.util.Optional;

/** Mirrors {@code trec4j_relu}: {@code max(q, zero point)}. */
final class ReluKernel implements Int8Kernel {
  private final byte zeroPoint;

  ReluKernel(StepParameters.Relu params) {
    zeroPoint = (byte) params.zeroPoint();
  }

  @Override
  public Optional<ReuseStatistics> run(byte[] input, byte[] output) {
    for (int i = 0; i < output.length; i++) {
      output[i] = (byte) Math.max(input[i], zeroPoint);
    }
    return Optional.empty();
  }
}
