package io.github.trec4j.processor.define;

import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Optional;

/** Checks of the members that say what windows are like. */
final class WindowCheck {
  private static final String ROWS_AND_COLUMNS = "one number, or {rows, columns}";
  private static final String DOWN_AND_ACROSS = "one number, or {down, across}";
  private static final String ALL_SIDES =
      "one number, {vertical, horizontal}, or {top, bottom, left, right}";

  private WindowCheck() {}

  /**
   * Checks what depends on no shape and returns whether there is such a window.
   *
   * @param sizeMember with the window's rows and columns
   */
  static boolean checkMembers(AnnotationUse annotation, String sizeMember, Report report) {
    boolean sizes = checkCount(annotation, sizeMember, 2, ROWS_AND_COLUMNS, report);
    boolean strides = checkCount(annotation, Windows.STRIDE, 2, DOWN_AND_ACROSS, report);
    boolean pads = checkCount(annotation, Windows.PAD, Windows.SIDES, ALL_SIDES, report);
    return sizes
        && pads
        && strides
        && checkOnePadding(annotation, report)
        && checkPads(annotation, sizeMember, report);
  }

  /** Numbers come alone, in pairs, or for pads by four. */
  private static boolean checkCount(
      AnnotationUse annotation, String member, int most, String rule, Report report) {
    Attribute attribute = annotation.attribute(member);
    int count = attribute.elements().size();
    boolean valid = count == 1 || count == 2 || count == most;
    if (!valid) {
      report.add(
          Message.NUMBERS_OF_WINDOW, attribute.site(), member, annotation.name(), rule, count);
    }
    return valid;
  }

  private static boolean checkOnePadding(AnnotationUse annotation, Report report) {
    if (!Windows.isSame(annotation)) {
      return true;
    }
    Optional<Attribute> given =
        annotation.attribute(Windows.PAD).elements().stream()
            .filter(pad -> pad.number() > 0)
            .findFirst();
    given.ifPresent(pad -> report.add(Message.PAD_BESIDE_SAME, pad.site(), pad.number()));
    return given.isEmpty();
  }

  /** Each window must see a pixel: padding is less than the window, along either axis. */
  private static boolean checkPads(AnnotationUse annotation, String sizeMember, Report report) {
    List<Attribute> pads = annotation.attribute(Windows.PAD).elements();
    int rows = Windows.first(annotation.numbers(sizeMember));
    int columns = Windows.last(annotation.numbers(sizeMember));
    if (pads.size() == 1 && rows != columns) {
      String most = "{%d, %d}".formatted(rows - 1, columns - 1);
      return checkPad(pads.get(0), Math.min(rows, columns), rows + "x" + columns, most, report);
    }
    boolean valid = true;
    for (int i = 0; i < pads.size(); i++) {
      int size = i < pads.size() / 2 ? rows : columns;
      valid &= checkPad(pads.get(i), size, size, size - 1, report);
    }
    return valid;
  }

  private static boolean checkPad(
      Attribute pad, int size, Object window, Object most, Report report) {
    boolean valid = pad.number() < size;
    if (!valid) {
      report.add(Message.PAD_TOO_LARGE, pad.site(), pad.number(), window, most);
    }
    return valid;
  }

  /** Checks a window over the input that reaches it and returns whether it fits. */
  static boolean checkFit(LayerUse use, String sizeMember, Window window, Way way, Report report) {
    Shape input = way.inputOf(use);
    boolean fits = window.fits(input);
    if (!fits) {
      List<Attribute> sizes = use.annotation().attribute(sizeMember).elements();
      boolean isTall = window.height() > window.padded(input).height();
      report.add(
          Message.WINDOW_TOO_LARGE,
          sizes.get(isTall ? 0 : sizes.size() - 1).site(),
          use.name(),
          window.height(),
          window.width(),
          window.mostPad() == 0 ? input : input + " padded to " + window.padded(input),
          way.to(use));
    }
    return fits;
  }
}
