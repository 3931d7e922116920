package io.github.trec4j.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One method with one seed, measured: the facts of it that a file holds.
 *
 * @param facts by name, as {@link SeedComparison} writes them
 */
public record ComparisonRow(Map<String, Object> facts) {
  static final String RECIPE = "recipe";
  static final String REMAINING = "remainingRatios";

  /** Returns whose row it is. */
  public Contender contender() {
    return Contender.ofLabel(text("method"));
  }

  /**
   * Returns a fact as text.
   *
   * @throws IllegalArgumentException if there is none of that name; so do the methods below
   */
  public String text(String name) {
    return fact(name).toString();
  }

  /** Returns a fact that is a number. */
  public double number(String name) {
    return ((Number) fact(name)).doubleValue();
  }

  private Object fact(String name) {
    Object found = facts.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no " + name + " in " + facts.keySet());
    }
    return found;
  }

  /** Returns the modelled time of an image; empty where it was not modelled. */
  public OptionalDouble milliseconds() {
    return facts.get("modelledMilliseconds") instanceof Number time
        ? OptionalDouble.of(time.doubleValue())
        : OptionalDouble.empty();
  }

  /** Returns the remaining ratio r of each convolution that reuses, by its name. */
  public Map<String, Double> remainingRatios() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    ((Map<?, ?>) fact(REMAINING))
        .forEach((step, ratio) -> ratios.put((String) step, ((Number) ratio).doubleValue()));
    return ratios;
  }

  /** Returns the bytes in which simulation, host and Cortex-M4 differ. */
  public long differingBytes() {
    return Math.round(number("differingBytesHost") + number("differingBytesM4"));
  }
}
