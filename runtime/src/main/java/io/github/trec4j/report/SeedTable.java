package io.github.trec4j.report;

import static io.github.trec4j.report.Units.count;
import static io.github.trec4j.report.Units.kib;
import static io.github.trec4j.report.Units.percent;
import static io.github.trec4j.report.Units.ratio;

import io.github.trec4j.experiment.ComparisonRow;
import io.github.trec4j.spec.Method;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One model by all methods with several seeds, as tables.
 *
 * @param rows the conventional network's first
 */
public record SeedTable(List<ComparisonRow> rows) {
  /** Copies the list. */
  public SeedTable {
    rows = List.copyOf(rows);
  }

  /** Returns a table of the rows, one of their clusters, and the seeds' table. */
  @Override
  public String toString() {
    ComparisonRow first = rows.get(0);
    return """
        %s on %s: accuracy on %s test images; on an emulated Cortex-M4 (mean of %s images):
        executed instructions, and milliseconds modelled from them at %s MHz with zero wait states

        %s
        %s
        %s"""
        .formatted(
            first.text("model"),
            first.text("data"),
            count(Math.round(first.number("testImages"))),
            count(Math.round(first.number("images"))),
            first.text("clockMhz"),
            all(),
            remaining(),
            seeds());
  }

  private Table all() {
    Table table =
        new Table(
            "method",
            "seed",
            "float",
            "int8",
            "instructions",
            "times fewer",
            "of convolutions",
            "times fewer",
            "modelled ms",
            "RAM");
    for (ComparisonRow row : rows) {
      table.row(
          row.method(),
          row.text("seed"),
          percent(row.number("floatAccuracy")),
          percent(row.number("int8Accuracy")),
          count(Math.round(row.number("instructions"))),
          decimal(rows.get(0).number("instructions") / row.number("instructions")),
          count(Math.round(row.number("convInstructions"))),
          decimal(rows.get(0).number("convInstructions") / row.number("convInstructions")),
          row.milliseconds().isPresent() ? decimal(row.milliseconds().getAsDouble()) : "",
          kib(Math.round(row.number("ramBytes"))));
    }
    return table;
  }

  private Table remaining() {
    Table table = new Table("r, mean of the seeds", "deep-reuse", "trec");
    for (String step : of(Method.TREC).get(0).remainingRatios().keySet()) {
      ToDoubleFunction<ComparisonRow> r = row -> row.remainingRatios().get(step);
      table.row(step, ratio(mean(Method.DEEP_REUSE, r)), ratio(mean(Method.TREC, r)));
    }
    return table;
  }

  /** Returns the table of the paper: time and accuracy, least to most. */
  private Table seeds() {
    return new Table("network", "data", "conventional", "deep-reuse", "trec", "speed-up")
        .row(
            rows.get(0).text("model"),
            rows.get(0).text("data"),
            summary(Method.CONVENTIONAL),
            summary(Method.DEEP_REUSE),
            summary(Method.TREC),
            decimal(cost(Method.CONVENTIONAL) / cost(Method.TREC)));
  }

  private String summary(Method method) {
    List<Double> accuracies =
        of(method).stream().map(row -> 100 * row.number("int8Accuracy")).sorted().toList();
    double least = accuracies.get(0);
    double most = accuracies.get(accuracies.size() - 1);
    String cost = isTimed() ? decimal(cost(method)) + " ms" : count(Math.round(cost(method)));
    String accuracy = accuracies.size() == 1 ? decimal(most) : decimal(least) + "-" + decimal(most);
    return cost + ", " + accuracy + " %";
  }

  /** Returns milliseconds, or instructions where no time was modelled. */
  private double cost(Method method) {
    return isTimed()
        ? mean(method, row -> row.milliseconds().orElseThrow())
        : mean(method, row -> row.number("instructions"));
  }

  private boolean isTimed() {
    return rows.stream().allMatch(row -> row.milliseconds().isPresent());
  }

  private double mean(Method method, ToDoubleFunction<ComparisonRow> fact) {
    return of(method).stream().mapToDouble(fact).average().orElseThrow();
  }

  private List<ComparisonRow> of(Method method) {
    return rows.stream().filter(row -> row.method() == method).toList();
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
