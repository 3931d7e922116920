package io.github.trec4j.settings;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.plan.CostModel;
import java.util.LinkedHashMap;
import java.util.Map;
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
    Map<String, Optional<Reuse>> rivals = new LinkedHashMap<>();
    for (String name : spec.convolutions()) {
      Node node = spec.node(name);
      Op.Conv conv = (Op.Conv) node.op();
      rivals.put(name, conv.reuse().flatMap(reuse -> rival(conv, reuse, spec.inputOf(node))));
    }
    return new ReuseSettings(rivals);
  }

  private static Optional<Reuse> rival(Op.Conv conv, Reuse reuse, Shape input) {
    if (reuse.sharing() != Sharing.SHARED || !reuse.centred()) {
      return Optional.empty();
    }
    long most = CostModel.instructions(conv, input);
    int keep = Math.min(Math.max(1, reuse.keep()), reuse.segment() - 1);
    while (keep + 1 < reuse.segment() && cost(conv, directions(reuse, keep + 1), input) <= most) {
      keep++;
    }
    return keep == 0 ? Optional.empty() : Optional.of(directions(reuse, keep));
  }

  private static long cost(Op.Conv conv, Reuse reuse, Shape input) {
    Op.Conv rival = new Op.Conv(conv.filters(), conv.window(), conv.bias(), Optional.of(reuse));
    return CostModel.instructions(rival, input);
  }

  private static Reuse directions(Reuse reuse, int keep) {
    return new Reuse(
        reuse.segment(),
        Reuse.MIN_BITS,
        1,
        Sharing.SHARED,
        Hashing.LEARNED,
        HashGradient.NONE,
        false,
        keep,
        reuse.rank());
  }
}
