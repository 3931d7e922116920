package io.github.trec4j.report;

import io.github.trec4j.AtomicFile;
import io.github.trec4j.tuning.Point;
import io.github.trec4j.tuning.Tuning;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** Accuracy against cycles of all that tuning measured, as a picture in SVG. */
public final class FrontPicture {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 440;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 50;
  private static final int BOTTOM = 56;

  /** Points far below what may be lost are left out, so that the rest can be told apart. */
  private static final double LOSSES_SHOWN = 4;

  private static final String STYLE =
      """
      <style>
        text { font: 13px sans-serif; fill: #333; paint-order: stroke; stroke: white; stroke-width: 3px }
        .title { font-size: 16px }
        .grid { stroke: #e4e4e4 }
        .limit { stroke: #b4532a; stroke-dasharray: 5 4 }
        .point { fill: #b9c3cd }
        .front { fill: none; stroke: #1f5f99; stroke-width: 2 }
        .best { fill: #1f5f99 }
        .conventional { fill: #333 }
        .chosen { fill: none; stroke: #b4532a; stroke-width: 2.5 }
        .limit-text { fill: #b4532a }
      </style>
      """;

  private final String model;
  private final Tuning tuning;
  private final Axis x;
  private final Axis y;

  /** A picture of what was found for a model. */
  public FrontPicture(String model, Tuning tuning) {
    this.model = model;
    this.tuning = tuning;
    double top = tuning.points().stream().mapToDouble(Point::accuracy).max().orElseThrow();
    double reference = tuning.conventional().accuracy();
    double bottom = reference - LOSSES_SHOWN * Math.max(1, tuning.maxLoss()) / 100;
    double most = tuning.points().stream().mapToLong(Point::cycles).max().orElseThrow() / 1e6;
    x = Axis.over(0, most, LEFT, WIDTH - RIGHT);
    y = Axis.over(100 * bottom, 100 * top, HEIGHT - BOTTOM, TOP);
  }

  /**
   * Writes a file.
   *
   * @throws io.github.trec4j.UserError if it cannot be written
   */
  public void write(Path file) {
    AtomicFile.write(file, out -> out.write(toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns the SVG document. */
  @Override
  public String toString() {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d">
        %3$s<rect width="%1$d" height="%2$d" fill="white"/>
        <text class="title" x="%4$d" y="24">%5$s: accuracy against cycles, before fine-tuning</text>
        %6$s%7$s%8$s</svg>
        """
        .formatted(WIDTH, HEIGHT, STYLE, LEFT, model, grid(), limit(), points());
  }

  private String grid() {
    StringBuilder text = new StringBuilder();
    for (double tick : x.ticks()) {
      text.append(line("grid", x.at(tick), TOP, x.at(tick), HEIGHT - BOTTOM))
          .append(label(x.at(tick), HEIGHT - BOTTOM + 20, "middle", x.text(tick)));
    }
    for (double tick : y.ticks()) {
      text.append(line("grid", LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick)))
          .append(label(LEFT - 8, y.at(tick) + 4, "end", y.text(tick)));
    }
    double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
    return text.append(
            label(
                (LEFT + WIDTH - RIGHT) / 2.0,
                HEIGHT - 14,
                "middle",
                "modelled cycles an image, millions"))
        .append(
            "<text text-anchor=\"middle\" transform=\"translate(18 %s) rotate(-90)\">%s</text>%n"
                .formatted(number(middle), "validation accuracy, %"))
        .toString();
  }

  private String limit() {
    double lowest = 100 * tuning.conventional().accuracy() - tuning.maxLoss();
    String words = "%s points below conventional".formatted(number(tuning.maxLoss()));
    return line("limit", LEFT, y.at(lowest), WIDTH - RIGHT, y.at(lowest))
        + "<text class=\"limit-text\" x=\"%d\" y=\"%s\">%s</text>%n"
            .formatted(LEFT + 6, number(y.at(lowest) + 16), words);
  }

  private String points() {
    String all =
        tuning.points().stream()
            .filter(this::isShown)
            .map(point -> circle("point", point, 3))
            .collect(Collectors.joining());
    String corners =
        tuning.front().stream()
            .filter(this::isShown)
            .map(point -> number(left(point)) + "," + number(up(point)))
            .collect(Collectors.joining(" "));
    String best =
        tuning.front().stream()
            .filter(this::isShown)
            .map(point -> circle("best", point, 4))
            .collect(Collectors.joining());
    Point conventional = tuning.conventional();
    return all
        + "<polyline class=\"front\" points=\"%s\"/>%n".formatted(corners)
        + best
        + circle("conventional", conventional, 4)
        + label(left(conventional), up(conventional) + 20, "middle", "conventional")
        + circle("chosen", tuning.chosen(), 8)
        + label(left(tuning.chosen()) + 12, up(tuning.chosen()) + 18, "start", "chosen");
  }

  private boolean isShown(Point point) {
    return 100 * point.accuracy() >= y.low();
  }

  private double left(Point point) {
    return x.at(point.cycles() / 1e6);
  }

  private double up(Point point) {
    return y.at(100 * point.accuracy());
  }

  private String circle(String kind, Point point, int radius) {
    return "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%d\"/>%n"
        .formatted(kind, number(left(point)), number(up(point)), radius);
  }

  private static String line(String kind, double x1, double y1, double x2, double y2) {
    return "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>%n"
        .formatted(kind, number(x1), number(y1), number(x2), number(y2));
  }

  private static String label(double x, double y, String anchor, String words) {
    return "<text text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>%n"
        .formatted(anchor, number(x), number(y), words);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
