package io.github.trec4j.cli;

import io.github.trec4j.data.Dataset;
import io.github.trec4j.experiment.Trial;
import io.github.trec4j.network.Model;
import io.github.trec4j.report.MethodTable;
import io.github.trec4j.spec.Method;
import io.github.trec4j.terminal.TerminalProgress;
import io.github.trec4j.training.TrainedModel;
import io.github.trec4j.training.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the whole path on CifarNet.",
      "Takes its conventional weights, switches reuse on, fine-tunes on the bundled sample,"
          + " quantises, exports firmware by all three methods to firmware-out, runs test images on"
          + " this machine and on an emulated Cortex-M4, and compares.",
      "Exit code 1 if a byte of firmware and int8 simulation differs."
    })
final class DemoCommand implements Callable<Integer> {
  private static final String MODEL = "CifarNet";
  private static final int FINE_TUNING_EPOCHS = 3;
  private static final long SEED = 1;

  @Mixin DataOption data = new DataOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ImagesOption images = new ImagesOption();

  @Override
  public Integer call() {
    new Overwriting().writes(JsonOption.NAME, json.file).check();
    Model model = Models.named(MODEL);
    Path conventional = Checkout.conventionalWeights(model.spec(), "another command");
    Trial.Images measured = data.images(model.spec(), images.count());
    List<Trial> trials = new ArrayList<>();
    for (Method method : List.of(Method.CONVENTIONAL, Method.DEEP_REUSE, Method.TREC)) {
      TrainedModel trained = trained(model, method, conventional, measured.training());
      System.err.printf("%s: quantising, building firmware, running it%n", method);
      trials.add(Trial.of(trained, measured, FirmwareFolderOption.standard(model.spec(), method)));
    }
    MethodTable table = new MethodTable(trials);
    System.out.println();
    System.out.print(table);
    json.write(table::facts);
    return table.differingBytes() == 0 ? 0 : Main.CHECK_FAILED;
  }

  private static TrainedModel trained(
      Model model, Method method, Path conventional, Dataset training) {
    if (method == Method.CONVENTIONAL) {
      return TrainedModel.read(model, conventional);
    }
    System.err.printf("%s: switching reuse on and fine-tuning on the sample%n", method);
    return new Training(model, method, training, SEED)
        .run(
            Training.Choices.fineTuning(conventional, FINE_TUNING_EPOCHS),
            Optional.empty(),
            TerminalProgress::new,
            checkpoint -> {});
  }
}
