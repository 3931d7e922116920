package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.ParameterArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mirrors {@code trec4j_dense}: a fully connected layer. */
final class DenseKernel implements Int8Kernel {
  private final LinearParameters params;
  private final Columns weights;

  DenseKernel(LinearParameters params) {
    this.params = params;
    this.weights = new Columns(params.weights(), params.filters());
  }

  static QuantizedStep quantize(QuantizationContext context) {
    return LinearParameters.quantize(context, DenseKernel::new);
  }

  @Override
  public Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] output) {
    int[] sums = params.bias().clone();
    weights.addColumn(inputs.get(0), sums);
    params.requantize(sums, output, 0);
    return Optional.empty();
  }

  LinearParameters params() {
    return params;
  }

  @Override
  public int[] packed(ParameterArray array) {
    return params.packed(array);
  }

  /** There is no padding that would read the input's zero point. */
  @Override
  public Map<String, Integer> numbers() {
    return params.outputNumbers();
  }
}
