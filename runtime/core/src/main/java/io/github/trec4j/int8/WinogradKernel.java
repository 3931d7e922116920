package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.ConvPlan;
import io.github.trec4j.spec.plan.ParameterArray;
import io.github.trec4j.spec.plan.WinogradPlan;
import java.util.Arrays;

/**
 * Stands for the kernels {@code trec4j_winograd…}, which compute what {@code trec4j_conv} does,
 * byte for byte, from transformed weights.
 */
final class WinogradKernel extends RepackedKernel {
  private final WinogradWeights weights;

  WinogradKernel(WinogradPlan plan, LinearParameters params) {
    super(new ConvKernel(new ConvPlan(plan.op(), plan.input()), params), params);
    this.weights = new WinogradWeights(plan, params.weights());
    Requirements.holds(
        weights.areExact(), "sums of a filter's weights within the Winograd form's limit");
  }

  static QuantizedStep quantize(WinogradPlan plan, QuantizationContext context) {
    return ConvKernel.quantize(plan.op(), context, params -> new WinogradKernel(plan, params));
  }

  @Override
  public int[] packed(ParameterArray array) {
    return switch (array.field()) {
      case "weights" -> weights.packed(array.length());
      case "bias" -> bias();
      default -> super.packed(array);
    };
  }

  private int[] bias() {
    int[] bias = weights.corrections();
    Arrays.setAll(bias, m -> bias[m] + params().bias()[m]);
    return bias;
  }
}
