package io.github.trec4j.models.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.checkpoint.Safetensors;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.experiment.ComparisonRow;
import io.github.trec4j.experiment.Contender;
import io.github.trec4j.experiment.SeedComparison;
import io.github.trec4j.experiment.Trial;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.report.SeedTable;
import io.github.trec4j.settings.LowRank;
import io.github.trec4j.settings.ModelWithSettings;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.ReuseSettings;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.training.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedComparisonTest {
  private static final Model MODEL = new OddPoolsNetwork.Provider();
  private static final Map<Contender, Integer> ONE_EACH =
      Arrays.stream(Contender.values())
          .collect(Collectors.toMap(contender -> contender, contender -> 1));
  private static final Set<String> FACTS =
      Set.of(
          "model",
          "method",
          "setting",
          "seed",
          "data",
          "floatAccuracy",
          "int8Accuracy",
          "instructions",
          "convInstructions",
          "remainingRatios",
          "ramBytes",
          "weights",
          "command",
          "commit");

  private static final ReuseSettings DEEP_REUSE =
      ReuseSettings.AS_WRITTEN
          .with("widen", Optional.of(Reuse.builder(4).bits(2).build().deepReuse()))
          .with("logits", Optional.empty());

  @TempDir private Path folder;

  @BeforeEach
  void writeConventionalWeights() {
    NetworkSpec plain = MODEL.spec().with(Method.CONVENTIONAL);
    Safetensors.write(init(), NetworkWeights.of(MODEL.create(plain, new Layers(plain))));
  }

  private Path init() {
    return folder.resolve("init.safetensors");
  }

  @Test
  void comparesAllMethodsAndGoesOnWhereItStopped() throws IOException {
    List<ComparisonRow> rows = comparison(1, "first").run(ONE_EACH);
    assertEquals(List.of(Contender.values()), rows.stream().map(ComparisonRow::contender).toList());
    for (ComparisonRow row : rows) {
      assertTrue(row.facts().keySet().containsAll(FACTS), row::toString);
      assertEquals(0, row.firmware().differingBytes());
      assertTrue(Files.exists(Path.of(row.weights())));
    }
    String table = new SeedTable(rows).toString();
    assertEquals(
        "widen segment = 4, bits = 2, hashing = Hashing.RANDOM; logits conventional",
        rows.get(2).setting());

    Path weights = folder.resolve("rows/trec-1.safetensors");
    FileTime trained = Files.getLastModifiedTime(weights);
    Files.delete(folder.resolve("rows/trec-1.json"));
    List<ComparisonRow> again = comparison(1, "second").run(ONE_EACH);
    assertEquals(
        List.of("first", "first", "first", "first", "second"),
        again.stream().map(row -> row.origin().command()).toList());
    assertEquals(table, new SeedTable(again).toString(), "the same weights give the same row");
    assertEquals(trained, Files.getLastModifiedTime(weights), "only measured again");

    Files.delete(folder.resolve("rows/trec-1.json"));
    Files.delete(weights);
    assertEquals(
        table,
        new SeedTable(comparison(1, "third").run(ONE_EACH)).toString(),
        "the same seed gives the same row");

    UserError error = assertThrows(UserError.class, () -> comparison(2, "fourth").run(ONE_EACH));
    assertTrue(error.getMessage().contains("another comparison"), error.getMessage());
  }

  @Test
  void imagesToHoldBackAreNeeded() {
    UserError error =
        assertThrows(UserError.class, () -> comparison(1, "none", noise(9, 1)).run(ONE_EACH));
    assertEquals(
        "noise: of 9 training images a tenth is held back for validation, which is none: give more",
        error.getMessage());
  }

  private static Model with(ReuseSettings settings) {
    return ModelWithSettings.of(MODEL, settings, SeedComparisonTest::compiler);
  }

  private SeedComparison comparison(int epochs, String command) {
    return comparison(epochs, command, noise(120, 1));
  }

  private SeedComparison comparison(int epochs, String command, Dataset training) {
    return new SeedComparison(
        MODEL,
        Map.of(
            Contender.LOW_RANK,
            with(LowRank.rivalOf(MODEL.spec())),
            Contender.DEEP_REUSE,
            with(DEEP_REUSE)),
        Training.Choices.fineTuning(init(), epochs),
        new Trial.Images("noise", training, noise(30, 2), 2),
        folder.resolve("rows"),
        new ComparisonRow.Origin(command, "unknown"));
  }

  /** Returns a compiler of models by the processor as built beside this module. */
  private static ModelCompiler compiler() {
    Path built = Path.of("..", "processor", "target");
    return ModelCompiler.of(built.resolve("classes"), built.resolve("lib"));
  }

  private static Dataset noise(int images, long seed) {
    Shape shape = MODEL.spec().input();
    byte[] pixels = new byte[images * shape.size()];
    Random random = new Random(seed);
    random.nextBytes(pixels);
    int[] labels = random.ints(images, 0, MODEL.spec().classes()).toArray();
    return new Dataset(shape, List.of("a", "b", "c", "d", "e", "f"), pixels, labels);
  }
}
