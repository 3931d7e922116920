package io.github.trec4j.tuning;

import java.util.Comparator;
import java.util.Locale;

/** What tuning searches. */
public sealed interface Goal {
  /**
   * The cheapest settings that lose no more than so much accuracy.
   *
   * @param points of a hundred, at least 0
   */
  record MostLoss(double points) implements Goal {
    @Override
    public boolean isReached(Point point, Point conventional) {
      return point.losesAtMost(points, conventional);
    }

    @Override
    public Comparator<Point> order() {
      return Comparator.comparingLong(Point::cycles);
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "the cheapest that loses at most %.2f points", points);
    }
  }

  /**
   * The most accurate settings that take no more than so many cycles.
   *
   * @param cycles modelled an image, above 0
   */
  record MostCycles(long cycles) implements Goal {
    @Override
    public boolean isReached(Point point, Point conventional) {
      return point.cycles() <= cycles;
    }

    @Override
    public Comparator<Point> order() {
      return Comparator.comparingDouble(Point::accuracy)
          .reversed()
          .thenComparingLong(Point::cycles);
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "the most accurate of at most %.2f M cycles", cycles / 1e6);
    }
  }

  /** Returns whether a point keeps to the limit. */
  boolean isReached(Point point, Point conventional);

  /** Returns which points are better than others, the best first. */
  Comparator<Point> order();

  /** Returns what is searched, in words. */
  String text();
}
