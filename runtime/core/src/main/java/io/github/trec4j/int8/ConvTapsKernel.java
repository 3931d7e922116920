package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.ConvPlan;
import io.github.trec4j.spec.plan.ConvTapsPlan;
import io.github.trec4j.spec.plan.ParameterArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stands for {@code trec4j_conv_taps}, which computes what {@code trec4j_conv} does, byte for byte,
 * from inputs without their zero point.
 */
final class ConvTapsKernel implements Int8Kernel {
  private final LinearParameters params;
  private final ConvKernel direct;

  ConvTapsKernel(ConvTapsPlan plan, LinearParameters params) {
    this.params = params;
    this.direct = new ConvKernel(new ConvPlan(plan.op(), plan.input()), params);
  }

  static QuantizedStep quantize(ConvTapsPlan plan, QuantizationContext context) {
    return ConvKernel.quantize(plan.op(), context, params -> new ConvTapsKernel(plan, params));
  }

  @Override
  public Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] output) {
    return direct.run(inputs, output);
  }

  @Override
  public Map<String, Integer> numbers() {
    return direct.numbers();
  }

  LinearParameters params() {
    return params;
  }

  @Override
  public int[] packed(ParameterArray array) {
    return array.field().equals("bias")
        ? params.biasOf(-params.inputZeroPoint())
        : params.packed(array);
  }
}
