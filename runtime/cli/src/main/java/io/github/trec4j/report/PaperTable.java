package io.github.trec4j.report;

import static io.github.trec4j.report.Units.count;

import io.github.trec4j.experiment.ComparisonRow;
import io.github.trec4j.experiment.Contender;
import io.github.trec4j.experiment.PaperNetwork;
import io.github.trec4j.experiment.PaperNetwork.Figure;
import io.github.trec4j.experiment.SeedSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of the paper, with recorded rows beside its figures.
 *
 * @param recorded rows by network; none where nothing is on record
 */
public record PaperTable(Map<PaperNetwork, List<ComparisonRow>> recorded) {
  private static final String NONE = "-";

  /** Returns the table, and what its figures differ in besides the network and the method. */
  @Override
  public String toString() {
    return """
        Milliseconds an image on a Cortex-M4 at 180 MHz, and accuracy on test images, least to most of
        several seeds: as Guan et al. (NeurIPS 2022) give them, and as recorded here

        %s
        What differs: the paper's times are measured on a chip, its conventional networks run by CMSIS-NN.
        Ours are modelled from the instructions that an emulated chip executes, with zero wait states, and
        our conventional networks by exact integer Winograd: they are several times faster to begin with,
        so that ratios to them tell less than times do. Accuracies are those of int8 networks.
        %s%s"""
        .formatted(table(), data(), missing());
  }

  private Table table() {
    List<String> head = new ArrayList<>(List.of("network", "figures"));
    Arrays.stream(Contender.values()).map(Contender::label).forEach(head::add);
    head.add("speed-up");
    Table table = new Table(head.toArray(String[]::new));
    recorded.forEach(
        (network, rows) -> {
          table.row(paper(network));
          table.row(ours(rows));
        });
    return table;
  }

  private static Object[] paper(PaperNetwork network) {
    Stream<String> cells =
        Arrays.stream(Contender.values())
            .map(contender -> network.figure(contender).map(PaperTable::cell).orElse(NONE));
    return row(network.model(), "paper's", cells, decimal(network.speedUp()));
  }

  private static Object[] ours(List<ComparisonRow> rows) {
    Stream<String> cells =
        Arrays.stream(Contender.values())
            .map(contender -> SeedSummary.of(rows, contender).map(PaperTable::cell).orElse(NONE));
    Optional<String> speedUp =
        SeedSummary.of(rows, Contender.CONVENTIONAL)
            .flatMap(
                exact ->
                    SeedSummary.of(rows, Contender.TREC)
                        .map(trec -> decimal(exact.milliseconds() / trec.milliseconds())));
    return row("", "ours", cells, speedUp.orElse(NONE));
  }

  private static Object[] row(String network, String whose, Stream<String> cells, String speedUp) {
    return Stream.of(Stream.of(network, whose), cells, Stream.of(speedUp))
        .flatMap(part -> part)
        .toArray();
  }

  private static String cell(Figure figure) {
    return cell(figure.milliseconds(), figure.leastAccuracy(), figure.mostAccuracy());
  }

  private static String cell(SeedSummary summary) {
    return cell(summary.milliseconds(), summary.leastAccuracy(), summary.mostAccuracy());
  }

  private static String cell(double milliseconds, double least, double most) {
    String range = least == most ? "" : one(least) + "-";
    return "%s ms, %s%s %%".formatted(one(milliseconds), range, one(most));
  }

  private static String one(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private String data() {
    return recorded.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> data(entry.getKey(), entry.getValue().get(0)))
        .collect(Collectors.joining());
  }

  private static String data(PaperNetwork network, ComparisonRow row) {
    return "%s: %s, %s test images; the paper's: %s.%n"
        .formatted(
            network.model(),
            row.accuracies().data(),
            count(row.accuracies().testImages()),
            network.data());
  }

  private String missing() {
    String names =
        recorded.entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty())
            .map(entry -> entry.getKey().model())
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? ""
        : """
          Not on record yet: %s. 'train MODEL --method conventional' and 'compare MODEL' make the rows.
          """
            .formatted(names);
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  /** Returns the facts for a program to read, an object a network. */
  public List<Map<String, Object>> facts() {
    return recorded.entrySet().stream()
        .map(entry -> facts(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Map<String, Object> facts(PaperNetwork network, List<ComparisonRow> rows) {
    Map<String, Object> paper = new LinkedHashMap<>();
    Map<String, Object> ours = new LinkedHashMap<>();
    for (Contender contender : Contender.values()) {
      network.figure(contender).ifPresent(figure -> paper.put(contender.label(), facts(figure)));
      SeedSummary.of(rows, contender)
          .ifPresent(summary -> ours.put(contender.label(), facts(summary)));
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", network.model());
    facts.put("paper", paper);
    facts.put("recorded", ours);
    return facts;
  }

  private static Map<String, Object> facts(Figure figure) {
    return facts(figure.milliseconds(), figure.leastAccuracy(), figure.mostAccuracy());
  }

  private static Map<String, Object> facts(SeedSummary summary) {
    Map<String, Object> facts =
        facts(summary.milliseconds(), summary.leastAccuracy(), summary.mostAccuracy());
    facts.put("networks", summary.rows().size());
    facts.put("cycles", Math.round(summary.cycles()));
    facts.put("instructions", Math.round(summary.instructions()));
    return facts;
  }

  private static Map<String, Object> facts(double milliseconds, double least, double most) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("milliseconds", milliseconds);
    facts.put("leastAccuracyPercent", least);
    facts.put("mostAccuracyPercent", most);
    return facts;
  }
}
