package io.github.trec4j.processor.check;

import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.processor.read.Operation;
import io.github.trec4j.processor.read.OperationUse;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.Reuse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which numbers each annotation's members may hold, each seen on its own. */
final class Ranges {
  private static final int KERNEL = 31;
  private static final int POOL = 255;
  private static final int FILTERS = 4096;
  private static final int IMAGE_SIDE = 4096;
  private static final int BOARD_KIB = 65536;

  /** The range of a member. */
  private record Range(String member, double low, double high, boolean openLow, boolean openHigh) {
    static Range of(String member, int low, int high) {
      return new Range(member, low, high, false, false);
    }

    boolean contains(double value) {
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

  private static final List<Range> CONVOLUTION =
      List.of(
          Range.of("filters", 1, FILTERS),
          Range.of("kernel", 1, KERNEL),
          Range.of("stride", 1, KERNEL),
          Range.of("pad", 0, KERNEL - 1));

  private static final List<Range> REUSE =
      List.of(
          Range.of("segment", 0, Limits.SEGMENT),
          Range.of("bits", Reuse.MIN_BITS, Reuse.MAX_BITS),
          Range.of("maxClusters", 0, 1 << Reuse.MAX_BITS),
          Range.of("keep", 0, Limits.SEGMENT - 1),
          Range.of("rank", 0, FILTERS - 1));

  private static final Map<Operation, List<Range>> OPERATIONS =
      Map.of(
          Operation.CONV, CONVOLUTION,
          Operation.DENSE, List.of(Range.of("value", 1, Limits.INPUTS)),
          Operation.BATCH_NORM,
              List.of(
                  new Range("momentum", 0, 1, true, false),
                  new Range("epsilon", 0, 1, true, false)),
          Operation.MAX_POOL,
              List.of(
                  Range.of("value", 1, POOL),
                  Range.of("stride", 0, POOL),
                  Range.of("pad", 0, POOL - 1)),
          Operation.AVG_POOL, List.of(Range.of("value", 1, POOL), Range.of("stride", 0, POOL)),
          Operation.DROPOUT, List.of(new Range("value", 0, 1, false, true)));

  private static final List<Range> INPUT =
      List.of(
          Range.of("height", 1, IMAGE_SIDE),
          Range.of("width", 1, IMAGE_SIDE),
          Range.of("channels", 1, FILTERS));

  private static final List<Range> BOARD =
      List.of(
          Range.of("flashKib", 1, BOARD_KIB),
          Range.of("ramKib", 1, BOARD_KIB),
          Range.of("clockMhz", 1, 10_000));

  private Ranges() {}

  /** Checks an operation's numbers and returns whether all are in their ranges. */
  static boolean check(OperationUse use, Report report) {
    if (use.operation() == Operation.TREC_CONV) {
      boolean plain = check(use.annotation(), CONVOLUTION, report);
      return check(use.annotation(), REUSE, report) && plain;
    }
    return check(use.annotation(), OPERATIONS.getOrDefault(use.operation(), List.of()), report);
  }

  static boolean checkInput(AnnotationUse input, Report report) {
    return check(input, INPUT, report);
  }

  static boolean checkBoard(AnnotationUse board, Report report) {
    return check(board, BOARD, report);
  }

  private static boolean check(AnnotationUse use, List<Range> ranges, Report report) {
    boolean valid = true;
    for (Range range : ranges) {
      Attribute attribute = use.attribute(range.member);
      double value = ((Number) attribute.value()).doubleValue();
      if (!range.contains(value)) {
        report.add(
            Message.OUT_OF_RANGE,
            attribute.site(),
            range.member,
            range,
            attribute.value(),
            use.name());
        valid = false;
      }
    }
    return valid;
  }
}
