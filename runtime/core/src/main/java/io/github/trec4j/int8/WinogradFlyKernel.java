package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.ParameterArray;
import io.github.trec4j.spec.plan.WinogradFlyPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stands for the kernels {@code trec4j_winograd…_fly}, which are {@link WinogradKernel}'s but for
 * their weights.
 */
final class WinogradFlyKernel implements Int8Kernel {
  private static final int SIDE = 3;

  private final WinogradFlyPlan plan;
  private final LinearParameters params;
  private final WinogradKernel packed;

  WinogradFlyKernel(WinogradFlyPlan plan, LinearParameters params) {
    this.plan = plan;
    this.params = params;
    this.packed = new WinogradKernel(plan.packed(), params);
  }

  static QuantizedStep quantize(WinogradFlyPlan plan, QuantizationContext context) {
    return ConvKernel.quantize(plan.op(), context, params -> new WinogradFlyKernel(plan, params));
  }

  LinearParameters params() {
    return params;
  }

  @Override
  public Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] output) {
    return packed.run(inputs, output);
  }

  @Override
  public Map<String, Integer> numbers() {
    return packed.numbers();
  }

  @Override
  public int[] packed(ParameterArray array) {
    return array.field().equals("weights") ? weights(array.length()) : packed.packed(array);
  }

  /** Returns {@code [M][ceil(C/4)][3 columns][3 rows][4]}; see trec4j_winograd_fly.h. */
  private int[] weights(int length) {
    int[] weights = new int[length];
    int channels = plan.input().channels();
    int quads = QuadPacking.roundUp(channels, QuadPacking.QUAD) / QuadPacking.QUAD;
    for (int i = 0; i < params.weights().length; i++) {
      int channel = i % channels;
      int tap = i / channels % (SIDE * SIDE);
      int quad = i / params.entries() * quads + channel / QuadPacking.QUAD;
      int place = quad * SIDE * SIDE + tap % SIDE * SIDE + tap / SIDE;
      weights[place * QuadPacking.QUAD + channel % QuadPacking.QUAD] = params.weights()[i];
    }
    return weights;
  }
}
