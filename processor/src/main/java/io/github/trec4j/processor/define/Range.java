package io.github.trec4j.processor.define;

import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import java.util.List;
import java.util.Locale;

/**
 * The numbers that a member of an annotation may be.
 *
 * @param member its name
 * @param low the least
 * @param high the greatest
 * @param openLow whether the least itself is left out
 * @param openHigh whether the greatest itself is left out
 */
public record Range(String member, double low, double high, boolean openLow, boolean openHigh) {
  /** Returns a range of integers. */
  public static Range of(String member, int low, int high) {
    return new Range(member, low, high, false, false);
  }

  /**
   * Checks members of an annotation, each number of arrays, and returns whether all are in their
   * ranges.
   */
  public static boolean check(AnnotationUse annotation, List<Range> ranges, Report report) {
    boolean valid = true;
    for (Range range : ranges) {
      for (Attribute number : annotation.attribute(range.member).values()) {
        if (!range.contains(((Number) number.value()).doubleValue())) {
          report.add(
              Message.OUT_OF_RANGE,
              number.site(),
              range.member,
              range,
              number.value(),
              annotation.name());
          valid = false;
        }
      }
    }
    return valid;
  }

  private boolean contains(double value) {
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
