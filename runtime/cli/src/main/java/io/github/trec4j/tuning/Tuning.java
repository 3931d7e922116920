package io.github.trec4j.tuning;

import io.github.trec4j.data.Dataset;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.training.TrainedModel;
import java.util.List;

/**
 * What tuning found.
 *
 * @param conventional the network without reuse
 * @param points all that was measured, the conventional network too
 * @param goal what was searched
 */
public record Tuning(Point conventional, List<Point> points, Goal goal) {
  /** Training images that are enough for hashes and statistics; each measurement draws of them. */
  private static final int SAMPLE = 2000;

  /** Copies the list. */
  public Tuning {
    points = List.copyOf(points);
  }

  /**
   * Searches the reuse of a network's convolutions.
   *
   * @param conventional trained weights without reuse
   * @param training images to learn hashes from
   * @param validation images to measure accuracy on, held back from training
   * @param goal what is searched, before any fine-tuning
   * @param hashing of all reuse that is tried
   * @param seconds the search may take; infinite for no limit
   * @param seed of hashes and samples: the same one gives the same answer if time does not cut
   */
  public static Tuning search(
      TrainedModel conventional,
      Dataset training,
      Dataset validation,
      Goal goal,
      Hashing hashing,
      double seconds,
      long seed) {
    Budget budget = new Budget(seconds, System::nanoTime);
    Dataset sample = training.split(SAMPLE, seed).part();
    NetworkProbe probe = new NetworkProbe(conventional, sample, validation, seed);
    return new Tuner(conventional.spec(), probe, goal, hashing, budget).run();
  }

  /** Returns the points that no other one beats, cheapest first. */
  public List<Point> front() {
    return Point.front(points);
  }

  /** Returns whether a point keeps to the goal's limit. */
  public boolean isGood(Point point) {
    return goal.isReached(point, conventional);
  }

  /** Returns the best point that keeps to the goal's limit; the conventional one if none does. */
  public Point chosen() {
    return points.stream().filter(this::isGood).min(goal.order()).orElse(conventional);
  }
}
