package io.github.trec4j.cli;

import static io.github.trec4j.report.Units.count;

import io.github.trec4j.data.Dataset;
import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Symbols;
import io.github.trec4j.training.TrainedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Quantises trained weights and writes a folder of C that builds by itself.")
final class ExportCommand implements Callable<Integer> {
  private static final int SELF_TEST_IMAGES = 2;

  @Mixin TrainedOptions options = new TrainedOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder; default firmware-out/MODEL-METHOD.")
  @Nullable Path out;

  @Override
  public Integer call() {
    TrainedModel trained = options.read();
    Path folder = export(trained, options.data.training(trained.spec()), out);
    FirmwarePlan plan = FirmwarePlan.of(trained.spec());
    System.out.printf(
        "%s: %s by %s, flash %s bytes, RAM %s bytes%n",
        folder,
        trained.spec().name(),
        trained.method(),
        count(plan.flashBytes()),
        count(plan.ramBytes()));
    System.out.printf("Build and test it: make -C %s run%n", folder);
    return 0;
  }

  private static Path export(TrainedModel trained, Dataset training, @Nullable Path out) {
    Path folder = out != null ? out : defaultFolder(trained);
    QuantizedNetwork network = trained.quantize(training);
    List<byte[]> images =
        TrainedModel.pixels(
            training.split(Math.max(SELF_TEST_IMAGES, training.classes().size()), 2).part());
    FirmwareExporter.export(
        trained.model(), trained.method(), network, images.subList(0, SELF_TEST_IMAGES), folder);
    return folder;
  }

  /** Returns the folder of the checkout that a model's firmware goes to. */
  static Path defaultFolder(TrainedModel trained) {
    return Checkout.firmwareOut()
        .resolve(Symbols.of(trained.spec()).prefix() + "-" + trained.method());
  }
}
