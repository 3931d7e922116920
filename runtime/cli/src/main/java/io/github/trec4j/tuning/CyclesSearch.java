package io.github.trec4j.tuning;

import io.github.trec4j.tuning.LayerSearch.Alternative;
import java.util.List;
import java.util.Map;

/**
 * Measures combinations of the convolutions' alternatives that are predicted to take no more than
 * so many cycles, those first that are predicted to lose least.
 *
 * @param measurements receives them
 * @param fronts alternatives of every convolution by saving, the conventional one first
 * @param mostCycles that may be taken
 */
record CyclesSearch(
    Measurements measurements, Map<String, List<Alternative>> fronts, long mostCycles) {
  /** Combinations that are measured at most: losses hardly add up worse than these tell. */
  private static final int TRIED = 24;

  /** Searches until all is done or the budget is spent. */
  void run() {
    long needed = measurements.conventional().cycles() - mostCycles;
    List<Combination> path = Combination.path(fronts);
    Combination last = path.get(path.size() - 1);
    Combination first =
        path.stream().filter(other -> other.saving() >= needed).findFirst().orElse(last);
    measure(first);
    first.near(fronts, needed).stream().limit(TRIED).forEach(this::measure);
  }

  private void measure(Combination combination) {
    if (measurements.allow(1)) {
      measurements.of(combination.settings());
    }
  }
}
