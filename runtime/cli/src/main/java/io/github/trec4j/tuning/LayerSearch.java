package io.github.trec4j.tuning;

import io.github.trec4j.spec.op.Reuse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is known of one convolution's reuse while all other convolutions are conventional. */
final class LayerSearch {
  private final String name;
  private final Candidates candidates;
  private final double mostLoss;
  private final Deque<Reuse> untried;
  private final Set<Reuse> seen = new HashSet<>();
  private final List<Alternative> measured = new ArrayList<>();

  /**
   * One way to compute the convolution.
   *
   * @param reuse empty for the conventional way
   * @param loss in points of a hundred; negative if accuracy was gained
   * @param saving cycles fewer than in the conventional way
   */
  record Alternative(Optional<Reuse> reuse, double loss, long saving) {
    static final Alternative CONVENTIONAL = new Alternative(Optional.empty(), 0, 0);
  }

  /**
   * Starts with coarse candidates.
   *
   * @param name the convolution's
   * @param mostLoss beyond which a setting is of no use, in points
   */
  LayerSearch(String name, Candidates candidates, double mostLoss) {
    this.name = name;
    this.candidates = candidates;
    this.mostLoss = mostLoss;
    untried = new ArrayDeque<>(candidates.coarse());
    seen.addAll(untried);
  }

  String name() {
    return name;
  }

  /** Returns the cycles without reuse. */
  long conventionalCycles() {
    return candidates.conventionalCycles();
  }

  /** Returns the next setting to measure that can be of use; empty if there is none. */
  Optional<Reuse> next() {
    while (!untried.isEmpty()) {
      Reuse reuse = untried.remove();
      if (measured.stream().noneMatch(found -> excludes(found, reuse))) {
        return Optional.of(reuse);
      }
    }
    return Optional.empty();
  }

  /** Returns whether what was found makes it needless to measure a setting. */
  private boolean excludes(Alternative found, Reuse reuse) {
    boolean losesMore =
        found.loss() > mostLoss && Candidates.isWeaker(reuse, found.reuse().orElseThrow());
    long mostSaving = candidates.conventionalCycles() - candidates.leastCycles(reuse);
    return losesMore || (found.loss() <= 0 && found.saving() >= mostSaving);
  }

  /** Takes what was measured. */
  void add(Reuse reuse, double loss, long saving) {
    measured.add(new Alternative(Optional.of(reuse), loss, saving));
  }

  /** Queues the neighbours of all settings that are worth it so far, before what waits there. */
  void refine() {
    List<Reuse> neighbours = new ArrayList<>();
    for (Alternative alternative : front()) {
      if (alternative.loss() <= mostLoss) {
        alternative.reuse().map(candidates::around).ifPresent(neighbours::addAll);
      }
    }
    Collections.reverse(neighbours);
    neighbours.stream().filter(seen::add).forEach(untried::addFirst);
  }

  /** Returns the ways that no other one beats, by saving; the conventional one is the first. */
  List<Alternative> front() {
    List<Alternative> sorted = new ArrayList<>(measured);
    sorted.sort(
        Comparator.comparingLong(Alternative::saving)
            .reversed()
            .thenComparingDouble(Alternative::loss));
    Deque<Alternative> front = new ArrayDeque<>();
    for (Alternative alternative : sorted) {
      boolean losesLess = front.isEmpty() || alternative.loss() < front.getFirst().loss();
      if (alternative.saving() > 0 && losesLess) {
        front.addFirst(alternative);
      }
    }
    front.addFirst(Alternative.CONVENTIONAL);
    return List.copyOf(front);
  }
}
