package io.github.trec4j.tuning;

import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.layers.Convolution;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.math.Compute;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.plan.CostModel;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Stages;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.tensor.Tensor;
import io.github.trec4j.training.Evaluation;
import io.github.trec4j.training.ReusePreparation;
import io.github.trec4j.training.TrainedModel;
import java.util.Map;
import java.util.Optional;

/**
 * Measures trained weights with reuse switched on, without training: hashes are made from training
 * images and normalisations' statistics estimated anew.
 *
 * @param conventional the weights
 * @param training images to learn hashes from
 * @param validation images to measure accuracy on
 * @param seed of the hashes
 */
record NetworkProbe(TrainedModel conventional, Dataset training, Dataset validation, long seed)
    implements Probe {
  private static final int IMAGES_TO_COUNT_CLUSTERS = 64;

  @Override
  public Point measure(Map<String, Optional<Reuse>> convolutions) {
    NetworkSpec spec = conventional.spec().with(convolutions);
    Network network = conventional.model().create(spec, new Layers(spec, Compute.standard(), seed));
    NetworkWeights.initialize(network, conventional.weights(), "the conventional weights");
    if (spec.reuses()) {
      ReusePreparation.prepare(network, training, seed);
    }
    double accuracy = Evaluation.of(network, validation).accuracy();
    run(network);
    long all = 0;
    long ofConvolutions = 0;
    for (Step step : FirmwarePlan.of(spec).steps()) {
      long instructions = instructions(network, step);
      all += instructions;
      ofConvolutions += step.kernel().convolves() ? instructions : 0;
    }
    return new Point(convolutions, accuracy, all, ofConvolutions);
  }

  /** Lets every layer see one batch, whose clusters it then tells. */
  private void run(Network network) {
    Tensor images = new Tensor(validation.shape());
    validation.read(0, Math.min(IMAGES_TO_COUNT_CLUSTERS, validation.size()), images);
    network.forward(images, Mode.EVALUATE);
  }

  private static long instructions(Network network, Step step) {
    Op op = step.main().op();
    double clusters = 0;
    if (op instanceof Op.Conv conv
        && conv.reuse().isPresent()
        && network.layer(Stages.convolution(step.main().name())) instanceof Convolution layer) {
      clusters = layer.remainingRatio() * Segmentation.of(conv, step.inputShape()).perSlice();
    }
    return CostModel.instructions(op, step.inputShape(), clusters);
  }
}
