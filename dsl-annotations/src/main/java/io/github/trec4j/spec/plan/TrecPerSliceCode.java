package io.github.trec4j.spec.plan;

import static io.github.trec4j.spec.plan.CodeBytes.when;

import io.github.trec4j.spec.op.Segmentation;

/**
 * Flash for a call of {@code trec4j_trec_per_slice}; how it was measured stands in {@link
 * CodeBytes}. Where the last group of slices is smaller, there is most of the code twice.
 */
final class TrecPerSliceCode {
  private final TrecPerSlicePlan plan;
  private final TrecCode code;
  private final Segmentation segments;
  private final boolean isPadded;

  private TrecPerSliceCode(TrecPerSlicePlan plan) {
    this.plan = plan;
    this.code = new TrecCode(plan);
    this.segments = plan.segmentation();
    this.isPadded = plan.op().kernel().mostPad() > 0;
  }

  /** Returns the bytes of a call. */
  static int bytes(TrecPerSlicePlan plan) {
    TrecPerSliceCode call = new TrecPerSliceCode(plan);
    int slices = call.segments.slices();
    int rest = slices % plan.group();
    int copies = rest > 0 ? 2 : 1;
    return 499
        + 55 * (plan.group() + rest)
        + when(plan.group() < slices, 238)
        - when(plan.output().pixels() == 1, 191)
        + copies * (call.segments() + call.clustering());
  }

  /** Putting segments together where they do not stand in the map as they are. */
  private int segments() {
    boolean built = isSplit() || isPadded || code.hasRest();
    int bytes = when(built, 54) + when(isSplit(), 50) + when(isPadded, 63);
    return bytes * code.passes();
  }

  private int clustering() {
    int joining = 18 * code.joinedWords() + when(code.carries(), 96);
    int bits = plan.op().reuse().bits();
    return 313
        + joining * code.passes()
        + when(code.clusters(), 140 + bits * (11 + 18 * code.inlinedWords()))
        + when(code.clusters() && segments.hashSets() > 1, 175)
        + when(code.clusters() && !code.isShort(), 101)
        + when(code.centres() && isSplit(), 62)
        + when(code.centres() && isPadded, 85)
        + when(code.reassigns(), 277 + 66 * code.inlinedWords())
        + when(code.reassigns() && !code.isShort(), 101)
        + when(code.inlinesTable(), 252)
        - when(plan.op().filters() % TrecPlan.BLOCK > 0, 66);
  }

  /** Returns whether segments may hold values of two pixels. */
  private boolean isSplit() {
    return plan.input().channels() % segments.length() > 0;
  }
}
