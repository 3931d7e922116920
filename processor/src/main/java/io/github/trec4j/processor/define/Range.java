package io.github.trec4j.processor.define;

import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.NumberRange;
import java.util.List;

/**
 * The numbers that a member of an annotation may be.
 *
 * @param member its name
 * @param numbers what it may be
 */
public record Range(String member, NumberRange numbers) {
  /**
   * A range of any numbers.
   *
   * @param openLow whether the least itself is left out
   * @param openHigh whether the greatest itself is left out
   */
  public Range(String member, double low, double high, boolean openLow, boolean openHigh) {
    this(member, new NumberRange(low, high, openLow, openHigh));
  }

  /** Returns a range of integers. */
  public static Range of(String member, int low, int high) {
    return new Range(member, NumberRange.of(low, high));
  }

  /**
   * Checks members of an annotation, each number of arrays, and returns whether all are in their
   * ranges.
   */
  public static boolean check(AnnotationUse annotation, List<Range> ranges, Report report) {
    boolean valid = true;
    for (Range range : ranges) {
      for (Attribute number : annotation.attribute(range.member).values()) {
        if (!range.numbers.contains(((Number) number.value()).doubleValue())) {
          report.add(
              Message.OUT_OF_RANGE,
              number.site(),
              range.member,
              range.numbers,
              number.value(),
              annotation.name());
          valid = false;
        }
      }
    }
    return valid;
  }
}
