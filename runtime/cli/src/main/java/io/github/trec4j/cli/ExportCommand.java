package io.github.trec4j.cli;

import static io.github.trec4j.report.Units.count;

import io.github.trec4j.data.Dataset;
import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.training.TrainedModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Quantises trained weights and writes a folder of C that builds by itself.")
final class ExportCommand implements Callable<Integer> {
  private static final int SELF_TEST_IMAGES = 2;

  @Mixin TrainedOptions options = new TrainedOptions();

  @Mixin FirmwareFolderOption out = new FirmwareFolderOption();
  @Mixin JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    Path folder = options.folder(out);
    options
        .overwriting()
        .replaces(FirmwareFolderOption.NAME, folder)
        .writes(JsonOption.NAME, json.file)
        .check();
    TrainedModel trained = options.read();
    export(trained, options.data.training(trained.spec()), folder);
    FirmwarePlan plan = FirmwarePlan.of(trained.spec());
    System.out.printf(
        "%s: %s by %s, flash %s bytes, RAM %s bytes%n",
        folder,
        trained.spec().name(),
        trained.method(),
        count(plan.flashBytes()),
        count(plan.ramBytes()));
    System.out.printf("Build and test it: make -C %s run%n", shellWord(folder));
    json.write(() -> facts(plan, folder));
    return 0;
  }

  /** Returns a path as a shell takes it for one word. */
  private static String shellWord(Path path) {
    String text = path.toString();
    return text.matches("[\\w./+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static void export(TrainedModel trained, Dataset training, Path folder) {
    QuantizedNetwork network = trained.quantize(training);
    List<byte[]> images =
        TrainedModel.pixels(
            training.split(Math.max(SELF_TEST_IMAGES, training.classes().size()), 2).part());
    FirmwareExporter.export(
        trained.model(), trained.method(), network, images.subList(0, SELF_TEST_IMAGES), folder);
  }

  private Map<String, Object> facts(FirmwarePlan plan, Path folder) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", plan.spec().name());
    facts.put("method", options.method.method.label());
    facts.put("fingerprint", plan.spec().fingerprint().hex());
    facts.put("weights", options.weights.file.getFileName().toString());
    facts.put("data", options.data.name());
    facts.put("folder", folder.toString());
    facts.put("flashBytes", plan.flashBytes());
    facts.put("ramBytes", plan.ramBytes());
    return facts;
  }
}
