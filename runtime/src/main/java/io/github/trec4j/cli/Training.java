package io.github.trec4j.cli;

import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.checkpoint.Safetensors;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.math.Compute;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.training.ReusePreparation;
import io.github.trec4j.training.Trainer;
import io.github.trec4j.training.TrainingSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains a model by one method with the standard settings.
 *
 * @param model the class
 * @param method what to train
 * @param images to train on
 * @param seed of everything random
 */
record Training(Model model, Method method, Dataset images, long seed) {
  private static final int EPOCHS = 14;
  private static final int EPOCHS_OF_FINE_TUNING = 4;

  /**
   * What a user may choose; what is empty follows the standard.
   *
   * @param init weights to fine-tune from, instead of starting from scratch
   * @param resume checkpoint of the same training to go on from
   * @param epochs how often each image is seen
   * @param peakRate of the learning rate
   */
  record Choices(
      Optional<Path> init,
      Optional<Path> resume,
      Optional<Integer> epochs,
      Optional<Double> peakRate) {
    /** Fine-tunes with the standard settings. */
    static Choices fineTuning(Path init, int epochs) {
      return new Choices(
          Optional.of(init), Optional.empty(), Optional.of(epochs), Optional.empty());
    }

    private TrainingSettings settings(long seed) {
      TrainingSettings standard =
          init.isPresent()
              ? TrainingSettings.fineTuning(epochs.orElse(EPOCHS_OF_FINE_TUNING), seed)
              : TrainingSettings.fromScratch(epochs.orElse(EPOCHS), seed);
      return peakRate.map(standard::withPeakRate).orElse(standard);
    }
  }

  /**
   * Trains.
   *
   * @param validation images held back
   * @param afterEpoch takes the state after each epoch, which training can be resumed from
   */
  TrainedModel run(Choices choices, Optional<Dataset> validation, Consumer<Weights> afterEpoch) {
    Compute compute = Compute.standard();
    NetworkSpec spec = model.spec().with(method);
    Network network = model.create(spec, new Layers(spec, compute, seed));
    if (choices.resume().isEmpty()) {
      initialize(network, choices.init());
    }
    Trainer trainer =
        new Trainer(network, choices.settings(seed), images, validation, compute.workers());
    choices.resume().ifPresent(file -> trainer.resume(Safetensors.read(file), file.toString()));
    trainer.run(report -> afterEpoch.accept(trainer.checkpoint()));
    return new TrainedModel(model, method, NetworkWeights.of(network));
  }

  private void initialize(Network network, Optional<Path> init) {
    boolean needsHashes =
        init.map(
                file -> NetworkWeights.initialize(network, Safetensors.read(file), file.toString()))
            .orElse(network.spec().reuses());
    if (needsHashes) {
      ReusePreparation.prepare(network, images, seed);
    }
  }
}
