package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.Safetensors;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.report.Units;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.training.Evaluation;
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
  private static final int MOST_VALIDATION_IMAGES = 2500;
  private static final int VALIDATION_SHARE = 10;

  @Mixin ModelArgument model = new ModelArgument();
  @Mixin DataOption data = new DataOption();
  @Mixin MethodOption method = new MethodOption();
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Times that every image is seen; default 14, with --init 4.")
  @Nullable Integer epochs;

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
      names = "--learning-rate",
      paramLabel = "R",
      description = "Its peak; default 0.05, with --init 0.005.")
  @Nullable Double learningRate;

  @Option(names = "--seed", paramLabel = "N", description = "Default ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the weights go; default MODEL-METHOD.safetensors.")
  @Nullable Path out;

  @Override
  public Integer call() {
    NetworkSpec spec = model.find().spec().with(method.method);
    Dataset all = data.training(spec);
    int held = Math.min(MOST_VALIDATION_IMAGES, all.size() / VALIDATION_SHARE);
    Dataset.Split split = all.split(held, seed);
    Path target = out != null ? out : Path.of(defaultName(spec));
    Training training = new Training(model.find(), method.method, split.rest(), seed);
    Path checkpoint = target.resolveSibling(target.getFileName() + ".checkpoint");
    TrainedModel trained =
        training.run(
            choices(), Optional.of(split.part()), state -> Safetensors.write(checkpoint, state));
    Safetensors.write(target, trained.weights());
    Evaluation validation = Evaluation.of(trained.network(), split.part());
    System.out.printf(
        "%s: validation accuracy %s on %d images%n",
        target, Units.percent(validation.accuracy()), validation.images());
    json.write(() -> facts(spec, target, validation));
    return 0;
  }

  private Training.Choices choices() {
    if (epochs != null && epochs < 1) {
      throw new UserError("--epochs " + epochs + ": at least one epoch");
    }
    if (learningRate != null && !(learningRate > 0)) {
      throw new UserError("--learning-rate " + learningRate + ": it must be positive");
    }
    return new Training.Choices(
        Optional.ofNullable(init),
        Optional.ofNullable(resume),
        Optional.ofNullable(epochs),
        Optional.ofNullable(learningRate));
  }

  private String defaultName(NetworkSpec spec) {
    return spec.name().toLowerCase(Locale.ROOT) + "-" + method.method + ".safetensors";
  }

  private Map<String, Object> facts(NetworkSpec spec, Path target, Evaluation validation) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", spec.name());
    facts.put("method", method.method.label());
    facts.put("seed", seed);
    facts.put("data", data.name());
    facts.put("weights", target.getFileName().toString());
    facts.put("validationImages", validation.images());
    facts.put("validationAccuracy", validation.accuracy());
    return facts;
  }
}
