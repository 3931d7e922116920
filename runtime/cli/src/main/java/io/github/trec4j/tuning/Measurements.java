package io.github.trec4j.tuning;

import io.github.trec4j.settings.SettingsText;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.ReuseSettings;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that was measured of a network so far, all settings once, and the time that is left. */
final class Measurements {
  private static final Logger log = LoggerFactory.getLogger(Measurements.class);

  private final NetworkSpec spec;
  private final Probe probe;
  private final Budget budget;
  private final Map<ReuseSettings, Point> points = new LinkedHashMap<>();
  private final Point conventional;

  /** Begins with the network without reuse. */
  Measurements(NetworkSpec spec, Probe probe, Budget budget) {
    this.spec = spec;
    this.probe = probe;
    this.budget = budget;
    conventional = measure(complete(ReuseSettings.AS_WRITTEN));
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

  /** Returns whether settings were measured. */
  boolean hold(ReuseSettings settings) {
    return points.containsKey(complete(settings));
  }

  /**
   * Returns the point of some settings; measures them if that was not done yet.
   *
   * @param settings of convolutions; those that are not named are conventional
   * @return empty if the network does not fit on its board
   */
  Optional<Point> of(ReuseSettings settings) {
    ReuseSettings complete = complete(settings);
    if (points.containsKey(complete)) {
      return Optional.of(points.get(complete));
    }
    boolean fits = FirmwarePlan.of(spec.with(complete)).fits();
    return fits ? Optional.of(measure(complete)) : Optional.empty();
  }

  private ReuseSettings complete(ReuseSettings settings) {
    ReuseSettings complete = ReuseSettings.AS_WRITTEN;
    for (String name : spec.convolutions()) {
      complete = complete.with(name, settings.orElse(name, Optional.empty()));
    }
    return complete;
  }

  private Point measure(ReuseSettings settings) {
    Point point = probe.measure(settings);
    points.put(settings, point);
    budget.count();
    log.info(
        "{}: {} %, {} M cycles, {} M of convolutions: {}",
        points.size(),
        "%.2f".formatted(100 * point.accuracy()),
        "%.2f".formatted(point.cycles() / 1e6),
        "%.2f".formatted(point.convCycles() / 1e6),
        SettingsText.reusing(spec.with(settings)));
    return point;
  }
}
