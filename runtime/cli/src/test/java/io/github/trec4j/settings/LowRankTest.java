package io.github.trec4j.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.int8.TestNetworks;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.CostModel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LowRankTest {
  private static final Shape INPUT = new Shape(16, 16, 32);

  private static TrecConv conv(Sharing sharing, int rank) {
    Reuse reuse = Reuse.builder(32).bits(4).sharing(sharing).reassign(true).rank(rank).build();
    return new TrecConv(48, Window.square(3, 1, 1), false, reuse);
  }

  private static Optional<Reuse> rival(TrecConv conv) {
    NetworkSpec spec = TestNetworks.builder(INPUT).add("conv", conv).build();
    return LowRank.rivalOf(spec).orElse("conv", Optional.of(conv.reuse()));
  }

  @Test
  void directionsCostWhatClustersCost() {
    for (int rank : new int[] {0, 16}) {
      TrecConv conv = conv(Sharing.SHARED, rank);
      Reuse rival = rival(conv).orElseThrow();
      assertEquals(1, rival.maxClusters());
      assertEquals(rank, rival.rank());
      assertTrue(rival.keep() > 1, rival::toString);
      Convolution reused = conv.with(Optional.of(rival));
      long cost = CostModel.cycles(reused, INPUT);
      long allowed = CostModel.cycles(conv, INPUT);
      assertTrue(cost <= allowed && cost > 0.8 * allowed, cost + " of " + allowed);
    }
  }

  @Test
  void perSliceReuseHasNoSuchForm() {
    assertTrue(rival(conv(Sharing.PER_SLICE, 0)).isEmpty());
  }
}
