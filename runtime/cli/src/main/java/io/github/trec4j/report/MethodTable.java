package io.github.trec4j.report;

import static io.github.trec4j.report.Units.count;
import static io.github.trec4j.report.Units.kib;
import static io.github.trec4j.report.Units.percent;

import io.github.trec4j.emulator.Measurement;
import io.github.trec4j.experiment.Trial;
import io.github.trec4j.spec.plan.Lowering;
import io.github.trec4j.spec.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One model by several methods, side by side.
 *
 * @param trials of the methods; the first is what the others are compared with
 */
public record MethodTable(List<Trial> trials) {
  /** Copies the list. */
  public MethodTable {
    trials = List.copyOf(trials);
  }

  /** Returns the bytes in which firmware and simulation differ, over all methods. */
  public long differingBytes() {
    return trials.stream().mapToLong(trial -> trial.firmware().differingBytes()).sum();
  }

  /** Returns a table of the methods, one of their steps, and the verdict, for people. */
  @Override
  public String toString() {
    Measurement first = trials.get(0).firmware();
    return """
        %s on %s: accuracy on %s test images; on an emulated Cortex-M4 (mean of %s images):
        executed instructions, and milliseconds modelled from them at %d MHz with zero wait states

        %s
        %s
        %s"""
        .formatted(
            first.plan().spec().name(),
            trials.get(0).accuracies().data(),
            count(trials.get(0).accuracies().testImages()),
            count(first.images()),
            first.plan().spec().board().clockMhz(),
            methods(),
            steps(),
            verdict());
  }

  private Table methods() {
    Table table =
        new Table(
            "method",
            "float",
            "int8",
            "instructions",
            "times fewer",
            "modelled ms",
            "flash",
            "RAM",
            "differing bytes");
    double baseline = trials.get(0).firmware().totalInstructions();
    for (Trial trial : trials) {
      Measurement firmware = trial.firmware();
      table.row(
          trial.method(),
          percent(trial.accuracies().floatAccuracy()),
          percent(trial.accuracies().int8Accuracy()),
          count(Math.round(firmware.totalInstructions())),
          String.format(Locale.ROOT, "%.2f", baseline / firmware.totalInstructions()),
          firmware.milliseconds().isPresent()
              ? String.format(Locale.ROOT, "%.1f", firmware.milliseconds().getAsDouble())
              : "",
          kib(firmware.size().flashBytes()),
          kib(firmware.ramBytes()),
          firmware.differingBytes());
    }
    return table;
  }

  private Table steps() {
    List<String> heads = new ArrayList<>(List.of("instructions a step"));
    for (Trial trial : trials) {
      heads.add(trial.method().label());
      if (trial.firmware().plan().spec().reuses()) {
        heads.add("r");
      }
    }
    Table table = new Table(heads.toArray(String[]::new));
    for (Step step : trials.get(0).firmware().plan().steps()) {
      List<Object> cells = new ArrayList<>(List.of(step.name()));
      for (Trial trial : trials) {
        Measurement firmware = trial.firmware();
        int[] stages = stages(firmware, step.main().name());
        cells.add(
            count(
                Math.round(IntStream.of(stages).mapToDouble(firmware.instructions()::get).sum())));
        if (firmware.plan().spec().reuses()) {
          cells.add(
              IntStream.of(stages)
                  .mapToObj(firmware.remaining()::get)
                  .flatMapToDouble(OptionalDouble::stream)
                  .mapToObj(Units::ratio)
                  .findFirst()
                  .orElse(""));
        }
      }
      table.row(cells.toArray());
    }
    return table;
  }

  /** Returns the numbers of a node's steps: two where a method has basis filters, else one. */
  private static int[] stages(Measurement firmware, String node) {
    List<Step> steps = firmware.plan().steps();
    return IntStream.range(0, steps.size())
        .filter(i -> Lowering.convolution(steps.get(i).main().name()).equals(node))
        .toArray();
  }

  private String verdict() {
    String what = "Java's int8 simulation, the C on this machine and the C on the Cortex-M4 ";
    return differingBytes() == 0
        ? what + "agree in every byte of every step.\n"
        : what + "DIFFER in " + count(differingBytes()) + " bytes.\n";
  }

  /** Returns the facts for a program to read. */
  public List<Map<String, Object>> facts() {
    return trials.stream().map(Trial::facts).toList();
  }
}
