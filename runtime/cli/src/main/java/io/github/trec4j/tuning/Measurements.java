package io.github.trec4j.tuning;

import io.github.trec4j.settings.ReuseAttributes;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that was measured of a network so far, each reuse once, and the time that is left. */
final class Measurements {
  private static final Logger log = LoggerFactory.getLogger(Measurements.class);

  private final NetworkSpec spec;
  private final Probe probe;
  private final Budget budget;
  private final Map<Map<String, Optional<Reuse>>, Point> points = new LinkedHashMap<>();
  private final Point conventional;

  /** Begins with the network without reuse. */
  Measurements(NetworkSpec spec, Probe probe, Budget budget) {
    this.spec = spec;
    this.probe = probe;
    this.budget = budget;
    conventional = measure(complete(Map.of()));
  }

  /** Returns the network without reuse. */
  Point conventional() {
    return conventional;
  }

  /** Returns all points in the order of their measurement. */
  List<Point> all() {
    return List.copyOf(points.values());
  }

  /** Returns whether one more measurement keeps within a share of the budget. */
  boolean allow(double share) {
    return budget.allows(share);
  }

  /** Returns whether a reuse was measured. */
  boolean hold(Map<String, Optional<Reuse>> reuse) {
    return points.containsKey(complete(reuse));
  }

  /**
   * Returns the point of a reuse; measures it if that was not done yet.
   *
   * @param reuse of convolutions; those that are not named are conventional
   * @return empty if the network does not fit on its board
   */
  Optional<Point> of(Map<String, Optional<Reuse>> reuse) {
    Map<String, Optional<Reuse>> convolutions = complete(reuse);
    if (points.containsKey(convolutions)) {
      return Optional.of(points.get(convolutions));
    }
    boolean fits = FirmwarePlan.of(spec.with(convolutions)).fits();
    return fits ? Optional.of(measure(convolutions)) : Optional.empty();
  }

  private Map<String, Optional<Reuse>> complete(Map<String, Optional<Reuse>> reuse) {
    Map<String, Optional<Reuse>> complete = new LinkedHashMap<>();
    spec.convolutions().forEach(name -> complete.put(name, Optional.empty()));
    complete.putAll(reuse);
    return complete;
  }

  private Point measure(Map<String, Optional<Reuse>> convolutions) {
    Point point = probe.measure(convolutions);
    points.put(convolutions, point);
    budget.count();
    log.info(
        "{}: {} %, {} M instructions, {} M of convolutions: {}",
        points.size(),
        "%.2f".formatted(100 * point.accuracy()),
        "%.2f".formatted(point.instructions() / 1e6),
        "%.2f".formatted(point.convInstructions() / 1e6),
        ReuseAttributes.reusing(spec.with(convolutions)));
    return point;
  }
}
