package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.network.Model;
import io.github.trec4j.report.FrontPicture;
import io.github.trec4j.report.TuningReport;
import io.github.trec4j.settings.SettingsFile;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.training.TrainedModel;
import io.github.trec4j.training.Training;
import io.github.trec4j.tuning.Goal;
import io.github.trec4j.tuning.Tuning;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description = {
      "Chooses the reuse of each convolution by accuracy on images held back from training, and by"
          + " modelled cycles.",
      "Nothing is trained: fine-tuning wins some of the loss back. Writes OUT.json, which train"
          + " --settings takes, and OUT.svg, a picture of all that was measured; prints the"
          + " annotations to paste into the class."
    })
final class TuneCommand implements Callable<Integer> {
  private static final double SECONDS = 60;

  @Mixin ModelArgument model = new ModelArgument();
  @Mixin DataOption data = new DataOption();
  @Mixin SeedOption seed = new SeedOption();
  @Mixin JsonOption json = new JsonOption();

  @ArgGroup(multiplicity = "1")
  Limit limit = new Limit();

  /** What the chosen settings keep to. */
  static final class Limit {
    @Option(
        names = "--max-loss",
        paramLabel = "POINTS",
        required = true,
        description =
            "Accuracy that may be lost before fine-tuning, in points of a hundred: the cheapest"
                + " settings are searched.")
    @Nullable Double points;

    @Option(
        names = "--max-cycles",
        paramLabel = "MILLIONS",
        required = true,
        description = "Cycles that an image may take: the most accurate settings are searched.")
    @Nullable Double megacycles;

    Goal goal() {
      if (points != null && !(points >= 0)) {
        throw new UserError("--max-loss " + points + ": it must not be negative");
      }
      if (megacycles != null && !(megacycles > 0)) {
        throw new UserError("--max-cycles " + megacycles + ": it must be positive");
      }
      return points != null
          ? new Goal.MostLoss(points)
          : new Goal.MostCycles(Math.round(1e6 * Objects.requireNonNull(megacycles)));
    }
  }

  @Option(
      names = "--hashing",
      paramLabel = "WHICH",
      description =
          "learned, as TREC's hashes are; or random: the best segments and bits for Deep Reuse, as"
              + " 'compare --deep-reuse-settings' takes them. Default: learned.")
  Hashing hashing = Hashing.LEARNED;

  @Option(
      names = "--budget",
      paramLabel = "MINUTES",
      description = "Time to search; default ${DEFAULT-VALUE}.")
  double budget = 60;

  @Option(
      names = WeightsOption.NAME,
      paramLabel = "FILE",
      description = "Conventional weights; default those that the checkout has of the model.")
  @Nullable Path weights;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Most of the images held back to measure on; default all, at most 2,500.")
  int images = Integer.MAX_VALUE;

  @Option(
      names = "--out",
      paramLabel = "PREFIX",
      description = "Where the files go; default MODEL-tuned.")
  @Nullable Path out;

  @Override
  public Integer call() {
    Goal goal = limit.goal();
    if (images < 1) {
      throw new UserError("--images " + images + ": at least one image must be measured on");
    }
    if (!(budget > 0)) {
      throw new UserError("--budget " + budget + ": it must be positive");
    }
    Model found = model.find();
    NetworkSpec spec = found.spec();
    String prefix = out != null ? out.toString() : spec.name().toLowerCase(Locale.ROOT) + "-tuned";
    Path chosen = Path.of(prefix + ".json");
    Path picture = Path.of(prefix + ".svg");
    Path file =
        weights != null
            ? weights
            : Checkout.conventionalWeights(spec, WeightsOption.NAME + " FILE");
    new Overwriting()
        .reads(WeightsOption.NAME, file)
        .writes("--out", chosen)
        .writes("--out", picture)
        .writes(JsonOption.NAME, json.file)
        .check();
    TrainedModel conventional =
        TrainedModel.read(found, file)
            .expect(Method.CONVENTIONAL, file, "give others by " + WeightsOption.NAME);
    Dataset.Split split = Training.holdBack(data.training(spec));
    Dataset validation = validation(split.part());
    Tuning tuning =
        Tuning.search(
            conventional, split.rest(), validation, goal, hashing, SECONDS * budget, seed.number);
    TuningReport report = new TuningReport(spec, tuning);
    System.out.print(report);
    if (!tuning.isGood(tuning.chosen())) {
      throw new UserError(
          "--max-cycles %s: the cheapest settings measured take %.2f M; give more, or more --budget"
              .formatted(limit.megacycles, tuning.front().get(0).cycles() / 1e6));
    }
    SettingsFile.write(chosen, tuning.chosen().settings());
    new FrontPicture(spec.name(), tuning).write(picture);
    System.out.printf("%nsettings: %1$s.json, picture: %1$s.svg%n", prefix);
    json.write(report::facts);
    return 0;
  }

  private Dataset validation(Dataset held) {
    Dataset some = images < held.size() ? held.split(images, seed.number).part() : held;
    if (some.size() == 0) {
      throw new UserError("no images to measure on: give --data with more of every class");
    }
    return some;
  }
}
