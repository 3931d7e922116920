package io.github.trec4j.report;

import static io.github.trec4j.report.Svg.label;
import static io.github.trec4j.report.Svg.line;
import static io.github.trec4j.report.Svg.number;

import io.github.trec4j.tuning.Goal;
import io.github.trec4j.tuning.Point;
import io.github.trec4j.tuning.Tuning;
import java.util.stream.Collectors;

/** Accuracy against cycles of all that tuning measured, as a picture in SVG. */
public final class FrontPicture implements Picture {
  /** Points far below what may be lost are left out, so that the rest can be told apart. */
  private static final double LOSSES_SHOWN = 4;

  private static final String STYLE =
      """
        .limit { stroke: #b4532a; stroke-dasharray: 5 4 }
        .point { fill: #b9c3cd }
        .front { fill: none; stroke: #1f5f99; stroke-width: 2 }
        .best { fill: #1f5f99 }
        .conventional { fill: #333 }
        .chosen { fill: none; stroke: #b4532a; stroke-width: 2.5 }
        .limit-text { fill: #b4532a }
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
    double bottom = Math.max(lowest(tuning), reference - mostLoss(tuning) / 100);
    double most = tuning.points().stream().mapToLong(Point::cycles).max().orElseThrow() / 1e6;
    x = LinearAxis.over(0, most, Chart.LEFT, Chart.RIGHT);
    y = LinearAxis.over(100 * bottom, 100 * top, Chart.BOTTOM, Chart.TOP);
  }

  private static double lowest(Tuning tuning) {
    return tuning.points().stream().mapToDouble(Point::accuracy).min().orElseThrow();
  }

  /** Returns the loss of the lowest points that are shown. */
  private static double mostLoss(Tuning tuning) {
    double limit =
        tuning.goal() instanceof Goal.MostCycles
            ? tuning.chosen().lossAgainst(tuning.conventional())
            : tuning.goal().mostLoss();
    return LOSSES_SHOWN * Math.max(1, limit);
  }

  @Override
  public String svg() {
    return new Chart(
            model + ": accuracy against cycles, before fine-tuning",
            x,
            "modelled cycles an image, millions",
            y,
            "validation accuracy, %")
        .document(STYLE, limit() + points());
  }

  private String limit() {
    if (tuning.goal() instanceof Goal.MostCycles goal) {
      double most = x.at(goal.mostCycles() / 1e6);
      return line("limit", most, Chart.TOP, most, Chart.BOTTOM);
    }
    double points = tuning.goal().mostLoss();
    double lowest = y.at(100 * tuning.conventional().accuracy() - points);
    String words = "%s points below conventional".formatted(number(points));
    return line("limit", Chart.LEFT, lowest, Chart.RIGHT, lowest)
        + "<text class=\"limit-text\" x=\"%d\" y=\"%s\">%s</text>%n"
            .formatted(Chart.LEFT + 6, number(lowest + 16), words);
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
    return Svg.circle(kind, left(point), up(point), radius);
  }
}
