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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Fits a network to reuse that was just switched on. */
public final class ReusePreparation {
  private static final int IMAGES_TO_LEARN = 500;
  private static final int IMAGES_TO_ESTIMATE = 1280;
  private static final int BATCH = 64;

  private ReusePreparation() {}

  /**
   * Makes the hash vectors of all layers that learn them, layer by layer, so that each sees what
   * the layers before it give under reuse; and estimates the normalisations' statistics anew. No
   * layer computes an image twice: the work grows linearly with depth.
   *
   * @param network modified
   */
  public static void prepare(Network network, Dataset training, long seed) {
    PartialForward learned = new PartialForward(network, Mode.EVALUATE, inOrder(training, seed));
    PartialForward estimated = new PartialForward(network, Mode.TRAIN, shuffled(training, seed));
    List<Layer> layers = network.layers();
    int passed = 0;
    for (Layer layer : layers) {
      if (layer instanceof ConvLayer convolution && convolution.learnsReuse()) {
        int before = layers.indexOf(layer);
        estimate(layers.subList(passed, before), () -> estimated.pass(before));
        learned.pass(before);
        // a convolution has one input
        String input = network.spec().node(convolution.name()).inputs().get(0);
        convolution.learnReuse(learned.value(input), filterScales(network, convolution), seed);
        passed = before;
      }
    }
    estimate(layers.subList(passed, layers.size()), () -> estimated.pass(layers.size()));
  }

  private static List<Tensor> inOrder(Dataset training, long seed) {
    Dataset sample = training.split(IMAGES_TO_LEARN, seed).part();
    List<Tensor> batches = new ArrayList<>();
    for (int from = 0; from < sample.size(); from += BATCH) {
      Tensor batch = new Tensor(sample.shape());
      sample.read(from, Math.min(BATCH, sample.size() - from), batch);
      batches.add(batch);
    }
    return batches;
  }

  /** Returns batches of one size, each of images of all kinds, as training's are. */
  private static List<Tensor> shuffled(Dataset training, long seed) {
    Dataset sample = training.split(IMAGES_TO_ESTIMATE, seed).part();
    List<Tensor> batches = new ArrayList<>();
    new Batches(sample, BATCH, Augmentation.NONE, seed)
        .epoch(0, batch -> batches.add(PartialForward.copy(batch.images())));
    return batches;
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

  /** Sets the running statistics of some normalisations to those over all batches that pass. */
  private static void estimate(List<Layer> layers, Runnable pass) {
    forEachNormalization(layers, BatchNormLayer::startEstimate);
    pass.run();
    forEachNormalization(layers, BatchNormLayer::endEstimate);
  }

  private static void forEachNormalization(List<Layer> layers, Consumer<BatchNormLayer> action) {
    for (Layer layer : layers) {
      if (layer instanceof BatchNormLayer normalization) {
        action.accept(normalization);
      }
    }
  }
}
