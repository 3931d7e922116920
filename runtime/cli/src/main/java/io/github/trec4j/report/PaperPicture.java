package io.github.trec4j.report;

import io.github.trec4j.experiment.ComparisonRow;
import io.github.trec4j.experiment.Contender;
import io.github.trec4j.experiment.PaperNetwork;
import io.github.trec4j.experiment.SeedSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Accuracy against cycles of all recorded networks and methods, as a picture in SVG. */
public final class PaperPicture implements Picture {
  private static final String STYLE =
      """
        .network { stroke: #bbb; stroke-width: 1 }
        .seeds { stroke: #777; stroke-width: 2 }
        .conventional { fill: #333 }
        .conventional-tuned { fill: #999 }
        .deep-reuse { fill: #b4532a }
        .low-rank { fill: #5b9a4b }
        .trec { fill: #1f5f99 }
      """;

  private static final int RADIUS = 6;
  private static final double LEGEND_GAP = 36;

  /** Mean width of a letter. */
  private static final double LETTER = 7;

  private final Map<PaperNetwork, List<ComparisonRow>> recorded;
  private final Axis x;
  private final Axis y;

  private record Mark(Contender contender, SeedSummary summary) {}

  /**
   * A picture of recorded rows.
   *
   * @param recorded by network, with at least one row
   */
  public PaperPicture(Map<PaperNetwork, List<ComparisonRow>> recorded) {
    this.recorded = recorded;
    List<SeedSummary> all =
        recorded.values().stream().flatMap(PaperPicture::marks).map(Mark::summary).toList();
    x =
        LogAxis.over(
            all.stream().mapToDouble(SeedSummary::cycles).min().orElseThrow() / 1e6,
            all.stream().mapToDouble(SeedSummary::cycles).max().orElseThrow() / 1e6,
            Chart.LEFT,
            Chart.RIGHT);
    y =
        LinearAxis.over(
            all.stream().mapToDouble(SeedSummary::leastAccuracy).min().orElseThrow(),
            all.stream().mapToDouble(SeedSummary::mostAccuracy).max().orElseThrow(),
            Chart.BOTTOM,
            Chart.TOP);
  }

  private static Stream<Mark> marks(List<ComparisonRow> rows) {
    return Arrays.stream(Contender.values())
        .flatMap(
            contender ->
                SeedSummary.of(rows, contender).stream()
                    .map(summary -> new Mark(contender, summary)));
  }

  @Override
  public String svg() {
    String shown =
        recorded.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(entry -> network(entry.getKey().model(), marks(entry.getValue()).toList()))
            .collect(Collectors.joining());
    return new Chart(
            "Accuracy against cycles: recorded networks, least to most of the seeds",
            x,
            "modelled cycles an image, millions",
            y,
            "test accuracy in int8, %")
        .document(STYLE, shown + legend());
  }

  /** Draws a network's methods, each with a line to the first, so that networks do not mix. */
  private String network(String name, List<Mark> marks) {
    StringBuilder text = new StringBuilder();
    SeedSummary first = marks.get(0).summary();
    for (Mark mark : marks.subList(1, marks.size())) {
      SeedSummary summary = mark.summary();
      text.append(Svg.line("network", left(first), middle(first), left(summary), middle(summary)));
    }
    for (Mark mark : marks) {
      SeedSummary summary = mark.summary();
      double left = left(summary);
      text.append(
              Svg.line(
                  "seeds", left, y.at(summary.leastAccuracy()), left, y.at(summary.mostAccuracy())))
          .append(Svg.circle(mark.contender().label(), left, middle(summary), RADIUS));
    }
    return text.append(Svg.label(left(first) + 12, middle(first) + 4, "start", name)).toString();
  }

  private double left(SeedSummary summary) {
    return x.at(summary.cycles() / 1e6);
  }

  private double middle(SeedSummary summary) {
    return y.at((summary.leastAccuracy() + summary.mostAccuracy()) / 2);
  }

  private String legend() {
    StringBuilder text = new StringBuilder();
    List<Contender> present = new ArrayList<>(List.of(Contender.values()));
    present.removeIf(
        contender ->
            recorded.values().stream().allMatch(rows -> SeedSummary.of(rows, contender).isEmpty()));
    double left = Chart.LEFT + RADIUS;
    for (Contender contender : present) {
      String label = contender.label();
      text.append(Svg.circle(label, left, Chart.TOP - 10, RADIUS - 1))
          .append(Svg.label(left + 10, Chart.TOP - 6, "start", label));
      left += LEGEND_GAP + LETTER * label.length();
    }
    return text.toString();
  }
}
