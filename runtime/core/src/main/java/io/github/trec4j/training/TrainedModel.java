package io.github.trec4j.training;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.checkpoint.Safetensors;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.int8.Quantizer;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.Network;
import io.github.trec4j.quantization.Calibration;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model with its numbers.
 *
 * @param model the class
 * @param method by which the numbers were trained
 * @param weights the numbers
 * @param source where the numbers are from, for messages
 */
public record TrainedModel(Model model, Method method, Weights weights, String source) {
  private static final long CALIBRATION_SEED = 1;

  /** Metadata: the seed of the training that made the numbers. */
  private static final String SEED = "seed";

  /** Holds numbers that are in no file yet. */
  public TrainedModel(Model model, Method method, Weights weights) {
    this(model, method, weights, method + " weights");
  }

  /**
   * Reads weights; which method they are for follows from their fingerprint.
   *
   * @throws UserError if the file is not readable, holds the weights of another network, or a seed
   *     that is no number
   */
  public static TrainedModel read(Model model, Path file) {
    Weights weights = Safetensors.read(file);
    seed(weights, file.toString());
    String fingerprint = weights.metadata().get(NetworkWeights.FINGERPRINT);
    for (Method method : Method.values()) {
      if (model.spec().with(method).fingerprint().hex().equals(fingerprint)) {
        return new TrainedModel(model, method, weights, file.toString());
      }
    }
    throw new UserError(
        "%s holds weights %s, of no variant of %s (%s): train it anew, start from these with --init, or give the settings that they were trained with by --settings"
            .formatted(
                file,
                fingerprint == null ? "without a fingerprint" : "with fingerprint " + fingerprint,
                model.spec().name(),
                model.spec().fingerprint()));
  }

  /**
   * Returns this, if it is of the given method.
   *
   * @param file where it was read, for the message
   * @param remedy what the user can do but train others, for the message
   * @throws UserError if it is not
   */
  public TrainedModel expect(Method expected, Path file, String remedy) {
    // methods that compile to the same network share weights
    if (!spec().fingerprint().equals(model.spec().with(expected).fingerprint())) {
      throw new UserError(
          "%s holds weights trained by method %s, not %s: %s, or train with --method %s --init %s"
              .formatted(file, method, expected, remedy, expected, file));
    }
    return new TrainedModel(model, expected, weights, source);
  }

  /** Returns this, with the seed of its training recorded. */
  TrainedModel withSeed(long seed) {
    return new TrainedModel(model, method, weights.withFact(SEED, Long.toString(seed)), source);
  }

  /**
   * Returns the seed of the training; empty where the weights do not tell.
   *
   * @throws UserError if they tell something else than a number
   */
  public Optional<Long> seed() {
    return seed(weights, source);
  }

  private static Optional<Long> seed(Weights weights, String place) {
    String text = weights.metadata().get(SEED);
    try {
      return Optional.ofNullable(text).map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw new UserError("%s: the seed is %s, no number: train it anew".formatted(place, text), e);
    }
  }

  /** Returns the network by this method. */
  public NetworkSpec spec() {
    return model.spec().with(method);
  }

  /** Returns a network that holds the weights. */
  public Network network() {
    Network network = model.create(spec(), new Layers(spec()));
    NetworkWeights.restore(network, weights, source);
    return network;
  }

  /** Quantises, calibrated on some of the training images. */
  public QuantizedNetwork quantize(Dataset training) {
    FirmwarePlan plan = FirmwarePlan.of(spec());
    Dataset sample = training.split(Calibration.ENOUGH_IMAGES, CALIBRATION_SEED).part();
    return Quantizer.quantize(plan, weights, Calibration.measure(network(), plan, pixels(sample)));
  }

  /** Returns the share of images that floating-point arithmetic classifies rightly, 0 to 1. */
  public double floatAccuracy(Dataset data) {
    return Evaluation.of(network(), data).accuracy();
  }

  /** Returns the share of images that a network's integers classify rightly, 0 to 1. */
  public static double int8Accuracy(QuantizedNetwork network, Dataset data) {
    return new Int8Network(network).accuracy(pixels(data), labels(data));
  }

  /**
   * Returns the pixels of images spread evenly over a set, hence over its classes.
   *
   * @param count most images
   * @throws UserError if it is not positive
   */
  public static List<byte[]> someOf(Dataset data, int count) {
    if (count < 1) {
      throw new UserError("--images " + count + ": at least one image must run");
    }
    int used = Math.min(count, data.size());
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < used; i++) {
      chosen.add((int) ((long) i * data.size() / used));
    }
    return pixels(data.select(chosen));
  }

  /** Returns the pixels of all images, {@code [H, W, C]} each. */
  public static List<byte[]> pixels(Dataset data) {
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      byte[] image = new byte[data.shape().size()];
      data.copyPixels(i, image, 0);
      images.add(image);
    }
    return images;
  }

  private static int[] labels(Dataset data) {
    int[] labels = new int[data.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = data.label(i);
    }
    return labels;
  }
}
