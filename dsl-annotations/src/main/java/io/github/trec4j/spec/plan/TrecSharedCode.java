package io.github.trec4j.spec.plan;

import static io.github.trec4j.spec.plan.CodeBytes.when;

import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Window;

/**
 * Flash for a call of {@code trec4j_trec_shared} or of a form that convolves projections by
 * Winograd; how it was measured stands in {@link CodeBytes}.
 */
final class TrecSharedCode {
  /** Most map entries between taps that instructions reach, TREC4J_TREC_CONSTANT_TAPS. */
  private static final int REACHED = 1024;

  private final TrecPlan plan;
  private final TrecCode code;
  private final Window kernel;
  private final boolean areRuns;

  private TrecSharedCode(TrecPlan plan) {
    this.plan = plan;
    this.code = new TrecCode(plan);
    this.kernel = plan.op().kernel();
    this.areRuns = plan.segmentation().form() == Segmentation.Form.ROW_RUN;
  }

  /** Returns the bytes of a call. */
  static int bytes(TrecPlan plan) {
    TrecSharedCode call = new TrecSharedCode(plan);
    return call.gathering() + call.segments() + call.clustering() + call.keeping();
  }

  private int gathering() {
    return 685
        + 53 * taps()
        + when(kernel.mostPad() > 0, 61)
        + when(plan.segmentation().slices() > 1, 263)
        + when(plan.tableRows() < kernel.height(), 169)
        - when(plan.input().pixels() == 1, 106)
        - when(plan.output().pixels() == 1, 129);
  }

  /** Taps that are gathered without a loop. */
  private int taps() {
    int columns = areRuns ? 1 : kernel.width();
    int width = areRuns ? plan.output().width() : kernel.padded(plan.input()).width();
    int span = (plan.tableRows() - 1) * width + columns - 1;
    return span < REACHED ? plan.tableRows() * columns : 0;
  }

  /** Putting segments together, in each pass over them and to project. */
  private int segments() {
    boolean padded = areRuns && kernel.left() + kernel.right() > 0;
    int bytes = when(code.hasRest(), 38) + when(areRuns, 30) + when(padded, 129);
    return bytes * (code.passes() + when(code.keeps(), 1));
  }

  private int clustering() {
    int joining =
        23 * code.joinedWords() + when(code.joinsInLoop(), 156) + when(code.carries(), 105);
    int bits = plan.op().reuse().bits();
    return joining * code.passes()
        + when(code.clusters(), 86 + bits * (19 + 16 * code.inlinedWords()))
        + when(code.centres(), areRuns ? 340 : 132)
        + when(code.reassigns(), 359 + 59 * code.inlinedWords());
  }

  private int keeping() {
    boolean rows = !areRuns && kernel.height() > 1;
    boolean twice = plan.op().reuse().keep() / TrecCode.DOTS == 2;
    return when(code.keeps(), 307 + code.inlinedDirections() * (49 + 18 * code.inlinedWords()))
        + when(twice, 121)
        + when(code.convolvesKept() && rows, 107)
        + when(code.convolvesInPieces(), 590)
        - when(code.keeps() && !code.convolvesKept(), 103);
  }
}
