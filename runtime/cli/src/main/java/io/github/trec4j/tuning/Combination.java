package io.github.trec4j.tuning;

import io.github.trec4j.spec.ReuseSettings;
import io.github.trec4j.tuning.LayerSearch.Alternative;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One alternative for every convolution. What it loses and saves is predicted as the sums over its
 * convolutions.
 *
 * @param alternatives by the convolution's name
 */
record Combination(Map<String, Alternative> alternatives) {
  /** Keeps quotients finite where nothing is lost. */
  private static final double LEAST_LOSS = 0.01;

  /** How far along its front a convolution's alternative moves at once. */
  private static final int REACH = 3;

  /** Copies the map, its order too. */
  Combination {
    alternatives = Collections.unmodifiableMap(new LinkedHashMap<>(alternatives));
  }

  /** Returns the predicted loss in points. */
  double loss() {
    return alternatives.values().stream().mapToDouble(Alternative::loss).sum();
  }

  /** Returns the predicted saving in cycles. */
  long saving() {
    return alternatives.values().stream().mapToLong(Alternative::saving).sum();
  }

  /** Returns this with another alternative for one convolution. */
  Combination with(String name, Alternative alternative) {
    Map<String, Alternative> changed = new LinkedHashMap<>(alternatives);
    changed.put(name, alternative);
    return new Combination(changed);
  }

  /** Returns the reuse of every convolution. */
  ReuseSettings settings() {
    ReuseSettings settings = ReuseSettings.AS_WRITTEN;
    for (Map.Entry<String, Alternative> alternative : alternatives.entrySet()) {
      settings = settings.with(alternative.getKey(), alternative.getValue().reuse());
    }
    return settings;
  }

  /**
   * Returns combinations that save more and more, from no reuse on: each changes the one
   * convolution that saves most cycles for the accuracy it loses.
   *
   * @param fronts alternatives of every convolution by saving, the conventional one first
   */
  static List<Combination> path(Map<String, List<Alternative>> fronts) {
    Map<String, Alternative> first = new LinkedHashMap<>();
    fronts.forEach((name, front) -> first.put(name, front.get(0)));
    List<Combination> path = new ArrayList<>(List.of(new Combination(first)));
    Optional<Combination> next = Optional.of(path.get(0));
    while (next.isPresent()) {
      next = next.get().cheaper(fronts);
      next.ifPresent(path::add);
    }
    return path;
  }

  private Optional<Combination> cheaper(Map<String, List<Alternative>> fronts) {
    Optional<Combination> best = Optional.empty();
    double mostForLoss = 0;
    for (Map.Entry<String, List<Alternative>> front : fronts.entrySet()) {
      Alternative present = alternatives.get(front.getKey());
      for (Alternative alternative : front.getValue()) {
        double saving = alternative.saving() - present.saving();
        double forLoss = saving / Math.max(LEAST_LOSS, alternative.loss() - present.loss());
        if (saving > 0 && forLoss > mostForLoss) {
          mostForLoss = forLoss;
          best = Optional.of(with(front.getKey(), alternative));
        }
      }
    }
    return best;
  }

  /**
   * Returns combinations that differ in one or two convolutions and save more, the most saving
   * first.
   *
   * @param mostLoss predicted, in points
   */
  List<Combination> neighbours(Map<String, List<Alternative>> fronts, double mostLoss) {
    return changedTwice(fronts)
        .filter(other -> other.saving() > saving() && other.loss() <= mostLoss)
        .sorted(Comparator.comparingLong(Combination::saving).reversed())
        .toList();
  }

  /**
   * Returns combinations that differ in one or two convolutions and save enough, those first that
   * are predicted to lose least.
   *
   * @param leastSaving predicted, in cycles
   */
  List<Combination> near(Map<String, List<Alternative>> fronts, long leastSaving) {
    return changedTwice(fronts)
        .filter(other -> other.saving() >= leastSaving)
        .sorted(Comparator.comparingDouble(Combination::loss))
        .toList();
  }

  private Stream<Combination> changedTwice(Map<String, List<Alternative>> fronts) {
    return changed(fronts).stream()
        .flatMap(one -> Stream.concat(Stream.of(one), one.changed(fronts).stream()))
        .distinct();
  }

  private List<Combination> changed(Map<String, List<Alternative>> fronts) {
    List<Combination> changed = new ArrayList<>();
    fronts.forEach(
        (name, front) -> {
          int at = front.indexOf(alternatives.get(name));
          for (int i = Math.max(0, at - REACH); i < Math.min(front.size(), at + REACH + 1); i++) {
            if (i != at) {
              changed.add(with(name, front.get(i)));
            }
          }
        });
    return changed;
  }
}
