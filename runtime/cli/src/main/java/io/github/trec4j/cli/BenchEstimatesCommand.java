package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import io.github.trec4j.bench.EstimateBench;
import io.github.trec4j.bench.EstimateReport;
import io.github.trec4j.bench.StepEstimate;
import io.github.trec4j.terminal.TerminalProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "estimates",
    mixinStandardHelpOptions = true,
    description = {
      "Holds the planner's estimates against random layers of all kinds, in whatever forms the"
          + " planner gives them.",
      "Weights are random, images noise. Shows, a form, the least, median and most of measured by"
          + " estimated."
    })
final class BenchEstimatesCommand implements Callable<Integer> {
  @Option(
      names = "--networks",
      paramLabel = "N",
      description = "Networks of some eight layers to measure; default ${DEFAULT-VALUE}.")
  int networks = 100;

  @Mixin FirstSeedOption seed = new FirstSeedOption();

  @Option(
      names = "--least",
      paramLabel = "N",
      description = "Steps of fewer instructions do not count; default ${DEFAULT-VALUE}.")
  long least = 20_000;

  @Mixin JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    if (networks < 1) {
      throw new UserError("--networks " + networks + ": at least one network must be measured");
    }
    new Overwriting().writes(JsonOption.NAME, json.file).check();
    EstimateReport report = EstimateReport.of(measure(), least);
    System.out.print(report);
    System.out.printf(
        "%n%d steps of at least %d instructions, of %d networks from seed %d on; cycles are"
            + " modelled, with zero wait states%n",
        report.steps().size(), least, networks, seed.number);
    json.write(() -> facts(report));
    return 0;
  }

  private List<StepEstimate> measure() {
    EstimateBench bench = new EstimateBench(Checkout.modelCompiler());
    try (TerminalProgress progress = new TerminalProgress("measuring", "networks", networks)) {
      return bench.run(seed.number, networks, done -> progress.add(1));
    }
  }

  private Map<String, Object> facts(EstimateReport report) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("commit", Checkout.commit());
    facts.put("seed", seed.number);
    facts.put("networks", networks);
    facts.put("leastInstructions", least);
    facts.put("forms", report.facts());
    return facts;
  }
}
