package io.github.trec4j.report;

import java.util.Locale;

/** Elements of SVG, a line each. */
final class Svg {
  private Svg() {}

  static String line(String kind, double x1, double y1, double x2, double y2) {
    return "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>%n"
        .formatted(kind, number(x1), number(y1), number(x2), number(y2));
  }

  static String circle(String kind, double x, double y, int radius) {
    return "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%d\"/>%n"
        .formatted(kind, number(x), number(y), radius);
  }

  static String label(double x, double y, String anchor, String words) {
    return "<text text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>%n"
        .formatted(anchor, number(x), number(y), words);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
