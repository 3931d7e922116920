package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.ConvPlan;
import io.github.trec4j.spec.plan.ConvTapsPlan;
import io.github.trec4j.spec.plan.ParameterArray;

/**
 * Stands for {@code trec4j_conv_taps}, which computes what {@code trec4j_conv} does, byte for byte,
 * from inputs without their zero point.
 */
final class ConvTapsKernel extends RepackedKernel {
  ConvTapsKernel(ConvTapsPlan plan, LinearParameters params) {
    super(new ConvKernel(new ConvPlan(plan.op(), plan.input()), params), params);
  }

  static QuantizedStep quantize(ConvTapsPlan plan, QuantizationContext context) {
    return ConvKernel.quantize(plan.op(), context, params -> new ConvTapsKernel(plan, params));
  }

  @Override
  public int[] packed(ParameterArray array) {
    return array.field().equals("bias")
        ? params().biasOf(-params().inputZeroPoint())
        : super.packed(array);
  }
}
