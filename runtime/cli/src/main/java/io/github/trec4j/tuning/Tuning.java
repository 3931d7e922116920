package io.github.trec4j.tuning;

import io.github.trec4j.data.Dataset;
import io.github.trec4j.training.TrainedModel;
import java.util.Comparator;
import java.util.List;

/**
 * What tuning found.
 *
 * @param conventional the network without reuse
 * @param points all that was measured, the conventional network too
 * @param maxLoss what may be lost, in points of a hundred
 */
public record Tuning(Point conventional, List<Point> points, double maxLoss) {
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
   * @param maxLoss what may be lost before any fine-tuning, in points of a hundred
   * @param seconds the search may take; infinite for no limit
   * @param seed of hashes and samples: the same one gives the same answer if time does not cut
   */
  public static Tuning search(
      TrainedModel conventional,
      Dataset training,
      Dataset validation,
      double maxLoss,
      double seconds,
      long seed) {
    Budget budget = new Budget(seconds, System::nanoTime);
    Dataset sample = training.split(SAMPLE, seed).part();
    NetworkProbe probe = new NetworkProbe(conventional, sample, validation, seed);
    return new Tuner(conventional.spec(), probe, maxLoss, budget).run();
  }

  /** Returns the points that no other one beats, cheapest first. */
  public List<Point> front() {
    return Point.front(points);
  }

  /** Returns whether a point loses no more than may be lost. */
  public boolean isGood(Point point) {
    return point.losesAtMost(maxLoss, conventional);
  }

  /** Returns the cheapest point that loses no more than may be lost. */
  public Point chosen() {
    return points.stream()
        .filter(this::isGood)
        .min(Comparator.comparingLong(Point::cycles))
        .orElse(conventional);
  }
}
