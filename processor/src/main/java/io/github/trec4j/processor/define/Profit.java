package io.github.trec4j.processor.define;

import io.github.trec4j.dsl.Reusing;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.plan.CostModel;
import java.util.Optional;

/**
 * Decides, once for all that is generated from it, whether a convolution reuses: by the estimate
 * with as many clusters as there are tables for, since the images are not known yet.
 */
final class Profit {
  private Profit() {}

  /**
   * Returns a convolution as it is to be compiled: itself, or without reuse where that was asked to
   * pay and cannot.
   *
   * @param conv with a valid segment
   */
  static Convolution settle(LayerUse use, TrecConv conv, Shape input, Report report) {
    Convolution plain = conv.with(Optional.empty());
    long with = CostModel.cycles(conv, input);
    long without = CostModel.cycles(plain, input);
    if (with < without) {
      return conv;
    }
    boolean keeps = use.annotation().constant("when", Reusing.class) == Reusing.ALWAYS;
    report.add(
        keeps ? Message.REUSE_DOES_NOT_PAY : Message.REUSE_LEFT_OUT,
        use.annotation().site(),
        use.name(),
        with,
        CostModel.assumedClusters(conv, input),
        without);
    return keeps ? conv : plain;
  }
}
