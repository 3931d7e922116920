package io.github.trec4j.cli;

import io.github.trec4j.checkpoint.Safetensors;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.network.Model;
import io.github.trec4j.report.Units;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.terminal.TerminalProgress;
import io.github.trec4j.training.Evaluation;
import io.github.trec4j.training.TrainedModel;
import io.github.trec4j.training.Training;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a model, from scratch or from other weights.",
      "A tenth of the training images, at most 2,500, is held back for validation."
    })
final class TrainCommand implements Callable<Integer> {
  @Mixin ModelArgument model = new ModelArgument();
  @Mixin SettingsOption settings = new SettingsOption();
  @Mixin DataOption data = new DataOption();
  @Mixin MethodOption method = new MethodOption();
  @Mixin RecipeOptions recipe = new RecipeOptions();
  @Mixin SeedOption seed = new SeedOption();
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "Start from these weights, of any method, and fine-tune.")
  @Nullable Path init;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description =
          "Go on exactly from OUT.checkpoint, which every epoch writes. Give the other options as"
              + " the first time.")
  @Nullable Path resume;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the weights go; default MODEL-METHOD.safetensors.")
  @Nullable Path out;

  @Override
  public Integer call() {
    Model found = settings.applyTo(model.find());
    NetworkSpec spec = found.spec().with(method.method);
    Path target = out != null ? out : Path.of(defaultName(spec));
    Path checkpoint = target.resolveSibling(target.getFileName() + ".checkpoint");
    checkWritten(target, checkpoint);
    Dataset.Split split = Training.holdBack(data.training(spec));
    Optional<Dataset> held = Optional.of(split.part()).filter(part -> part.size() > 0);
    Training training = new Training(found, method.method, split.rest(), seed.number);
    TrainedModel trained =
        training.run(
            recipe.choices(init, resume),
            held,
            TerminalProgress::new,
            state -> Safetensors.write(checkpoint, state));
    Safetensors.write(target, trained.weights());
    Optional<Evaluation> validation = held.map(part -> Evaluation.of(trained.network(), part));
    System.out.printf("%s: %s%n", target, text(validation));
    json.write(() -> facts(spec, target, validation));
    return 0;
  }

  private void checkWritten(Path target, Path checkpoint) {
    Overwriting files =
        settings
            .overwriting()
            .reads("--init", init)
            .writes("--out", target)
            .writes("--out", checkpoint)
            .writes(JsonOption.NAME, json.file);
    if (resume != null && !Overwriting.isSame(resume, checkpoint)) {
      files.reads("--resume", resume); // but where it goes on from its own checkpoint
    }
    files.check();
  }

  private static String text(Optional<Evaluation> validation) {
    return validation
        .map(
            held ->
                "validation accuracy %s on %d images"
                    .formatted(Units.percent(held.accuracy()), held.images()))
        .orElse("no images were held back for validation, as a tenth of the training set is none");
  }

  private String defaultName(NetworkSpec spec) {
    return spec.name().toLowerCase(Locale.ROOT) + "-" + method.method + ".safetensors";
  }

  private Map<String, Object> facts(
      NetworkSpec spec, Path target, Optional<Evaluation> validation) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", spec.name());
    facts.put("method", method.method.label());
    facts.put("seed", seed.number);
    facts.put("data", data.name());
    facts.put("weights", target.getFileName().toString());
    facts.put("validationImages", validation.map(Evaluation::images).orElse(0));
    validation.ifPresent(held -> facts.put("validationAccuracy", held.accuracy()));
    return facts;
  }
}
