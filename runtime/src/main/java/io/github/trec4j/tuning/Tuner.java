package io.github.trec4j.tuning;

import io.github.trec4j.settings.ReuseAttributes;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.tuning.LayerSearch.Alternative;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses reuse for every convolution. First each convolution alone is measured with settings of a
 * coarse grid, then with neighbours of the best ones; then the alternatives of all convolutions are
 * combined as if their losses added up, and the most promising combinations measured.
 *
 * <p>Measurements are in an order in which a small budget already gives an answer: convolutions
 * take turns, the costliest first, and the most promising settings of each come first.
 */
final class Tuner {
  private static final Logger log = LoggerFactory.getLogger(Tuner.class);

  /** Shares of the budget that are spent after the coarse grid, and after refining it. */
  private static final double COARSE = 0.45;

  private static final double REFINED = 0.7;
  private static final int REFINEMENTS = 2;

  /** Settings of single convolutions that lose more than this many times the limit are left. */
  private static final double USELESS = 1.5;

  private static final int MISSES = 4;
  private static final int SPREAD = 8;

  private final NetworkSpec spec;
  private final Probe probe;
  private final double maxLoss;
  private final Budget budget;
  private final Map<Map<String, Optional<Reuse>>, Point> points = new LinkedHashMap<>();
  private final List<LayerSearch> layers = new ArrayList<>();
  private final Point conventional;

  /**
   * Measures the network without reuse.
   *
   * @param maxLoss what may be lost, in points of a hundred
   */
  Tuner(NetworkSpec spec, Probe probe, double maxLoss, Budget budget) {
    this.spec = spec;
    this.probe = probe;
    this.maxLoss = maxLoss;
    this.budget = budget;
    for (Node node : spec.nodes()) {
      if (node.op() instanceof Op.Conv conv) {
        Candidates candidates = new Candidates(conv, spec.inputOf(node));
        layers.add(new LayerSearch(node.name(), candidates, USELESS * maxLoss));
      }
    }
    conventional = measure(Map.of()).orElseThrow();
  }

  /** Searches until all is done or the budget is spent. */
  Tuning run() {
    measureAlone(COARSE);
    for (int i = 0; i < REFINEMENTS && budget.allows(REFINED); i++) {
      layers.forEach(LayerSearch::refine);
      measureAlone(REFINED);
    }
    combine();
    return tuning();
  }

  private Tuning tuning() {
    return new Tuning(conventional, List.copyOf(points.values()), maxLoss);
  }

  private void measureAlone(double share) {
    List<LayerSearch> waiting = new ArrayList<>(layers);
    waiting.sort(Comparator.comparingLong(LayerSearch::conventionalInstructions).reversed());
    while (!waiting.isEmpty()) {
      for (LayerSearch layer : List.copyOf(waiting)) {
        Optional<Reuse> next = layer.next();
        if (next.isEmpty() || !budget.allows(share)) {
          waiting.remove(layer);
        } else {
          measureAlone(layer, next.get());
        }
      }
    }
  }

  private void measureAlone(LayerSearch layer, Reuse reuse) {
    measure(Map.of(layer.name(), Optional.of(reuse)))
        .ifPresent(
            point ->
                layer.add(
                    reuse,
                    point.lossAgainst(conventional),
                    conventional.instructions() - point.instructions()));
  }

  private void combine() {
    Map<String, List<Alternative>> fronts = new LinkedHashMap<>();
    layers.forEach(layer -> fronts.put(layer.name(), layer.front()));
    List<Combination> path = Combination.path(fronts);
    Combination best = lastGood(path);
    improve(best, fronts);
    spread(path);
  }

  /**
   * Returns the last combination of a path that loses no more than may be lost, as if losses only
   * grew along it. It begins where losses are predicted to be too large.
   */
  private Combination lastGood(List<Combination> path) {
    int good = 0;
    int bad = path.size();
    int middle = predictedGood(path);
    while (bad - good > 1 && budget.allows(1)) {
      if (isGood(path.get(middle))) {
        good = middle;
      } else {
        bad = middle;
      }
      middle = (good + bad) / 2;
    }
    return path.get(good);
  }

  private int predictedGood(List<Combination> path) {
    return IntStream.range(1, path.size())
        .filter(i -> path.get(i).loss() <= maxLoss)
        .reduce((first, second) -> second)
        .orElse(1);
  }

  private boolean isGood(Combination combination) {
    return measure(combination.reuse())
        .filter(point -> point.lossAgainst(conventional) <= maxLoss)
        .isPresent();
  }

  /** Moves to neighbours that save more as long as they prove good. */
  private void improve(Combination start, Map<String, List<Alternative>> fronts) {
    Combination best = start;
    int misses = 0;
    while (misses < MISSES && budget.allows(1)) {
      double unforeseen = loss(best) - best.loss();
      Optional<Combination> next =
          best.neighbours(fronts, maxLoss - unforeseen).stream()
              .filter(other -> !points.containsKey(complete(other.reuse())))
              .findFirst();
      if (next.isEmpty()) {
        return;
      } else if (isGood(next.get())) {
        best = next.get();
      } else {
        misses++;
      }
    }
  }

  private double loss(Combination measured) {
    return measure(measured.reuse())
        .map(point -> point.lossAgainst(conventional))
        .orElse(measured.loss());
  }

  /** Measures combinations all along the path, so that the whole front shows. */
  private void spread(List<Combination> path) {
    for (int i = 1; i <= SPREAD && budget.allows(1); i++) {
      measure(path.get((path.size() - 1) * i / SPREAD).reuse());
    }
  }

  /**
   * Measures a network, once.
   *
   * @param reuse of convolutions; those that are not named are conventional
   * @return empty if it does not fit on its board
   */
  private Optional<Point> measure(Map<String, Optional<Reuse>> reuse) {
    Map<String, Optional<Reuse>> convolutions = complete(reuse);
    if (!points.containsKey(convolutions)) {
      NetworkSpec measured = spec.with(convolutions);
      if (measured.reuses() && !FirmwarePlan.of(measured).fits()) {
        return Optional.empty();
      }
      Point point = probe.measure(convolutions);
      points.put(convolutions, point);
      budget.count();
      log.info("{}", line(measured, point));
    }
    return Optional.of(points.get(convolutions));
  }

  private Map<String, Optional<Reuse>> complete(Map<String, Optional<Reuse>> reuse) {
    Map<String, Optional<Reuse>> complete = new LinkedHashMap<>();
    spec.convolutions().forEach(name -> complete.put(name, Optional.empty()));
    complete.putAll(reuse);
    return complete;
  }

  private String line(NetworkSpec measured, Point point) {
    return "%d: %.2f %%, %.2f M instructions, %.2f M of convolutions: %s"
        .formatted(
            points.size(),
            100 * point.accuracy(),
            point.instructions() / 1e6,
            point.convInstructions() / 1e6,
            ReuseAttributes.reusing(measured));
  }
}
