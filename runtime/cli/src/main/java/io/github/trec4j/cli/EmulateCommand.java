package io.github.trec4j.cli;

import static io.github.trec4j.report.Units.count;
import static io.github.trec4j.report.Units.ratio;

import io.github.trec4j.emulator.Measurement;
import io.github.trec4j.report.Table;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.training.TrainedModel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "emulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs trained weights as firmware on this machine and on an emulated Cortex-M4.",
      "Exit code 1 if a byte differs from the int8 simulation."
    })
final class EmulateCommand implements Callable<Integer> {
  @Mixin FirmwareOptions options = new FirmwareOptions();
  @Mixin FirmwareFolderOption out = new FirmwareFolderOption();

  @Override
  public Integer call() {
    Path folder = options.weights.folder(out);
    options.overwriting().replaces(FirmwareFolderOption.NAME, folder).check();
    TrainedModel trained = options.weights.read();
    Measurement found = options.measure(trained, folder);
    System.out.printf(
        "%s, %s, %d images on the emulated Cortex-M4%n%n",
        trained.spec().name(), trained.method(), found.images());
    System.out.println(steps(found));
    System.out.print(totals(found));
    return options.finish(found);
  }

  private static Table steps(Measurement found) {
    Table table =
        new Table(
            "step", "instructions", "estimate", "MACs", "r", "differing host", "differing M4");
    for (int i = 0; i < found.instructions().size(); i++) {
      Step step = found.plan().steps().get(i);
      table.row(
          step.name(),
          count(Math.round(found.instructions().get(i))),
          count(found.estimatedInstructions(i)),
          count(step.macs()),
          found.remaining().get(i).isPresent() ? ratio(found.remaining().get(i).getAsDouble()) : "",
          found.host().differing().get(i),
          found.m4().differing().get(i));
    }
    return table;
  }

  private static Table totals(Measurement found) {
    return new Table("an image", "")
        .row("instructions", count(Math.round(found.totalInstructions())))
        .row("of which convolutions", count(Math.round(found.convolutionInstructions())))
        .row("modelled cycles", milliseconds(found))
        .row("flash, bytes", count(found.size().flashBytes()))
        .row("RAM, bytes", count(found.ramBytes()))
        .row("differing bytes", count(found.differingBytes()));
  }

  private static String milliseconds(Measurement found) {
    if (found.totalCycles().isEmpty()) {
      return "not modelled";
    }
    return "%s (%.1f ms at %d MHz, zero wait states)"
        .formatted(
            count(Math.round(found.totalCycles().getAsDouble())),
            found.milliseconds().orElseThrow(),
            found.plan().spec().board().clockMhz());
  }
}
