package io.github.trec4j.training;

import io.github.trec4j.FileFault;
import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.checkpoint.Safetensors;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.data.ClassNames;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.Network;
import io.github.trec4j.progress.Progress;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Trains a model by one method with the standard settings.
 *
 * @param model the class
 * @param method what to train
 * @param images to train on
 * @param seed of everything random
 */
public record Training(Model model, Method method, Dataset images, long seed) {
  private static final int MOST_VALIDATION_IMAGES = 2500;
  private static final int VALIDATION_SHARE = 10;
  private static final long SPLIT_SEED = 1;
  private static final int EPOCHS = 14;
  private static final int EPOCHS_OF_FINE_TUNING = 4;

  /**
   * Checks that the network tells the images' classes apart.
   *
   * @throws UserError if it gives more or fewer logits
   */
  public Training {
    new ClassNames(images.classes(), "the training set").requireCount(model.spec());
  }

  /**
   * Holds images back for validation: a tenth, at most {@value #MOST_VALIDATION_IMAGES}. They are
   * the same ones whatever a training's seed, or weights that another seed trained would already
   * know them.
   *
   * @return the images held back, and the rest to train on
   */
  public static Dataset.Split holdBack(Dataset images) {
    int held = Math.min(MOST_VALIDATION_IMAGES, images.size() / VALIDATION_SHARE);
    return images.split(held, SPLIT_SEED);
  }

  /**
   * What a user may choose; what is empty follows the standard.
   *
   * @param init weights to fine-tune from, instead of starting from scratch
   * @param resume checkpoint of the same training to go on from
   * @param epochs how often each image is seen
   * @param peakRate of the learning rate
   */
  public record Choices(
      Optional<Path> init,
      Optional<Path> resume,
      Optional<Integer> epochs,
      Optional<Double> peakRate) {
    /** Trains from the first weights on with the standard settings. */
    public static Choices fromScratch(int epochs) {
      return new Choices(Optional.empty(), Optional.empty(), Optional.of(epochs), Optional.empty());
    }

    /** Fine-tunes with the standard settings. */
    public static Choices fineTuning(Path init, int epochs) {
      return new Choices(
          Optional.of(init), Optional.empty(), Optional.of(epochs), Optional.empty());
    }

    /** Returns what the result depends on, but for images, method and seed. */
    public String text() {
      return init.map(file -> "from weights with CRC-32 " + crc32(file)).orElse("from scratch")
          + epochs.map(number -> ", epochs " + number).orElse("")
          + peakRate.map(rate -> ", learning rate " + rate).orElse("");
    }

    private static String crc32(Path file) {
      CRC32 sum = new CRC32();
      try {
        sum.update(Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UserError(
            "%s cannot be read (%s): check the path".formatted(file, FileFault.reason(e)), e);
      }
      return "%08x".formatted(sum.getValue());
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
   * Trains in silence, but for a log line an epoch.
   *
   * @param validation images held back
   */
  public TrainedModel run(Choices choices, Optional<Dataset> validation) {
    return run(choices, validation, Progress.SILENT, state -> {});
  }

  /**
   * Trains.
   *
   * @param validation images held back
   * @param progress told of each epoch's images
   * @param afterEpoch takes the state after each epoch, which training can be resumed from
   */
  public TrainedModel run(
      Choices choices,
      Optional<Dataset> validation,
      Progress progress,
      Consumer<Weights> afterEpoch) {
    Compute compute = Compute.standard();
    NetworkSpec spec = model.spec().with(method);
    Network network = model.create(spec, new Layers(spec, compute, seed));
    if (choices.resume().isEmpty()) {
      initialize(network, choices.init());
    }
    Trainer trainer =
        new Trainer(network, choices.settings(seed), images, validation, compute.workers());
    choices.resume().ifPresent(file -> trainer.resume(Safetensors.read(file), file.toString()));
    trainer.run(progress, report -> afterEpoch.accept(trainer.checkpoint()));
    return new TrainedModel(model, method, NetworkWeights.of(network)).withSeed(seed);
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
