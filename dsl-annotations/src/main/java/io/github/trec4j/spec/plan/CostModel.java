package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;

/**
 * Estimates of the instructions that kernels take on a Cortex-M4: what their loops execute, with
 * constants fitted to counts on the emulated chip. One formula serves planner, notes and reports.
 */
public final class CostModel {
  private static final double RELU_VALUE = 7;

  private CostModel() {}

  /**
   * Returns the estimate for one operation, with {@link #assumedClusters} in use where it reuses:
   * the most it can take, as no image is known yet.
   */
  public static long instructions(Op op, Shape input) {
    return instructions(op, input, assumedClusters(op, input));
  }

  /**
   * Returns the clusters a slice that an estimate assumes where nothing was measured: as many as
   * there are tables for, or segments. 0 where nothing is reused.
   */
  public static int assumedClusters(Op op, Shape input) {
    if (op instanceof Op.Conv conv && conv.reuse().isPresent()) {
      return Math.min(conv.reuse().get().maxClusters(), Segmentation.of(conv, input).perSlice());
    }
    return 0;
  }

  /**
   * Returns the estimate for one operation.
   *
   * @param clusters in use a slice, the mean; ignored where nothing is reused
   */
  public static long instructions(Op op, Shape input, double clusters) {
    return Math.round(estimate(op, input, clusters));
  }

  private static double estimate(Op op, Shape input, double clusters) {
    if (op instanceof Op.Conv conv) {
      return convolution(conv, input, clusters);
    } else if (op instanceof Op.Dense dense) {
      return ProductCost.dense(dense, input);
    } else if (op instanceof Op.MaxPool pool) {
      return PoolCost.max(pool.window(), input);
    } else if (op instanceof Op.AvgPool pool) {
      return PoolCost.mean(pool.window(), input);
    } else if (op instanceof Op.GlobalAvgPool) {
      return PoolCost.globalMean(input);
    }
    return RELU_VALUE * input.size();
  }

  private static double convolution(Op.Conv conv, Shape input, double clusters) {
    double sum = 0;
    Shape read = input;
    for (Op.Conv stage : conv.stages()) {
      sum +=
          stage.reuse().isPresent()
              ? TrecCost.of(stage, read, clusters).total()
              : ProductCost.convolution(stage, read);
      read = stage.outputOf(read);
    }
    return sum;
  }
}
