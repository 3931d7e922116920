package io.github.trec4j.tuning;

import java.util.Comparator;
import java.util.Locale;

/** What tuning searches. */
public sealed interface Goal {
  /**
   * The cheapest settings that lose no more than so much accuracy.
   *
   * @param mostLoss in points of a hundred, at least 0
   */
  record MostLoss(double mostLoss) implements Goal {
    @Override
    public boolean isReached(Point point, Point conventional) {
      return point.losesAtMost(mostLoss, conventional);
    }

    @Override
    public Comparator<Point> order() {
      return Comparator.comparingLong(Point::cycles);
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "the cheapest that loses at most %.2f points", mostLoss);
    }
  }

  /**
   * The most accurate settings that take no more than so many cycles.
   *
   * @param mostCycles modelled an image, above 0
   */
  record MostCycles(long mostCycles) implements Goal {
    @Override
    public boolean isReached(Point point, Point conventional) {
      return point.cycles() <= mostCycles;
    }

    @Override
    public Comparator<Point> order() {
      return Comparator.comparingDouble(Point::accuracy)
          .reversed()
          .thenComparingLong(Point::cycles);
    }

    @Override
    public String text() {
      return String.format(
          Locale.ROOT, "the most accurate of at most %.2f M cycles", mostCycles / 1e6);
    }
  }

  /** Returns the accuracy that may be lost, in points; infinite if something else is the limit. */
  default double mostLoss() {
    return Double.POSITIVE_INFINITY;
  }

  /** Returns whether a point keeps to the limit. */
  boolean isReached(Point point, Point conventional);

  /** Returns which points are better than others, the best first. */
  Comparator<Point> order();

  /** Returns what is searched, in words. */
  String text();
}
