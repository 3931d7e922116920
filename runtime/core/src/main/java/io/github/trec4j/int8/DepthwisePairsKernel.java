package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.DepthwiseConvPlan;
import io.github.trec4j.spec.plan.DepthwisePairsPlan;
import io.github.trec4j.spec.plan.ParameterArray;

/**
 * Mirrors {@code trec4j_depthwise_pairs}, whose bytes are those of a {@link DepthwiseConvKernel};
 * only its weights lie otherwise in flash.
 */
final class DepthwisePairsKernel extends RepackedKernel {
  private final DepthwisePairsPlan plan;

  DepthwisePairsKernel(DepthwisePairsPlan plan, LinearParameters params) {
    super(new DepthwiseConvKernel(new DepthwiseConvPlan(plan.op(), plan.input()), params), params);
    this.plan = plan;
  }

  static QuantizedStep quantize(DepthwisePairsPlan plan, QuantizationContext context) {
    return LinearParameters.quantize(context, params -> new DepthwisePairsKernel(plan, params));
  }

  @Override
  public int[] packed(ParameterArray array) {
    return array.field().equals("weights") ? inWords(array.length()) : super.packed(array);
  }

  /** Returns {@code [C][kernel column][words][2]}; see trec4j_depthwise_pairs.h. */
  private int[] inWords(int length) {
    int[] packed = new int[length];
    int taps = plan.op().kernel().height();
    int column = 2 * plan.words();
    for (int i = 0; i < length; i++) {
      int place = i % column;
      // words of stride 1 overlap: those from the second half on begin with the second weight
      int row = place < taps - 1 || plan.op().kernel().strideY() == 2 ? place : place - taps + 2;
      packed[i] = row < taps ? weight(i / column / taps, row, i / column % taps) : 0;
    }
    return packed;
  }

  private int weight(int channel, int row, int column) {
    Window kernel = plan.op().kernel();
    return params().weights()[channel * kernel.area() + row * kernel.width() + column];
  }
}
