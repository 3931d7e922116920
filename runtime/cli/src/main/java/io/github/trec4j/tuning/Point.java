package io.github.trec4j.tuning;

import io.github.trec4j.spec.ReuseSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A network with some reuse, measured.
 *
 * @param settings the reuse of every convolution
 * @param accuracy on validation images, 0 to 1
 * @param cycles modelled an image, with the clusters that were seen in use
 * @param convCycles those of the convolutions
 */
public record Point(ReuseSettings settings, double accuracy, long cycles, long convCycles) {
  /** Returns what is lost against another point, in points of a hundred; negative if gained. */
  public double lossAgainst(Point other) {
    return 100 * (other.accuracy() - accuracy);
  }

  /** Returns whether no more is lost against another point than may be, rounding aside. */
  public boolean losesAtMost(double points, Point other) {
    return lossAgainst(other) <= points + 1e-9;
  }

  /** Returns the points that no other one beats in both accuracy and cycles, cheapest first. */
  public static List<Point> front(List<Point> points) {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(
        Comparator.comparingLong(Point::cycles)
            .thenComparing(Comparator.comparingDouble(Point::accuracy).reversed()));
    List<Point> front = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (Point point : sorted) {
      if (point.accuracy() > best) {
        front.add(point);
        best = point.accuracy();
      }
    }
    return front;
  }
}
