package io.github.trec4j.report;

import static io.github.trec4j.report.Units.count;
import static io.github.trec4j.report.Units.percent;

import io.github.trec4j.settings.SettingsText;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.tuning.Point;
import io.github.trec4j.tuning.Tuning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What tuning found, in words.
 *
 * @param spec the network
 * @param tuning its result
 */
public record TuningReport(NetworkSpec spec, Tuning tuning) {
  /** Returns the measured front, and the chosen point as lines to paste. */
  @Override
  public String toString() {
    return """
        %s measured; those that none beats, by modelled cycles an image and accuracy on validation images
        before fine-tuning; * is %s:

        %s
        %s"""
        .formatted(counted(), tuning.goal().text(), front(), lines());
  }

  private String counted() {
    return "%d settings of %s".formatted(tuning.points().size(), spec.name());
  }

  private Table front() {
    Table table = new Table("", "accuracy", "loss", "cycles", "of convolutions", "times fewer");
    Point conventional = tuning.conventional();
    for (Point point : tuning.front()) {
      table.row(
          point.equals(tuning.chosen()) ? "*" : "",
          percent(point.accuracy()),
          decimal(point.lossAgainst(conventional)),
          count(point.cycles()),
          count(point.convCycles()),
          decimal((double) conventional.convCycles() / point.convCycles()));
    }
    return table;
  }

  /** Returns the chosen convolutions as source, a line each. */
  private String lines() {
    NetworkSpec chosen = spec.with(tuning.chosen().settings());
    StringBuilder text = new StringBuilder();
    for (String name : chosen.convolutions()) {
      String annotation = chosen.convolution(name).attributes().source();
      text.append(name).append(": ").append(annotation).append('\n');
    }
    return text.toString();
  }

  /** Returns the facts of the front for a program to read. */
  public List<Map<String, Object>> facts() {
    return tuning.front().stream().map(this::facts).toList();
  }

  private Map<String, Object> facts(Point point) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", spec.name());
    facts.put("setting", SettingsText.of(spec.with(point.settings())));
    facts.put("chosen", point.equals(tuning.chosen()));
    facts.put("validationAccuracy", point.accuracy());
    facts.put("lossInPoints", point.lossAgainst(tuning.conventional()));
    facts.put("modelledCycles", point.cycles());
    facts.put("modelledConvCycles", point.convCycles());
    return facts;
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
