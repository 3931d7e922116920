package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;

/**
 * Estimates of the instructions that kernels take on a Cortex-M4, fitted to counts on the emulated
 * chip.
 */
public final class CostModel {
  private static final double CONV_PER_MAC = 0.9;
  private static final double DENSE_PER_MAC = 1.9;
  private static final double POOL_PER_INPUT = 2.0;
  private static final double REQUANTIZE_PER_BLOCK = 27;

  private CostModel() {}

  /** Returns the estimate for one operation, with all clusters in use where it reuses. */
  public static long instructions(Op op, Shape input) {
    if (op instanceof Op.Conv conv && conv.reuse().isPresent()) {
      return trec(conv, input, conv.reuse().get().maxClusters());
    } else if (op instanceof Op.Conv conv) {
      long macs = (long) conv.outputOf(input).size() * conv.window().area() * input.channels();
      return Math.round(CONV_PER_MAC * macs);
    } else if (op instanceof Op.Dense dense) {
      return Math.round(DENSE_PER_MAC * input.size() * dense.units());
    }
    return Math.round(POOL_PER_INPUT * input.size());
  }

  /**
   * Returns the estimate for a reuse convolution.
   *
   * @param clusters mean number of clusters a slice
   */
  public static long trec(Op.Conv conv, Shape input, double clusters) {
    Reuse reuse = conv.reuse().orElseThrow();
    Segmentation segments = Segmentation.of(conv, input);
    double length = segments.paddedLength();
    double slices = segments.slices();
    double perSlice = segments.perSlice();
    double hash = perSlice * slices * (0.75 * length * (reuse.bits() + 1) + 3 * reuse.bits() + 13);
    double means =
        perSlice * slices * (1.25 * length + 30)
            + slices * clusters * (2.5 * length + 15)
            + 400 * slices;
    double product =
        slices
            * segments.taps()
            * (conv.filters() / 2.0)
            * (Math.ceil(clusters / 4) * (6 * length + 20) + 6);
    double gather =
        conv.outputOf(input).pixels()
            * (conv.filters() / 16.0)
            * (13.0 * segments.taps() * slices + REQUANTIZE_PER_BLOCK + 22 * (slices - 1));
    return Math.round(hash + means + product + gather);
  }
}
