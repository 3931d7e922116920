package io.github.trec4j.spec.plan;

import java.util.EnumMap;
import java.util.Map;

/** How often parts of a reuse convolution do what {@link TrecWork} says. */
final class WorkCounts {
  private final Map<TrecWork, Double> counts = new EnumMap<>(TrecWork.class);

  /** Counts some work so many times more. */
  void add(TrecWork work, double count) {
    counts.merge(work, count, Double::sum);
  }

  /** Counts all of another part's work so many times more. */
  void add(WorkCounts part, double times) {
    part.counts.forEach((work, count) -> add(work, times * count));
  }

  /** Returns what all of it takes. */
  Work total() {
    return counts.entrySet().stream()
        .map(count -> count.getKey().once().times(count.getValue()))
        .reduce(Work.NONE, Work::plus);
  }
}
