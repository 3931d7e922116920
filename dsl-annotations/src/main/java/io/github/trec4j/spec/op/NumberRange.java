package io.github.trec4j.spec.op;

import java.util.Locale;

/**
 * The numbers that a member of an annotation may be.
 *
 * @param low the least
 * @param high the greatest
 * @param openLow whether the least itself is left out
 * @param openHigh whether the greatest itself is left out
 */
public record NumberRange(double low, double high, boolean openLow, boolean openHigh) {
  /** Returns a range of integers. */
  public static NumberRange of(int low, int high) {
    return new NumberRange(low, high, false, false);
  }

  /** Returns whether a number is within; one that is not a number never is. */
  public boolean contains(double value) {
    return (openLow ? value > low : value >= low) && (openHigh ? value < high : value <= high);
  }

  @Override
  public String toString() {
    return (openLow ? "above " : "at least ")
        + number(low)
        + " and "
        + (openHigh ? "below " : "at most ")
        + number(high);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
