package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.ParameterArray;
import io.github.trec4j.spec.plan.WinogradFlyPlan;

/**
 * Stands for the kernels {@code trec4j_winograd…_fly}, which are {@link WinogradKernel}'s but for
 * their weights.
 */
final class WinogradFlyKernel extends RepackedKernel {
  private static final int SIDE = 3;

  private final WinogradFlyPlan plan;

  WinogradFlyKernel(WinogradFlyPlan plan, LinearParameters params) {
    super(new WinogradKernel(plan.packed(), params), params);
    this.plan = plan;
  }

  static QuantizedStep quantize(WinogradFlyPlan plan, QuantizationContext context) {
    return ConvKernel.quantize(plan.op(), context, params -> new WinogradFlyKernel(plan, params));
  }

  @Override
  public int[] packed(ParameterArray array) {
    return array.field().equals("weights") ? weights(array.length()) : super.packed(array);
  }

  /** Returns {@code [M][ceil(C/4)][3 columns][3 rows][4]}; see trec4j_winograd_fly.h. */
  private int[] weights(int length) {
    int[] weights = new int[length];
    int channels = plan.input().channels();
    int quads = QuadPacking.roundUp(channels, QuadPacking.QUAD) / QuadPacking.QUAD;
    for (int i = 0; i < params().weights().length; i++) {
      int channel = i % channels;
      int tap = i / channels % (SIDE * SIDE);
      int quad = i / params().entries() * quads + channel / QuadPacking.QUAD;
      int place = quad * SIDE * SIDE + tap % SIDE * SIDE + tap / SIDE;
      weights[place * QuadPacking.QUAD + channel % QuadPacking.QUAD] = params().weights()[i];
    }
    return weights;
  }
}
