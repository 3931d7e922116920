package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import io.github.trec4j.experiment.ComparisonRow;
import io.github.trec4j.experiment.Contender;
import io.github.trec4j.experiment.PaperNetwork;
import io.github.trec4j.experiment.RecordedRows;
import io.github.trec4j.experiment.SeedComparison;
import io.github.trec4j.network.Model;
import io.github.trec4j.report.PaperPicture;
import io.github.trec4j.report.PaperTable;
import io.github.trec4j.report.SeedTable;
import io.github.trec4j.settings.LowRank;
import io.github.trec4j.settings.ModelWithSettings;
import io.github.trec4j.spec.NetworkSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares a model by all methods with several seeds: fine-tunes from the same conventional"
          + " weights by the same recipe, and measures accuracy on the test images and firmware on"
          + " an emulated Cortex-M4.",
      "Beside them stand the conventional network fine-tuned by that recipe, and low rank:"
          + " directions alone, without clusters, for the same cost.",
      "What is finished lies in --out; given again, the command goes on from there.",
      "With --all nothing runs: the paper's table is shown, with the results on record beside it.",
      "Exit code 1 if a byte of firmware and int8 simulation differs."
    })
final class CompareCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(CompareCommand.class);

  private static final Set<String> WITH_ALL = Set.of("--all", "--picture", "--json");

  @Spec CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  Subject subject = new Subject();

  @Mixin SettingsOption settings = new SettingsOption();
  @Mixin DataOption data = new DataOption();
  @Mixin RecipeOptions recipe = new RecipeOptions();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ImagesOption images = new ImagesOption();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Networks by TREC, with seeds 1 to N; default ${DEFAULT-VALUE}.")
  int seeds = 3;

  @Option(
      names = "--deep-reuse-seeds",
      paramLabel = "N",
      description = "The same by Deep Reuse; default ${DEFAULT-VALUE}.")
  int deepReuseSeeds = 3;

  @Option(
      names = "--deep-reuse-settings",
      paramLabel = "FILE",
      description =
          "Segments and bits of Deep Reuse, as 'tune --hashing random' writes them; default those"
              + " of TREC.")
  @Nullable Path deepReuseSettings;

  @Option(
      names = "--rival-seeds",
      paramLabel = "N",
      description =
          "The same of low rank and of the fine-tuned conventional network; default"
              + " ${DEFAULT-VALUE}.")
  int rivalSeeds = 1;

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "The conventional weights; default those that the checkout has of the model.")
  @Nullable Path init;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where weights and rows go; default MODEL-comparison.")
  @Nullable Path out;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "With --all: also draw accuracy against cycles, as SVG.")
  @Nullable Path picture;

  /** What is compared. */
  static final class Subject {
    @Parameters(paramLabel = "MODEL", description = ModelArgument.DESCRIPTION)
    String name = "";

    @Option(names = "--all", required = true, description = "All networks of the paper.")
    boolean all;
  }

  @Override
  public Integer call() {
    return subject.all ? showRecorded() : compare(Models.named(subject.name));
  }

  private int showRecorded() {
    spec.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(name -> !WITH_ALL.contains(name))
        .forEach(
            name -> {
              throw new UserError(
                  name + " does nothing with --all, which runs nothing: give a MODEL instead");
            });
    new Overwriting().writes("--picture", picture).writes(JsonOption.NAME, json.file).check();
    Map<PaperNetwork, List<ComparisonRow>> recorded =
        RecordedRows.read(Checkout.folder("models/results", "a MODEL instead of --all"));
    PaperTable table = new PaperTable(recorded);
    System.out.print(table);
    if (picture != null) {
      new PaperPicture(recorded).write(picture);
    }
    json.write(table::facts);
    return 0;
  }

  private int compare(Model written) {
    if (picture != null) {
      throw new UserError("--picture is drawn of all networks on record: give --all, not a MODEL");
    }
    Model found = settings.applyTo(written);
    check(found.spec());
    Path conventional =
        init != null ? init : Checkout.conventionalWeights(found.spec(), "--init FILE");
    Path folder = out != null ? out : Path.of(defaultName(found.spec()));
    Map<Contender, Integer> contenders = contenders();
    checkWritten(conventional, SeedComparison.files(folder, contenders));
    List<ComparisonRow> rows =
        new SeedComparison(
                found,
                rivals(found),
                recipe.choices(conventional, null),
                data.images(found.spec(), images.count()),
                folder,
                new ComparisonRow.Origin(command(), Checkout.commit()))
            .run(contenders);
    System.out.print(new SeedTable(rows));
    json.write(() -> rows.stream().map(ComparisonRow::facts).toList());
    return rows.stream().allMatch(row -> row.firmware().differingBytes() == 0)
        ? 0
        : Main.CHECK_FAILED;
  }

  private Map<Contender, Model> rivals(Model found) {
    return Map.of(
        Contender.LOW_RANK,
        ModelWithSettings.of(found, LowRank.rivalOf(found.spec()), Checkout::modelCompiler),
        Contender.DEEP_REUSE,
        SettingsOption.apply(deepReuseSettings, found));
  }

  private Map<Contender, Integer> contenders() {
    return Map.of(
        Contender.CONVENTIONAL_TUNED,
        rivalSeeds,
        Contender.DEEP_REUSE,
        deepReuseSeeds,
        Contender.LOW_RANK,
        lowRankSeeds(),
        Contender.TREC,
        seeds);
  }

  private void checkWritten(Path conventional, List<Path> rows) {
    Overwriting files =
        settings
            .overwriting()
            .reads("--deep-reuse-settings", deepReuseSettings)
            .reads("--init", conventional);
    rows.forEach(file -> files.writes("--out", file));
    files.writes(JsonOption.NAME, json.file).check();
  }

  /** Low rank needs C that the class has not, which only a checkout can write. */
  private int lowRankSeeds() {
    if (rivalSeeds > 0 && !Checkout.isHere()) {
      log.warn("outside a trec4j checkout there is no C for low rank: it is left out");
      return 0;
    }
    return rivalSeeds;
  }

  private void check(NetworkSpec written) {
    if (!written.reuses()) {
      throw new UserError(written.name() + " has no @TrecConv: there is nothing to compare");
    }
    if (seeds < 1 || Math.min(deepReuseSeeds, rivalSeeds) < 0) {
      throw new UserError(
          "--seeds: at least one network; --deep-reuse-seeds and --rival-seeds: not negative");
    }
  }

  private static String defaultName(NetworkSpec written) {
    return written.name().toLowerCase(Locale.ROOT) + "-comparison";
  }

  private String command() {
    return "./trec " + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
  }
}
