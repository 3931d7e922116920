package io.github.trec4j.report;

import static io.github.trec4j.report.Units.count;
import static io.github.trec4j.report.Units.kib;
import static io.github.trec4j.report.Units.percent;
import static io.github.trec4j.report.Units.ratio;

import io.github.trec4j.emulator.FirmwareFigures;
import io.github.trec4j.experiment.ComparisonRow;
import io.github.trec4j.experiment.Contender;
import io.github.trec4j.experiment.SeedSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One model by all contenders with several seeds, as tables.
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
            first.firmware().model(),
            first.accuracies().data(),
            count(first.accuracies().testImages()),
            count(first.firmware().images()),
            first.firmware().clockMhz(),
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
    FirmwareFigures baseline = rows.get(0).firmware();
    for (ComparisonRow row : rows) {
      FirmwareFigures firmware = row.firmware();
      table.row(
          row.contender(),
          row.seedText(),
          percent(row.accuracies().floatAccuracy()),
          percent(row.accuracies().int8Accuracy()),
          count(firmware.instructions()),
          decimal((double) baseline.instructions() / firmware.instructions()),
          count(firmware.convInstructions()),
          decimal((double) baseline.convInstructions() / firmware.convInstructions()),
          firmware.modelledMilliseconds().isPresent()
              ? decimal(firmware.modelledMilliseconds().getAsDouble())
              : "",
          kib(firmware.ramBytes()));
    }
    return table;
  }

  private Table remaining() {
    List<Contender> reusing = List.of(Contender.DEEP_REUSE, Contender.TREC);
    List<Contender> columns = reusing.stream().filter(this::isPresent).toList();
    Table table = new Table(header("r, mean of the seeds", columns));
    for (String convolution : reusingConvolutions(columns)) {
      List<Object> cells = new ArrayList<>(List.of(convolution));
      columns.forEach(contender -> cells.add(remaining(summary(contender), convolution)));
      table.row(cells.toArray());
    }
    return table;
  }

  private Set<String> reusingConvolutions(List<Contender> columns) {
    return columns.stream()
        .flatMap(contender -> summary(contender).rows().get(0).remainingRatios().keySet().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String remaining(SeedSummary summary, String convolution) {
    return summary.rows().get(0).remainingRatios().containsKey(convolution)
        ? ratio(summary.mean(row -> row.remainingRatios().get(convolution)))
        : "";
  }

  /** Returns the table of the paper: time and accuracy, least to most. */
  private Table seeds() {
    List<Contender> columns = Arrays.stream(Contender.values()).filter(this::isPresent).toList();
    Table table = new Table(header("network", columns));
    List<Object> cells = new ArrayList<>(List.of(rows.get(0).firmware().model()));
    columns.forEach(contender -> cells.add(cell(contender)));
    List<Object> speedUps = new ArrayList<>(List.of("speed-up"));
    columns.forEach(
        contender -> speedUps.add(decimal(cost(Contender.CONVENTIONAL) / cost(contender))));
    return table.row(cells.toArray()).row(speedUps.toArray());
  }

  private static String[] header(String first, List<Contender> columns) {
    return Stream.concat(Stream.of(first), columns.stream().map(Contender::label))
        .toArray(String[]::new);
  }

  private boolean isPresent(Contender contender) {
    return SeedSummary.of(rows, contender).isPresent();
  }

  private SeedSummary summary(Contender contender) {
    return SeedSummary.of(rows, contender).orElseThrow();
  }

  private String cell(Contender contender) {
    SeedSummary summary = summary(contender);
    String least = decimal(summary.leastAccuracy());
    String most = decimal(summary.mostAccuracy());
    String cost = isTimed() ? decimal(cost(contender)) + " ms" : count(Math.round(cost(contender)));
    String accuracy = summary.rows().size() == 1 ? most : least + "-" + most;
    return cost + ", " + accuracy + " %";
  }

  /** Returns milliseconds, or instructions where no time was modelled. */
  private double cost(Contender contender) {
    SeedSummary summary = summary(contender);
    return isTimed() ? summary.milliseconds() : summary.instructions();
  }

  private boolean isTimed() {
    return new SeedSummary(rows).isTimed();
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
