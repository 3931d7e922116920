package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.ParameterArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kernel whose bytes are those of another one, but whose parameters lie otherwise in flash. */
abstract class RepackedKernel implements Int8Kernel {
  private final Int8Kernel original;
  private final LinearParameters params;

  /**
   * Stands for a kernel.
   *
   * @param original with the same parameters
   */
  RepackedKernel(Int8Kernel original, LinearParameters params) {
    this.original = original;
    this.params = params;
  }

  final LinearParameters params() {
    return params;
  }

  @Override
  public final Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] output) {
    return original.run(inputs, output);
  }

  @Override
  public final Map<String, Integer> numbers() {
    return original.numbers();
  }

  /** As the original has it; others must be overridden. */
  @Override
  public int[] packed(ParameterArray array) {
    return original.packed(array);
  }
}
