package io.github.trec4j.experiment;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.Safetensors;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.emulator.Measurement;
import io.github.trec4j.files.JsonFile;
import io.github.trec4j.files.TemporaryFolder;
import io.github.trec4j.network.Model;
import io.github.trec4j.settings.SettingsText;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.plan.Lowering;
import io.github.trec4j.terminal.TerminalProgress;
import io.github.trec4j.training.TrainedModel;
import io.github.trec4j.training.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model by all contenders, with several seeds: all but the conventional weights themselves are
 * fine-tuned from those, on the same images and by the same recipe; a seed decides about hashes,
 * the images' order, and their augmentation.
 *
 * <p>Each row and its weights are written when they are finished; what a folder holds already is
 * not done again, nor is training whose row is missing.
 *
 * @param model the class
 * @param rivals the same with other settings, by the contender that has them
 * @param recipe of the fine-tuning, with the conventional weights
 * @param images to train on and to measure with
 * @param folder of rows and weights
 * @param origin the command and the commit that make the rows
 */
public record SeedComparison(
    Model model,
    Map<Contender, Model> rivals,
    Training.Choices recipe,
    Trial.Images images,
    Path folder,
    ComparisonRow.Origin origin) {
  private static final Logger log = LoggerFactory.getLogger(SeedComparison.class);

  /** Copies the map. */
  public SeedComparison {
    rivals = Map.copyOf(rivals);
  }

  private record Run(Contender contender, long seed) {
    String name() {
      return contender == Contender.CONVENTIONAL ? contender.label() : contender + "-" + seed;
    }

    Path weights(Path folder) {
      return folder.resolve(name() + ".safetensors");
    }

    Path row(Path folder) {
      return folder.resolve(name() + ".json");
    }
  }

  /**
   * Trains and measures what is not finished.
   *
   * @param seeds how many of each contender, seeds 1, 2 and so on; of the conventional weights
   *     there is always one row
   * @return the rows in the order of the contenders
   * @throws UserError if the folder holds rows of another comparison, or a row cannot be made
   */
  public List<ComparisonRow> run(Map<Contender, Integer> seeds) {
    List<Run> runs = runs(seeds);
    Map<Run, ComparisonRow> finished = finished(runs);
    Dataset.Split split = Training.holdBack(images.training());
    if (split.part().size() == 0) {
      throw new UserError(
          "%s: of %d training images a tenth is held back for validation, which is none: give more"
              .formatted(images.name(), images.training().size()));
    }
    List<ComparisonRow> rows = new ArrayList<>();
    for (Run run : runs) {
      boolean known = finished.containsKey(run);
      log.info(
          "{} of {}: {}{}", rows.size() + 1, runs.size(), run.name(), known ? ", finished" : "");
      rows.add(known ? finished.get(run) : make(run, split));
    }
    return rows;
  }

  /**
   * Returns the files that {@link #run} writes.
   *
   * @param seeds as there
   */
  public static List<Path> files(Path folder, Map<Contender, Integer> seeds) {
    return runs(seeds).stream()
        .flatMap(run -> Stream.of(run.weights(folder), run.row(folder)))
        .toList();
  }

  private static List<Run> runs(Map<Contender, Integer> seeds) {
    List<Run> runs = new ArrayList<>(List.of(new Run(Contender.CONVENTIONAL, 0)));
    for (Contender contender : Contender.values()) {
      int count = contender == Contender.CONVENTIONAL ? 0 : seeds.getOrDefault(contender, 0);
      LongStream.rangeClosed(1, count).forEach(seed -> runs.add(new Run(contender, seed)));
    }
    return runs;
  }

  /** Returns the rows that the folder holds. */
  private Map<Run, ComparisonRow> finished(List<Run> runs) {
    Map<Run, ComparisonRow> rows = new LinkedHashMap<>();
    for (Run run : runs) {
      Path file = run.row(folder);
      if (Files.exists(file)) {
        ComparisonRow row = ComparisonRow.read(file);
        if (!row.recipe().equals(recipeText(run))) {
          throw new UserError(
              "%s holds another comparison: %s, not %s. Give another --out"
                  .formatted(file, row.recipe(), recipeText(run)));
        }
        rows.put(run, row);
      }
    }
    return rows;
  }

  private ComparisonRow make(Run run, Dataset.Split split) {
    Path weights = run.weights(folder);
    TrainedModel trained = trained(run, split, weights);
    log.info("{}: quantising, building firmware, running it", run.name());
    try (TemporaryFolder firmware = new TemporaryFolder("compare")) {
      Trial trial = Trial.of(trained, images, firmware.path());
      ComparisonRow row =
          new ComparisonRow(
              run.contender(),
              SettingsText.of(trained.spec()),
              trained.seed().map(OptionalLong::of).orElse(OptionalLong.empty()),
              trial.accuracies(),
              trial.firmware().figures(),
              trained.floatAccuracy(split.part()),
              remainingRatios(trial.firmware()),
              weights.toString(),
              recipeText(run),
              origin);
      JsonFile.write(run.row(folder), row.facts());
      return row;
    }
  }

  /** Returns the model of a row; training that another run finished is not done again. */
  private TrainedModel trained(Run run, Dataset.Split split, Path file) {
    if (Files.exists(file)) {
      TrainedModel found =
          TrainedModel.read(model(run), file)
              .expect(run.contender().method(), file, "give another --out");
      if (recipeText(run).equals(found.weights().metadata().get(ComparisonRow.RECIPE))) {
        return found;
      }
    }
    TrainedModel trained = train(run, split);
    Safetensors.write(file, trained.weights().withFact(ComparisonRow.RECIPE, recipeText(run)));
    return trained;
  }

  private TrainedModel train(Run run, Dataset.Split split) {
    if (run.contender() == Contender.CONVENTIONAL) {
      Path file = init();
      return TrainedModel.read(model, file)
          .expect(Method.CONVENTIONAL, file, "give others by --init");
    }
    return new Training(model(run), run.contender().method(), split.rest(), run.seed())
        .run(recipe, Optional.of(split.part()), TerminalProgress::new, state -> {});
  }

  private Model model(Run run) {
    return rivals.getOrDefault(run.contender(), model);
  }

  private Path init() {
    return recipe.init().orElseThrow();
  }

  private static Map<String, Double> remainingRatios(Measurement firmware) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (int i = 0; i < firmware.plan().steps().size(); i++) {
      String node = firmware.plan().steps().get(i).main().name();
      firmware.remaining().get(i).ifPresent(ratio -> ratios.put(Lowering.convolution(node), ratio));
    }
    return ratios;
  }

  /** Returns what a row depends on, but for the program itself. */
  private String recipeText(Run run) {
    return "%s, fingerprint %s, %s; %s: %d training images, %d test images, %d emulated"
        .formatted(
            run.name(),
            model(run).spec().with(run.contender().method()).fingerprint(),
            recipe.text(),
            images.name(),
            images.training().size(),
            images.test().size(),
            images.emulated());
  }
}
