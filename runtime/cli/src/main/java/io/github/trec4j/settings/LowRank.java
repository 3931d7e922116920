package io.github.trec4j.settings;

import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.ReuseSettings;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.plan.CostModel;
import java.util.Optional;

/**
 * The honest rival of reuse: the same convolutions without clusters, but for the image's mean, and
 * with as many kept directions as the estimate allows for the cost of all the clusters there are
 * tables for.
 */
public final class LowRank {
  private LowRank() {}

  /** Returns the rival's settings; convolutions whose reuse has no such form are conventional. */
  public static ReuseSettings rivalOf(NetworkSpec spec) {
    ReuseSettings rivals = ReuseSettings.AS_WRITTEN;
    for (Node node : spec.nodes()) {
      if (node.op() instanceof TrecConv conv) {
        rivals = rivals.with(node.name(), rival(conv, spec.inputsOf(node).get(0)));
      }
    }
    return rivals;
  }

  private static Optional<Reuse> rival(TrecConv conv, Shape input) {
    Reuse reuse = conv.reuse();
    if (reuse.sharing() != Sharing.SHARED || !reuse.centred()) {
      return Optional.empty();
    }
    long most = CostModel.cycles(conv, input);
    int keep = Math.min(Math.max(1, reuse.keep()), reuse.segment() - 1);
    while (keep + 1 < reuse.segment() && cost(conv, directions(reuse, keep + 1), input) <= most) {
      keep++;
    }
    return keep == 0 ? Optional.empty() : Optional.of(directions(reuse, keep));
  }

  private static long cost(TrecConv conv, Reuse reuse, Shape input) {
    return CostModel.cycles(conv.with(Optional.of(reuse)), input);
  }

  private static Reuse directions(Reuse reuse, int keep) {
    return Reuse.builder(reuse.segment())
        .bits(Reuse.MIN_BITS)
        .maxClusters(1)
        .keep(keep)
        .rank(reuse.rank())
        .build();
  }
}
