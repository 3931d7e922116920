package io.github.trec4j.tuning;

import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.ReuseSettings;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.tuning.LayerSearch.Alternative;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses reuse for every convolution. First each convolution alone is measured with settings of a
 * coarse grid, then with neighbours of the best ones; then the alternatives of all convolutions are
 * combined as if their losses added up, and the most promising combinations measured.
 *
 * <p>Measurements are in an order in which a small budget already gives an answer: convolutions
 * take turns, the costliest first, and the most promising settings of each come first.
 */
final class Tuner {
  /** The share of the budget that is spent after the coarse grid. */
  private static final double COARSE = 0.45;

  /** The share that is spent after refining it. */
  private static final double REFINED = 0.7;

  private static final int REFINEMENTS = 2;

  /** Settings of single convolutions that lose more than this many times the limit are left. */
  private static final double USELESS = 1.5;

  private final Measurements measurements;
  private final Goal goal;
  private final List<LayerSearch> layers = new ArrayList<>();

  /**
   * Measures the network without reuse.
   *
   * @param goal what is searched
   * @param hashing of all reuse that is tried
   */
  Tuner(NetworkSpec spec, Probe probe, Goal goal, Hashing hashing, Budget budget) {
    this.goal = goal;
    measurements = new Measurements(spec, probe, budget);
    for (Node node : spec.nodes()) {
      if (node.op() instanceof Convolution conv) {
        Candidates candidates = new Candidates(conv, spec.inputsOf(node).get(0), hashing);
        layers.add(new LayerSearch(node.name(), candidates, USELESS * goal.mostLoss()));
      }
    }
    layers.sort(Comparator.comparingLong(LayerSearch::conventionalCycles).reversed());
  }

  /** Searches until all is done or the budget is spent. */
  Tuning run() {
    measureAlone(COARSE);
    for (int i = 0; i < REFINEMENTS; i++) {
      layers.forEach(LayerSearch::refine);
      measureAlone(REFINED);
    }
    Map<String, List<Alternative>> fronts = new LinkedHashMap<>();
    layers.forEach(layer -> fronts.put(layer.name(), layer.front()));
    combine(fronts);
    return new Tuning(measurements.conventional(), measurements.all(), goal);
  }

  private void combine(Map<String, List<Alternative>> fronts) {
    if (goal instanceof Goal.MostCycles limit) {
      new CyclesSearch(measurements, fronts, limit.mostCycles()).run();
    } else {
      new CombinationSearch(measurements, fronts, goal.mostLoss()).run();
    }
  }

  private void measureAlone(double share) {
    boolean goesOn = true;
    while (goesOn) {
      goesOn = false;
      for (LayerSearch layer : layers) {
        if (!measurements.allow(share)) {
          return;
        }
        Optional<Reuse> next = layer.next();
        next.ifPresent(reuse -> measureAlone(layer, reuse));
        goesOn |= next.isPresent();
      }
    }
  }

  private void measureAlone(LayerSearch layer, Reuse reuse) {
    Point conventional = measurements.conventional();
    measurements
        .of(ReuseSettings.AS_WRITTEN.with(layer.name(), Optional.of(reuse)))
        .ifPresent(
            point ->
                layer.add(
                    reuse,
                    point.lossAgainst(conventional),
                    conventional.cycles() - point.cycles()));
  }
}
