package io.github.trec4j.training;

import io.github.trec4j.data.Augmentation;
import io.github.trec4j.data.Batches;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.layers.BatchNormLayer;
import io.github.trec4j.layers.ConvLayer;
import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Consumer;

/** Fits a network to reuse that was just switched on. */
public final class ReusePreparation {
  private static final int IMAGES_TO_LEARN = 500;
  private static final int IMAGES_TO_ESTIMATE = 1280;
  private static final int BATCH = 64;

  private ReusePreparation() {}

  /**
   * Makes the hash vectors of all layers that learn them, layer by layer, so that each sees what
   * the layers before it give under reuse; and estimates the normalisations' statistics anew.
   *
   * @param network modified
   */
  public static void prepare(Network network, Dataset training, long seed) {
    Tensor images = new Tensor(training.shape());
    Dataset sample = training.split(IMAGES_TO_LEARN, seed).part();
    sample.read(0, sample.size(), images);
    for (Layer layer : network.layers()) {
      if (layer instanceof ConvLayer convolution && convolution.learnsReuse()) {
        network.forward(images, Mode.EVALUATE);
        convolution.learnReuse(
            inputOf(network, layer, images), filterScales(network, convolution), seed);
        estimateStatistics(network, training, seed);
      }
    }
    if (!learns(network)) {
      estimateStatistics(network, training, seed);
    }
  }

  private static boolean learns(Network network) {
    return network.layers().stream()
        .anyMatch(layer -> layer instanceof ConvLayer convolution && convolution.learnsReuse());
  }

  private static Tensor inputOf(Network network, Layer layer, Tensor images) {
    // a convolution has one input
    String input = network.spec().node(layer.name()).inputs().get(0);
    return input.equals(NetworkSpec.INPUT) ? images : network.layer(input).output();
  }

  private static float[] filterScales(Network network, ConvLayer convolution) {
    NetworkSpec spec = network.spec();
    for (Node node : spec.readers(spec.node(convolution.name()))) {
      if (network.layer(node.name()) instanceof BatchNormLayer normalization) {
        return normalization.channelScales();
      }
    }
    float[] ones = new float[convolution.output().shape().channels()];
    Arrays.fill(ones, 1f);
    return ones;
  }

  /** Sets the running statistics of all batch normalisations to those over some batches. */
  public static void estimateStatistics(Network network, Dataset training, long seed) {
    Dataset sample = training.split(IMAGES_TO_ESTIMATE, seed).part();
    forEachNormalization(network, BatchNormLayer::startEstimate);
    new Batches(sample, BATCH, Augmentation.NONE, seed)
        .epoch(0, batch -> network.forward(batch.images(), Mode.TRAIN));
    forEachNormalization(network, BatchNormLayer::endEstimate);
  }

  private static void forEachNormalization(Network network, Consumer<BatchNormLayer> action) {
    for (Layer layer : network.layers()) {
      if (layer instanceof BatchNormLayer normalization) {
        action.accept(normalization);
      }
    }
  }
}
