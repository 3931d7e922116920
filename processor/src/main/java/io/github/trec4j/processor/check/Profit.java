package io.github.trec4j.processor.check;

import io.github.trec4j.dsl.Reusing;
import io.github.trec4j.processor.read.OperationUse;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Shape;
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
   * @param conv with reuse and a valid segment
   */
  static Op.Conv settle(String name, OperationUse use, Op.Conv conv, Shape input, Report report) {
    Op.Conv plain = new Op.Conv(conv.filters(), conv.window(), conv.bias(), Optional.empty());
    long with = CostModel.instructions(conv, input);
    long without = CostModel.instructions(plain, input);
    if (with < without) {
      return conv;
    }
    boolean keeps = use.constant("when", Reusing.class) == Reusing.ALWAYS;
    report.add(
        keeps ? Message.REUSE_DOES_NOT_PAY : Message.REUSE_LEFT_OUT,
        use.site(),
        name,
        with,
        CostModel.assumedClusters(conv, input),
        without);
    return keeps ? conv : plain;
  }
}
