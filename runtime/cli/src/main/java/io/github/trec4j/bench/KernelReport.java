package io.github.trec4j.bench;

import static io.github.trec4j.report.Units.count;
import static io.github.trec4j.report.Units.kib;

import io.github.trec4j.emulator.KernelPart;
import io.github.trec4j.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measured layers side by side, each held against its conventional form where that was measured.
 *
 * @param measurements in the order they are shown
 */
public record KernelReport(List<KernelMeasurement> measurements) {
  /** Copies the list. */
  public KernelReport {
    measurements = List.copyOf(measurements);
  }

  /** Returns how many times fewer instructions than the conventional form a measurement took. */
  private Optional<Double> timesFewer(KernelMeasurement measurement) {
    return measurements.stream()
        .filter(other -> other.setting().method() == BenchMethod.CONVENTIONAL)
        .filter(other -> other.setting().layer().equals(measurement.setting().layer()))
        .filter(other -> measurement.setting().method() != BenchMethod.CONVENTIONAL)
        .map(other -> (double) other.instructions() / measurement.instructions())
        .findFirst();
  }

  /** Returns the bytes in which firmware and simulation differ. */
  public long differingBytes() {
    return measurements.stream().mapToLong(KernelMeasurement::differingBytes).sum();
  }

  /** Returns tables for people: the totals, and what they went into. */
  @Override
  public String toString() {
    return totals() + "\n" + parts();
  }

  private Table parts() {
    List<String> heads = new ArrayList<>(List.of("instructions", "method", "L", "clusters"));
    List.of(KernelPart.values()).forEach(part -> heads.add(part.toString()));
    Table table = new Table(heads.toArray(String[]::new));
    for (KernelMeasurement found : measurements) {
      BenchSetting setting = found.setting();
      List<Object> cells = new ArrayList<>(List.of(setting.layer(), setting.method()));
      cells.add(setting.reuses() ? setting.segment() : "");
      cells.add(setting.reuses() ? decimal("%.1f", found.clusters()) : "");
      for (KernelPart part : KernelPart.values()) {
        cells.add(found.parts().containsKey(part) ? count(found.parts().get(part)) : "");
      }
      table.row(cells.toArray());
    }
    return table;
  }

  private Table totals() {
    Table table =
        new Table(
            "layer",
            "method",
            "form",
            "L",
            "H",
            "clusters",
            "instructions",
            "a MAC",
            "times fewer",
            "cycles",
            "estimate",
            "est/meas",
            "scratch",
            "RAM");
    for (KernelMeasurement found : measurements) {
      BenchSetting setting = found.setting();
      table.row(
          setting.layer(),
          setting.method(),
          found.step().kernel().form(),
          setting.reuses() ? setting.segment() : "",
          setting.reuses() ? setting.bits() : "",
          setting.reuses() ? decimal("%.1f", found.clusters()) : "",
          count(found.instructions()),
          decimal("%.3f", found.perMac()),
          timesFewer(found).map(ratio -> decimal("%.2f", ratio)).orElse(""),
          found.cycles().isPresent() ? count(found.cycles().getAsLong()) : "",
          count(found.estimate()),
          decimal("%.2f", (double) found.estimate() / found.instructions()),
          kib(found.step().kernel().scratch().bytes()),
          kib(found.ramBytes()));
    }
    return table;
  }

  private static String decimal(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  /** Returns the facts for a program to read. */
  public List<Map<String, Object>> facts() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (KernelMeasurement found : measurements) {
      Map<String, Object> facts = new LinkedHashMap<>(found.facts());
      timesFewer(found).ifPresent(ratio -> facts.put("timesFewerThanConventional", ratio));
      all.add(facts);
    }
    return all;
  }
}
