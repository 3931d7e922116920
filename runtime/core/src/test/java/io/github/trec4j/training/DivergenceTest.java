package io.github.trec4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.checkpoint.Safetensors;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.data.Augmentation;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.layers.Parameter;
import io.github.trec4j.network.SmallNetworks;
import io.github.trec4j.network.SpecNetwork;
import io.github.trec4j.progress.Progress;
import io.github.trec4j.spec.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A training whose numbers are no longer finite stops, and what was saved before stays. */
final class DivergenceTest {
  private static final Compute COMPUTE = Compute.withThreads(1);
  private static final Dataset TRAINING = SmallNetworks.data(256, 1);
  private static final int EPOCHS = 3;

  @TempDir Path folder;

  private static SpecNetwork network(Method method) {
    SpecNetwork network = new SpecNetwork(SmallNetworks.spec().with(method), COMPUTE, 1);
    ReusePreparation.prepare(network, TRAINING, 1);
    return network;
  }

  private static Trainer trainer(SpecNetwork network, double largestNorm, Schedule schedule) {
    TrainingSettings settings =
        new TrainingSettings(EPOCHS, 64, schedule, 0.9, 5e-4, largestNorm, 0, Augmentation.NONE, 1);
    return new Trainer(network, settings, TRAINING, Optional.empty(), COMPUTE.workers());
  }

  private static Parameter weights(SpecNetwork network) {
    return network.layer("conv1").parameters().get(0);
  }

  private static void assertMessage(String pattern, Runnable training) {
    UserError error = assertThrows(UserError.class, training::run);
    assertTrue(error.getMessage().matches(pattern), error.getMessage());
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void stopsAndKeepsTheLastCheckpoint(Method method) {
    SpecNetwork network = network(method);
    Trainer trainer = trainer(network, 5, epoch -> epoch < 1 ? 0.01 : 1e35);
    Path file = folder.resolve("out.checkpoint");
    List<Integer> saved = new ArrayList<>();
    assertMessage(
        "training diverged in epoch 2 of 3: (the loss is (NaN|Infinity)|gradients are not finite)"
            + " \\(last finite loss [0-9.]+\\); give a lower --learning-rate, or --init with the"
            + " checkpoint of epoch 1, which stays",
        () ->
            trainer.run(
                Progress.SILENT,
                report -> {
                  saved.add(report.epoch());
                  Safetensors.write(file, trainer.checkpoint());
                }));
    assertEquals(List.of(1), saved);
    SpecNetwork again = network(method);
    NetworkWeights.restore(again, Safetensors.read(file), file.toString());
    assertTrue(NetworkWeights.areFinite(again));
  }

  @Test
  void stopsAtTheFirstLoss() {
    SpecNetwork network = network(Method.CONVENTIONAL);
    weights(network).values()[0] = Float.NaN;
    assertMessage(
        "training diverged in epoch 1 of 3: the loss is NaN \\(it never was finite\\); give a lower"
            + " --learning-rate",
        () -> trainer(network, 5, epoch -> 0.01).run(Progress.SILENT, report -> {}));
  }

  /** The last step of an epoch spoils weights that no loss has seen yet. */
  @Test
  void stopsAtWeightsBeforeTheyAreSaved() {
    SpecNetwork network = network(Method.CONVENTIONAL);
    Trainer trainer =
        trainer(network, Double.POSITIVE_INFINITY, epoch -> epoch < 0.75 ? 0.01 : Double.MAX_VALUE);
    assertMessage(
        "training diverged in epoch 1 of 3: weights are not finite \\(last finite loss .*",
        () ->
            trainer.run(
                Progress.SILENT,
                report -> {
                  throw new AssertionError("must not be saved");
                }));
  }

  @Test
  void weightsThatAreNotFiniteAreNotStartedFrom() {
    SpecNetwork network = network(Method.CONVENTIONAL);
    weights(network).values()[3] = Float.POSITIVE_INFINITY;
    Weights spoilt = NetworkWeights.of(network);
    assertMessage(
        "w: conv1.weights has values that are not finite, as the training diverged: train it anew",
        () -> NetworkWeights.initialize(network(Method.TREC), spoilt, "w"));
  }
}
