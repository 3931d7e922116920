package io.github.trec4j.tuning;

import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.layers.ConvLayer;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.ReuseSettings;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Lowering;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.spec.plan.TrecPlan;
import io.github.trec4j.tensor.Tensor;
import io.github.trec4j.training.Evaluation;
import io.github.trec4j.training.ReusePreparation;
import io.github.trec4j.training.TrainedModel;

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
  public Point measure(ReuseSettings settings) {
    NetworkSpec spec = conventional.spec().with(settings);
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
      long cycles = cycles(network, step);
      all += cycles;
      ofConvolutions += step.main().op() instanceof Convolution ? cycles : 0;
    }
    return new Point(settings, accuracy, all, ofConvolutions);
  }

  /** Lets every layer see one batch, whose clusters it then tells. */
  private void run(Network network) {
    Tensor images = new Tensor(validation.shape());
    validation.read(0, Math.min(IMAGES_TO_COUNT_CLUSTERS, validation.size()), images);
    network.forward(images, Mode.EVALUATE);
  }

  private static long cycles(Network network, Step step) {
    if (step.kernel() instanceof TrecPlan plan
        && network.layer(Lowering.convolution(step.main().name())) instanceof ConvLayer layer) {
      double clusters = layer.remainingRatio() * plan.segmentation().perSlice();
      return Math.round(plan.cycles(clusters));
    }
    return step.cycles();
  }
}
