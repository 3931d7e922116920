package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import io.github.trec4j.bench.BenchSetting;
import io.github.trec4j.bench.BenchTable;
import io.github.trec4j.bench.KernelBench;
import io.github.trec4j.bench.KernelMeasurement;
import io.github.trec4j.bench.KernelReport;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.spec.Method;
import io.github.trec4j.terminal.TerminalProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "kernels",
    mixinStandardHelpOptions = true,
    description = {
      "Measures single convolutions: without reuse, and with some settings of it.",
      "Each is built as a network of its own, with random weights and noise as image, so that the"
          + " tables alone decide how many clusters there are. Exit code 1 if a byte differs from"
          + " the int8 simulation."
    })
final class BenchKernelsCommand implements Callable<Integer> {
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--layers",
      paramLabel = "TEXT",
      description = "Only layers whose name, such as 14x14x64-5x5-64-p0-s1, holds this text.")
  String layers = "";

  @Option(
      names = "--hashing",
      paramLabel = "WHICH",
      description =
          "learned, as TREC's hashes are; or random, as those of Deep Reuse, which spare the pass"
              + " that learned ones are centred by. Default: learned.")
  Hashing hashing = Hashing.LEARNED;

  @Override
  public Integer call() {
    new Overwriting().writes(JsonOption.NAME, json.file).check();
    KernelReport report = new KernelReport(measure(chosen()));
    System.out.print(report);
    System.out.printf(
        "%ninstructions executed by the layer on one image; cycles are modelled from them, with"
            + " zero wait states; the estimate is for the clusters that were in use%n");
    json.write(report::facts);
    return report.differingBytes() == 0 ? 0 : Main.CHECK_FAILED;
  }

  private List<BenchSetting> chosen() {
    List<BenchSetting> all = BenchTable.settings();
    List<BenchSetting> chosen =
        all.stream().filter(setting -> setting.layer().toString().contains(layers)).toList();
    if (chosen.isEmpty()) {
      throw new UserError(
          "no layer's name holds '%s'; there are: %s"
              .formatted(
                  layers,
                  all.stream()
                      .map(setting -> setting.layer().toString())
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    return chosen;
  }

  private List<KernelMeasurement> measure(List<BenchSetting> settings) {
    Method reuse = hashing == Hashing.LEARNED ? Method.TREC : Method.DEEP_REUSE;
    List<KernelMeasurement> found = new ArrayList<>();
    try (TerminalProgress progress =
            new TerminalProgress("measuring", "settings", settings.size());
        KernelBench bench = KernelBench.of(Checkout.modelCompiler(), settings, reuse)) {
      for (int i = 0; i < settings.size(); i++) {
        progress.show(settings.get(i).layer() + " " + settings.get(i).method());
        found.add(bench.measure(i));
        progress.add(1);
      }
    }
    return found;
  }
}
