package io.github.trec4j.tuning;

import io.github.trec4j.tuning.LayerSearch.Alternative;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Measures combinations of the convolutions' alternatives: first what is predicted to lose as much
 * as may be lost, then its neighbours, then others between all and no reuse.
 *
 * @param measurements receives them
 * @param fronts alternatives of every convolution by saving, the conventional one first
 * @param maxLoss what may be lost, in points of a hundred
 */
record CombinationSearch(
    Measurements measurements, Map<String, List<Alternative>> fronts, double maxLoss) {
  /** Neighbours that lose too much before the search among them ends. */
  private static final int MISSES = 6;

  /** Combinations between all and no reuse. */
  private static final int SPREAD = 8;

  /** Searches until all is done or the budget is spent. */
  void run() {
    List<Combination> path = Combination.path(fronts);
    improve(lastGood(path));
    spread(path);
  }

  /**
   * Returns the last combination of a path that loses no more than may be lost, as if losses only
   * grew along it; found by halving, from the last that is predicted to be good.
   */
  private Combination lastGood(List<Combination> path) {
    int good = 0;
    int bad = path.size();
    int middle = lastPredicted(path);
    while (bad - good > 1 && measurements.allow(1)) {
      if (isGood(path.get(middle))) {
        good = middle;
      } else {
        bad = middle;
      }
      middle = (good + bad) / 2;
    }
    return path.get(good);
  }

  private int lastPredicted(List<Combination> path) {
    return IntStream.range(1, path.size())
        .filter(i -> path.get(i).loss() <= maxLoss)
        .max()
        .orElse(1);
  }

  private boolean isGood(Combination combination) {
    return measurements
        .of(combination.settings())
        .filter(point -> point.losesAtMost(maxLoss, measurements.conventional()))
        .isPresent();
  }

  /** Moves to neighbours that save more as long as they prove good. */
  private void improve(Combination start) {
    Combination best = start;
    double unforeseen = unforeseenLoss(start);
    int misses = 0;
    while (misses < MISSES && measurements.allow(1)) {
      Optional<Combination> next =
          best.neighbours(fronts, maxLoss - unforeseen).stream()
              .filter(other -> !measurements.hold(other.settings()))
              .findFirst();
      if (next.isEmpty()) {
        return;
      } else if (isGood(next.get())) {
        best = next.get();
        unforeseen = unforeseenLoss(best);
      } else {
        misses++;
        // half of it: the other half may be chance, or this combination's own
        unforeseen = Math.max(unforeseen, unforeseenLoss(next.get()) / 2);
      }
    }
  }

  /** Returns what a combination lost beyond what was predicted; 0 if it was not measured. */
  private double unforeseenLoss(Combination combination) {
    return measurements
        .of(combination.settings())
        .map(point -> point.lossAgainst(measurements.conventional()) - combination.loss())
        .orElse(0.0);
  }

  private void spread(List<Combination> path) {
    for (int i = 1; i <= SPREAD && measurements.allow(1); i++) {
      measurements.of(path.get((path.size() - 1) * i / SPREAD).settings());
    }
  }
}
