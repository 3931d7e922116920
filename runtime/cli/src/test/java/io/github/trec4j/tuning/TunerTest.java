package io.github.trec4j.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.network.TestNetworks;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.ReuseSettings;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.CostModel;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The search, on accuracies by a formula: more bits and directions lose less. */
class TunerTest {
  private static final double SECONDS_A_MEASUREMENT = 10;

  private long clock;

  private Tuning tune(NetworkSpec spec, double maxLoss, double seconds) {
    return tune(spec, new Goal.MostLoss(maxLoss), Hashing.LEARNED, seconds);
  }

  private Tuning tune(NetworkSpec spec, Goal goal, Hashing hashing, double seconds) {
    clock = 0;
    Probe probe =
        settings -> {
          clock += (long) (1e9 * SECONDS_A_MEASUREMENT);
          return point(spec.with(settings), settings);
        };
    return new Tuner(spec, probe, goal, hashing, new Budget(seconds, () -> clock)).run();
  }

  private static Point point(NetworkSpec spec, ReuseSettings settings) {
    double loss = 0;
    long cycles = 0;
    for (String name : spec.convolutions()) {
      Convolution conv = spec.convolution(name);
      Shape input = spec.inputsOf(spec.node(name)).get(0);
      loss += conv.ifReusing().map(TunerTest::loss).orElse(0.0);
      long conventional = CostModel.cycles(conv.with(Optional.empty()), input);
      cycles += CostModel.cycles(conv, input);
      cycles += Math.round(conventional * conv.ifReusing().map(TunerTest::kept).orElse(0.0));
    }
    return new Point(settings, 0.8 - loss, cycles, cycles);
  }

  private static double kept(Reuse reuse) {
    return (double) reuse.keep() / reuse.segment();
  }

  private static double loss(Reuse reuse) {
    double bits = Math.log(reuse.maxClusters()) / Math.log(2);
    double missing = reuse.rank() == 0 ? 0 : 0.02 * Math.exp(-reuse.rank() / 12.0);
    return missing + 0.03 * Math.exp(-bits / 3 - 6 * kept(reuse));
  }

  /** Returns a network of as many convolutions, each of the same shape. */
  private static NetworkSpec deep(int convolutions) {
    NetworkSpec.Builder builder =
        NetworkSpec.builder("Deep", BoardLimits.of(Board.STM32F469NI), new Shape(16, 16, 32));
    for (int i = 0; i < convolutions; i++) {
      builder.add("conv" + i, new Conv(32, Window.square(3, 1, 1), true));
    }
    return builder.add("logits", new GlobalAvgPool()).build();
  }

  @Test
  void choosesTheCheapestThatLosesNoMore() {
    Tuning tuning = tune(TestNetworks.cifarNet(), 1, Double.POSITIVE_INFINITY);
    assertTrue(tuning.isGood(tuning.chosen()));
    assertTrue(tuning.front().contains(tuning.chosen()));
    assertTrue(
        3 * tuning.chosen().cycles() < 2 * tuning.conventional().cycles(),
        () -> tuning.chosen() + " of " + tuning.conventional());
    long combined =
        tuning.points().stream()
            .filter(point -> reusing(point).count() == point.settings().convolutions().size())
            .count();
    assertTrue(combined > 5, () -> combined + " combinations");
    assertTrue(
        tuning.points().stream().flatMap(TunerTest::reuses).anyMatch(reuse -> reuse.rank() > 0),
        "basis filters are tried too");
  }

  @Test
  void theSameMeasurementsGiveTheSameAnswer() {
    NetworkSpec spec = TestNetworks.cifarNet();
    assertEquals(
        tune(spec, 1, Double.POSITIVE_INFINITY).points(),
        tune(spec, 1, Double.POSITIVE_INFINITY).points());
  }

  @Test
  void aSmallBudgetIsKeptAndGivesAnAnswer() {
    Tuning tuning = tune(TestNetworks.cifarNet(), 2, 120);
    assertTrue(clock <= 120e9, () -> clock + " ns");
    assertTrue(tuning.points().size() >= 9, () -> tuning.points().size() + " points");
    assertTrue(tuning.chosen().cycles() < tuning.conventional().cycles());
    assertTrue(tuning.isGood(tuning.chosen()));
  }

  @Test
  void manyConvolutionsTakeTurns() {
    Tuning tuning = tune(deep(30), 3, 1200);
    assertTrue(clock <= 1200e9, () -> clock + " ns");
    assertTrue(tuning.isGood(tuning.chosen()));
    assertEquals(
        Set.copyOf(deep(30).convolutions()),
        tuning.points().stream().flatMap(TunerTest::reusing).collect(Collectors.toSet()));
    assertTrue(reusing(tuning.chosen()).count() > 2, () -> tuning.chosen().toString());
  }

  private static Stream<String> reusing(Point point) {
    return point.settings().convolutions().stream()
        .filter(name -> point.settings().orElse(name, Optional.empty()).isPresent());
  }

  private static Stream<Reuse> reuses(Point point) {
    return reusing(point)
        .map(name -> point.settings().orElse(name, Optional.empty()).orElseThrow());
  }

  @Test
  void whatLosesTooMuchIsNotMadeWeaker() {
    Tuning tuning = tune(TestNetworks.cifarNet(), 0.1, Double.POSITIVE_INFINITY);
    assertTrue(tuning.isGood(tuning.chosen()));
    assertTrue(
        tuning.points().size()
            < tune(TestNetworks.cifarNet(), 3, Double.POSITIVE_INFINITY).points().size());
  }

  @Test
  void choosesTheMostAccurateOfSoManyCycles() {
    NetworkSpec spec = TestNetworks.cifarNet();
    long conventional = tune(spec, 0, 60).conventional().cycles();
    Goal goal = new Goal.MostCycles(conventional * 2 / 3);
    Tuning tuning = tune(spec, goal, Hashing.LEARNED, Double.POSITIVE_INFINITY);
    Point chosen = tuning.chosen();
    assertTrue(chosen.cycles() <= conventional * 2 / 3, chosen::toString);
    assertTrue(
        tuning.points().stream()
            .noneMatch(point -> tuning.isGood(point) && point.accuracy() > chosen.accuracy()));
    assertTrue(reusing(chosen).count() > 1, "convolutions share the saving: " + chosen);
    Goal impossible = new Goal.MostCycles(1);
    Tuning nothing = tune(spec, impossible, Hashing.LEARNED, 600);
    assertEquals(nothing.conventional(), nothing.chosen());
  }

  @Test
  void randomHashesKeepNothing() {
    NetworkSpec spec = TestNetworks.cifarNet();
    Tuning tuning = tune(spec, new Goal.MostLoss(9), Hashing.RANDOM, Double.POSITIVE_INFINITY);
    assertTrue(tuning.isGood(tuning.chosen()));
    assertTrue(reusing(tuning.chosen()).count() > 0);
    assertTrue(
        tuning.points().stream()
            .flatMap(TunerTest::reuses)
            .allMatch(reuse -> reuse.equals(reuse.deepReuse())));
  }

  @Test
  void aLossOfExactlyTheLimitIsGood() {
    Point conventional = new Point(ReuseSettings.AS_WRITTEN, 0.845, 2, 2);
    assertTrue(new Point(ReuseSettings.AS_WRITTEN, 0.825, 1, 1).losesAtMost(2, conventional));
    assertFalse(new Point(ReuseSettings.AS_WRITTEN, 0.824, 1, 1).losesAtMost(2, conventional));
  }

  @Test
  void nothingGoodLeavesTheNetworkAsItIs() {
    NetworkSpec spec = TestNetworks.cifarNet();
    Probe probe =
        settings -> {
          boolean reuses = spec.with(settings).reuses();
          return new Point(settings, reuses ? 0.1 : 0.8, reuses ? 1 : 2, 1);
        };
    Budget unlimited = new Budget(Double.POSITIVE_INFINITY, () -> 0);
    Tuning tuning = new Tuner(spec, probe, new Goal.MostLoss(1), Hashing.LEARNED, unlimited).run();
    assertEquals(tuning.conventional(), tuning.chosen());
    assertFalse(tuning.points().isEmpty());
  }
}
