package io.github.trec4j.cli;

import static io.github.trec4j.report.Units.count;

import io.github.trec4j.emulator.Measurement;
import io.github.trec4j.files.TemporaryFolder;
import io.github.trec4j.report.Table;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.training.TrainedModel;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "network",
    mixinStandardHelpOptions = true,
    description = {
      "Measures a trained network on test images, step by step, beside the estimate for the"
          + " clusters that were in use.",
      "Exit code 1 if a byte differs from the int8 simulation."
    })
final class BenchNetworkCommand implements Callable<Integer> {
  @Mixin FirmwareOptions options = new FirmwareOptions();

  @Override
  public Integer call() {
    options.overwriting().check();
    TrainedModel trained = options.weights.read();
    Measurement found = measure(trained);
    System.out.printf(
        "%s, %s, mean of %d images of %s on the emulated Cortex-M4%n%n",
        trained.spec().name(), trained.method(), found.images(), options.weights.data.name());
    System.out.print(table(found));
    return options.finish(found);
  }

  private Measurement measure(TrainedModel trained) {
    try (TemporaryFolder folder = new TemporaryFolder("bench")) {
      return options.measure(trained, folder.path());
    }
  }

  private static Table table(Measurement found) {
    Table table =
        new Table(
            "step", "MACs", "clusters", "instructions", "estimate", "est/meas", "modelled cycles");
    for (int i = 0; i < found.plan().steps().size(); i++) {
      Step step = found.plan().steps().get(i);
      double taken = found.instructions().get(i);
      table.row(
          step.name(),
          count(step.macs()),
          found.clusters(i).isPresent() ? decimal("%.1f", found.clusters(i).getAsDouble()) : "",
          count(Math.round(taken)),
          count(found.estimatedInstructions(i)),
          decimal("%.2f", found.estimatedInstructions(i) / taken),
          found.cycles().isEmpty() ? "" : count(Math.round(found.cycles().get(i))));
    }
    double total = found.totalInstructions();
    return table.row(
        "all",
        count(found.plan().spec().macs()),
        "",
        count(Math.round(total)),
        count(found.estimatedInstructions()),
        decimal("%.2f", found.estimatedInstructions() / total),
        found.totalCycles().isPresent()
            ? count(Math.round(found.totalCycles().getAsDouble()))
            : "");
  }

  private static String decimal(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
