package io.github.trec4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.checkpoint.Safetensors;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.network.SmallNetworks;
import io.github.trec4j.network.SpecNetwork;
import io.github.trec4j.progress.Progress;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole trainings of a small network. */
final class TrainerTest {
  private static final Compute COMPUTE = Compute.withThreads(2);
  private static final Dataset TRAINING = SmallNetworks.data(300, 1);
  private static final Dataset HELD = SmallNetworks.data(90, 2);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Method.class)
  void learns(Method method) {
    SpecNetwork network = network(SmallNetworks.spec().with(method), 1);
    ReusePreparation.prepare(network, TRAINING, 1);
    trainer(network, 4).run(Progress.SILENT, report -> {});
    Evaluation evaluation = Evaluation.of(network, HELD);
    assertTrue(evaluation.accuracy() > 0.9, () -> method + ": " + evaluation);
  }

  @Test
  void sameSeedAndThreadsGiveTheSameBytes() throws IOException {
    assertArrayEquals(trainedFile("one", 1), trainedFile("two", 1));
  }

  @Test
  void anotherSeedGivesOtherWeights() throws IOException {
    assertTrue(Files.mismatch(write("one", 1), write("two", 2)) >= 0);
  }

  private byte[] trainedFile(String name, long seed) throws IOException {
    return Files.readAllBytes(write(name, seed));
  }

  private Path write(String name, long seed) {
    SpecNetwork network = network(SmallNetworks.spec(), seed);
    ReusePreparation.prepare(network, TRAINING, seed);
    trainer(network, 2).run(Progress.SILENT, report -> {});
    Path file = folder.resolve(name);
    Safetensors.write(file, NetworkWeights.of(network));
    return file;
  }

  @Test
  void resumedTrainingGoesOnExactly() {
    SpecNetwork whole = network(SmallNetworks.spec(), 1);
    ReusePreparation.prepare(whole, TRAINING, 1);
    Trainer first = trainer(whole, 4);
    Path file = folder.resolve("checkpoint");
    first.run(
        Progress.SILENT,
        report -> {
          if (report.epoch() == 2) {
            Safetensors.write(file, first.checkpoint());
          }
        });
    SpecNetwork resumed = network(SmallNetworks.spec(), 1);
    Trainer second = trainer(resumed, 4);
    second.resume(Safetensors.read(file), file.toString());
    second.run(Progress.SILENT, report -> assertTrue(report.epoch() > 2));
    assertEqual(NetworkWeights.of(whole), NetworkWeights.of(resumed));
  }

  private static void assertEqual(Weights expected, Weights actual) {
    assertEquals(expected.tensors().keySet(), actual.tensors().keySet());
    for (String name : expected.tensors().keySet()) {
      assertArrayEquals(expected.get(name), actual.get(name), name);
    }
  }

  @Test
  void resumingWithOtherSettingsIsRefused() {
    SpecNetwork network = network(SmallNetworks.spec(), 1);
    Weights checkpoint = trainer(network, 4).checkpoint();
    assertMessage(
        () -> trainer(network, 5).resume(checkpoint, "run.safetensors"),
        "run.safetensors was trained with epochs 4",
        "resume with the same settings");
  }

  @Test
  void resumingFromPlainWeightsIsRefused() {
    SpecNetwork network = network(SmallNetworks.spec(), 1);
    assertMessage(
        () -> trainer(network, 4).resume(NetworkWeights.of(network), "w.safetensors"),
        "w.safetensors holds weights but no state of a training",
        "--init");
  }

  @Test
  void resumingAnotherVariantIsRefused() {
    Weights conventional = trainer(network(SmallNetworks.conventional(), 1), 4).checkpoint();
    SpecNetwork network = network(SmallNetworks.spec(), 1);
    assertMessage(
        () -> trainer(network, 4).resume(conventional, "w.safetensors"),
        "w.safetensors was trained for Small with fingerprint",
        "train anew");
  }

  @Test
  void initializesFromConventionalWeightsAndKeepsHashes() {
    SpecNetwork conventional = network(SmallNetworks.conventional(), 3);
    SpecNetwork reusing = network(SmallNetworks.spec(), 1);
    assertTrue(NetworkWeights.initialize(reusing, NetworkWeights.of(conventional), "w"));
    assertArrayEquals(
        NetworkWeights.of(conventional).get("conv1.weights"),
        NetworkWeights.of(reusing).get("conv1.weights"));
  }

  private static void assertMessage(Runnable action, String... parts) {
    UserError error = assertThrows(UserError.class, action::run);
    for (String part : parts) {
      assertTrue(error.getMessage().contains(part), error.getMessage());
    }
  }

  private static SpecNetwork network(NetworkSpec spec, long seed) {
    return new SpecNetwork(spec, COMPUTE, seed);
  }

  private static Trainer trainer(SpecNetwork network, int epochs) {
    TrainingSettings settings = TrainingSettings.fromScratch(epochs, 1);
    return new Trainer(network, settings, TRAINING, Optional.empty(), COMPUTE.workers());
  }
}
