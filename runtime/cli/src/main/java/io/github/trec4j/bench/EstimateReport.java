package io.github.trec4j.bench;

import io.github.trec4j.report.Table;
import io.github.trec4j.report.Units;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far measurements lie from estimates, form by form.
 *
 * @param steps all that were measured and are large enough to matter
 */
public record EstimateReport(List<StepEstimate> steps) {
  /**
   * Measured by estimated: of the steps of a form, in order of size.
   *
   * @param sorted ratios
   */
  public record Ratios(List<Double> sorted) {
    static Ratios of(List<Double> ratios) {
      return new Ratios(ratios.stream().sorted().toList());
    }

    /** Returns the least; 1 if there is none. */
    public double least() {
      return sorted.isEmpty() ? 1 : sorted.get(0);
    }

    /** Returns the one in the middle; 1 if there is none. */
    public double median() {
      return sorted.isEmpty() ? 1 : sorted.get(sorted.size() / 2);
    }

    /** Returns the most; 1 if there is none. */
    public double most() {
      return sorted.isEmpty() ? 1 : sorted.get(sorted.size() - 1);
    }

    private Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("least", least());
      facts.put("median", median());
      facts.put("most", most());
      return facts;
    }
  }

  /** Takes the steps of at least so many executed instructions. */
  public static EstimateReport of(List<StepEstimate> steps, long leastInstructions) {
    return new EstimateReport(
        steps.stream().filter(step -> step.instructions() >= leastInstructions).toList());
  }

  /** Returns the steps by their form. */
  public SortedMap<String, List<StepEstimate>> byForm() {
    return steps.stream()
        .collect(Collectors.groupingBy(StepEstimate::form, TreeMap::new, Collectors.toList()));
  }

  /** Returns the ratios of instructions. */
  public static Ratios instructions(List<StepEstimate> steps) {
    return Ratios.of(steps.stream().map(StepEstimate::instructionsRatio).toList());
  }

  /** Returns the ratios of cycles, none where they are not modelled. */
  public static Ratios cycles(List<StepEstimate> steps) {
    return Ratios.of(steps.stream().flatMap(step -> step.cyclesRatio().stream().boxed()).toList());
  }

  /** Returns a table for people. */
  @Override
  public String toString() {
    Table table =
        new Table(
            "measured/estimated",
            "steps",
            "instructions: least",
            "median",
            "most",
            "cycles: least",
            "median",
            "most");
    byForm()
        .forEach(
            (form, of) -> {
              Ratios instructions = instructions(of);
              Ratios cycles = cycles(of);
              table.row(
                  form,
                  of.size(),
                  Units.ratio(instructions.least()),
                  Units.ratio(instructions.median()),
                  Units.ratio(instructions.most()),
                  Units.ratio(cycles.least()),
                  Units.ratio(cycles.median()),
                  Units.ratio(cycles.most()));
            });
    return table.toString();
  }

  /** Returns the facts for a program to read. */
  public List<Map<String, Object>> facts() {
    return byForm().entrySet().stream()
        .map(entry -> facts(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Map<String, Object> facts(String form, List<StepEstimate> steps) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("form", form);
    facts.put("steps", steps.size());
    facts.put("instructions", instructions(steps).facts());
    facts.put("cycles", cycles(steps).facts());
    facts.put("measured", steps.stream().map(StepEstimate::facts).toList());
    return facts;
  }
}
