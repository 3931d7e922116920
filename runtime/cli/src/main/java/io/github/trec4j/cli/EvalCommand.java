package io.github.trec4j.cli;

import static io.github.trec4j.report.Units.percent;

import io.github.trec4j.data.Dataset;
import io.github.trec4j.report.Table;
import io.github.trec4j.training.TrainedModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = "Measures the accuracy of trained weights on the test images.")
final class EvalCommand implements Callable<Integer> {
  @Mixin TrainedOptions options = new TrainedOptions();
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--int8",
      description = "Also quantise, calibrated on training images, and measure the integers.")
  boolean int8;

  @Override
  public Integer call() {
    options.overwriting().writes(JsonOption.NAME, json.file).check();
    TrainedModel trained = options.read();
    Dataset test = options.data.test(trained.spec());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", trained.spec().name());
    facts.put("method", trained.method().label());
    facts.put("weights", options.weights.file.getFileName().toString());
    facts.put("data", options.data.name());
    facts.put("testImages", test.size());
    Table table = new Table("arithmetic", "accuracy", "images");
    double real = trained.floatAccuracy(test);
    facts.put("floatAccuracy", real);
    table.row("float", percent(real), test.size());
    if (int8) {
      double integers =
          TrainedModel.int8Accuracy(trained.quantize(options.data.training(trained.spec())), test);
      facts.put("int8Accuracy", integers);
      table.row("int8", percent(integers), test.size());
    }
    System.out.printf(
        "%s, %s, %s%n%n", trained.spec().name(), trained.method(), options.data.name());
    System.out.print(table);
    json.write(() -> facts);
    return 0;
  }
}
