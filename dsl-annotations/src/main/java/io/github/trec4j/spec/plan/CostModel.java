package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Estimates for convolutions of which it is not yet known whether and how they are to reuse. */
public final class CostModel {
  private CostModel() {}

  /**
   * Returns the estimated instructions of a convolution with {@link #assumedClusters} in use: the
   * most it can take, as no image is known yet.
   */
  public static long instructions(Convolution conv, Shape input) {
    return instructions(conv, input, assumedClusters(conv, input));
  }

  /**
   * Returns the estimated instructions of a convolution, all its stages.
   *
   * @param clusters in use a slice, the mean; ignored where nothing is reused
   */
  public static long instructions(Convolution conv, Shape input, double clusters) {
    return sum(conv, input, plan -> plan.instructions(clusters));
  }

  /** Returns the modelled cycles of a convolution with {@link #assumedClusters} in use. */
  public static long cycles(Convolution conv, Shape input) {
    return cycles(conv, input, assumedClusters(conv, input));
  }

  /**
   * Returns the modelled cycles of a convolution, all its stages, with zero wait states.
   *
   * @param clusters in use a slice, the mean; ignored where nothing is reused
   */
  public static long cycles(Convolution conv, Shape input, double clusters) {
    return sum(conv, input, plan -> plan.cycles(clusters));
  }

  private static long sum(Convolution conv, Shape input, ToDoubleFunction<KernelPlan> cost) {
    double sum = 0;
    Shape read = input;
    for (Convolution stage : Lowering.stages(conv)) {
      sum += cost.applyAsDouble(KernelPlan.of(stage, List.of(read)));
      read = stage.outputOf(read);
    }
    return Math.round(sum);
  }

  /** Returns the clusters a slice that an estimate assumes; 0 where nothing is reused. */
  public static int assumedClusters(Convolution conv, Shape input) {
    return conv instanceof TrecConv trec
        ? KernelPlan.of(trec.stages().get(0), List.of(input)).assumedClusters()
        : 0;
  }
}
