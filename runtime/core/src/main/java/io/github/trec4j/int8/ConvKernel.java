package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.ConvPlan;
import io.github.trec4j.spec.plan.ParameterArray;
import io.github.trec4j.spec.plan.WinogradForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Mirrors {@code trec4j_conv}: a conventional convolution. */
final class ConvKernel implements Int8Kernel {
  private final ConvPlan plan;
  private final LinearParameters params;
  private final Columns weights;

  ConvKernel(ConvPlan plan, LinearParameters params) {
    this.plan = plan;
    this.params = params;
    this.weights = new Columns(params.weights(), params.filters());
  }

  static QuantizedStep quantize(ConvPlan plan, QuantizationContext context) {
    return quantize(plan.op(), context, params -> new ConvKernel(plan, params));
  }

  /** Quantises a convolution, whichever form it has: all forms must give the same bytes. */
  static QuantizedStep quantize(
      Conv conv, QuantizationContext context, Function<LinearParameters, Int8Kernel> kernel) {
    double mostProducts =
        WinogradForm.of(conv.kernel()).stream()
            .mapToDouble(WinogradForm::limit)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    return LinearParameters.quantize(context, mostProducts, kernel);
  }

  @Override
  public Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] to) {
    byte[] from = inputs.get(0);
    Shape output = plan.output();
    byte[] row = new byte[params.entries()];
    int[] sums = new int[params.filters()];
    int place = 0;
    for (int oy = 0; oy < output.height(); oy++) {
      for (int ox = 0; ox < output.width(); ox++) {
        Columns.im2row(
            from, plan.input(), plan.op().kernel(), params.inputZeroPoint(), oy, ox, row);
        System.arraycopy(params.bias(), 0, sums, 0, sums.length);
        weights.addColumn(row, sums);
        params.requantize(sums, to, place);
        place += sums.length;
      }
    }
    return Optional.empty();
  }

  LinearParameters params() {
    return params;
  }

  @Override
  public int[] packed(ParameterArray array) {
    return params.packed(array);
  }

  @Override
  public Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("input_zero_point", params.inputZeroPoint());
    numbers.putAll(params.outputNumbers());
    return numbers;
  }
}
