package io.github.trec4j.cli;

import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.checkpoint.Safetensors;
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
   * Trains.
   *
   * @param init weights to fine-tune from; empty to start from scratch
   * @param epochs how often each image is seen; empty for the standard
   * @param peakRate of the learning rate; empty for the standard
   * @param validation images held back
   * @param afterEpoch sees the network after each epoch
   */
  TrainedModel run(
      Optional<Path> init,
      Optional<Integer> epochs,
      Optional<Double> peakRate,
      Optional<Dataset> validation,
      Consumer<Network> afterEpoch) {
    Compute compute = Compute.standard();
    NetworkSpec spec = model.spec().with(method);
    Network network = model.create(spec, new Layers(spec, compute, seed));
    boolean needsHashes =
        init.map(
                file -> NetworkWeights.initialize(network, Safetensors.read(file), file.toString()))
            .orElse(spec.reuses());
    if (needsHashes) {
      ReusePreparation.prepare(network, images, seed);
    }
    TrainingSettings standard =
        init.isPresent()
            ? TrainingSettings.fineTuning(epochs.orElse(EPOCHS_OF_FINE_TUNING), seed)
            : TrainingSettings.fromScratch(epochs.orElse(EPOCHS), seed);
    TrainingSettings settings = peakRate.map(standard::withPeakRate).orElse(standard);
    new Trainer(network, settings, images, validation, compute.workers())
        .run(report -> afterEpoch.accept(network));
    return new TrainedModel(model, method, NetworkWeights.of(network));
  }
}
