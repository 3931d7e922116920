package io.github.trec4j.int8;

import java.util.Optional;

/** Mirrors {@code trec4j_dense}: a fully connected layer. */
final class DenseKernel implements Int8Kernel {
  private final StepParameters.Linear params;
  private final Columns weights;

  DenseKernel(StepParameters.Linear params) {
    this.params = params;
    this.weights = new Columns(params.weights(), params.filters());
  }

  @Override
  public Optional<ReuseStatistics> run(byte[] input, byte[] output) {
    int[] sums = params.bias().clone();
    weights.addColumn(input, sums);
    requantize(params, sums, output, 0);
    return Optional.empty();
  }

  /** Writes one requantised value a filter, starting at the given place. */
  static void requantize(StepParameters.Linear params, int[] sums, byte[] output, int place) {
    for (int m = 0; m < sums.length; m++) {
      output[place + m] =
          Arithmetic.requantize(
              sums[m],
              params.multipliers()[m],
              params.outputZeroPoint(),
              params.low(),
              params.high());
    }
  }
}
