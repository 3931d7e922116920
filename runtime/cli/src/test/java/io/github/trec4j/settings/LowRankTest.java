package io.github.trec4j.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.int8.TestNetworks;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import io.github.trec4j.spec.plan.CostModel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LowRankTest {
  private static final Shape INPUT = new Shape(16, 16, 32);

  private static Op.Conv conv(Sharing sharing, int rank) {
    Reuse reuse = new Reuse(32, 4, 16, sharing, Hashing.LEARNED, HashGradient.NONE, true, 0, rank);
    return new Op.Conv(48, new Window(3, 1, 1), false, Optional.of(reuse));
  }

  private static Optional<Reuse> rival(Op.Conv conv) {
    NetworkSpec spec = TestNetworks.builder(INPUT).add("conv", conv).build();
    return LowRank.rivalOf(spec).convolutions().get("conv");
  }

  @Test
  void directionsCostWhatClustersCost() {
    for (int rank : new int[] {0, 16}) {
      Op.Conv conv = conv(Sharing.SHARED, rank);
      Reuse rival = rival(conv).orElseThrow();
      assertEquals(1, rival.maxClusters());
      assertEquals(rank, rival.rank());
      assertTrue(rival.keep() > 1, rival::toString);
      Op.Conv reused = new Op.Conv(48, conv.window(), false, Optional.of(rival));
      long cost = CostModel.instructions(reused, INPUT);
      long allowed = CostModel.instructions(conv, INPUT);
      assertTrue(cost <= allowed && cost > 0.8 * allowed, cost + " of " + allowed);
    }
  }

  @Test
  void perSliceReuseHasNoSuchForm() {
    assertTrue(rival(conv(Sharing.PER_SLICE, 0)).isEmpty());
  }
}
