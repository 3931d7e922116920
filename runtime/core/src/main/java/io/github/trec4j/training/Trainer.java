package io.github.trec4j.training;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.data.Batch;
import io.github.trec4j.data.Batches;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.layers.DropoutLayer;
import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.math.Workers;
import io.github.trec4j.network.Network;
import io.github.trec4j.progress.Progress;
import io.github.trec4j.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a network by stochastic gradient descent. */
public final class Trainer {
  private static final Logger log = LoggerFactory.getLogger(Trainer.class);

  private final Network network;
  private final TrainingSettings settings;
  private final Batches batches;
  private final Optional<Dataset> validation;
  private final Sgd sgd;
  private final CrossEntropy crossEntropy;
  private final Tensor gradient;
  private int nextEpoch;
  private double lossSum;
  private int correct;
  private int seen;
  private int step;
  private OptionalDouble lastLoss = OptionalDouble.empty();

  /**
   * What one epoch gave.
   *
   * @param epoch from 1
   * @param loss mean over its batches
   * @param accuracy on training images as they were seen, 0 to 1
   * @param validation on images held back, if there are
   * @param imagesPerSecond training speed
   */
  public record EpochReport(
      int epoch,
      double loss,
      double accuracy,
      Optional<Evaluation> validation,
      double imagesPerSecond) {}

  /** Prepares to train. */
  public Trainer(
      Network network,
      TrainingSettings settings,
      Dataset training,
      Optional<Dataset> validation,
      Workers workers) {
    this.network = network;
    this.settings = settings;
    this.validation = validation;
    this.batches =
        new Batches(training, settings.batch(), settings.augmentation(), settings.seed());
    this.sgd =
        new Sgd(
            network.layers().stream().map(Layer::parameters).flatMap(List::stream).toList(),
            settings.momentum(),
            settings.weightDecay(),
            settings.largestNorm(),
            workers);
    this.crossEntropy = new CrossEntropy((float) settings.labelSmoothing());
    this.gradient = new Tensor(network.spec().last().output());
  }

  /**
   * Trains all epochs that are left.
   *
   * @param progress told of each epoch's images
   * @param afterEpoch called after each, to save a checkpoint; never with weights that are not
   *     finite
   * @throws UserError if training diverges: loss, gradients or weights are no longer finite
   */
  public void run(Progress progress, Consumer<EpochReport> afterEpoch) {
    while (nextEpoch < settings.epochs()) {
      EpochReport report = epoch(progress);
      log.info("{}", line(report));
      afterEpoch.accept(report);
    }
  }

  /**
   * Returns the state between two epochs: a network's weights that can also be resumed from.
   *
   * @see #resume
   */
  public Weights checkpoint() {
    return Checkpoint.of(network, sgd, nextEpoch, settingsText());
  }

  /**
   * Goes on where a checkpoint was taken: what follows is what would have followed there, bit for
   * bit with as many threads.
   *
   * @param file for messages
   * @throws UserError if it holds another network, other settings or no training's state
   */
  public void resume(Weights weights, String file) {
    nextEpoch = Checkpoint.restore(weights, file, network, sgd, settingsText());
  }

  /** Lets dropout follow from the epoch, whatever forward passes were before. */
  private void seekDropout() {
    for (Layer layer : network.layers()) {
      if (layer instanceof DropoutLayer dropout) {
        dropout.seek((long) nextEpoch * batches.perEpoch());
      }
    }
  }

  /**
   * Returns what must be equal for a run to go on, wherever it does: the schedule by samples of its
   * curve.
   */
  private String settingsText() {
    return String.format(
        Locale.ROOT,
        "epochs %d, batch %d x %d, rates %s, momentum %s, decay %s, norm %s, smoothing %s, %s, seed %d",
        settings.epochs(),
        batches.perEpoch(),
        batches.size(),
        IntStream.range(0, 8).mapToObj(this::rateText).collect(Collectors.joining(" ")),
        settings.momentum(),
        settings.weightDecay(),
        settings.largestNorm(),
        settings.labelSmoothing(),
        settings.augmentation(),
        settings.seed());
  }

  private String rateText(int eighth) {
    double rate = settings.schedule().at(settings.epochs() * eighth / 8.0);
    return String.format(Locale.ROOT, "%.3g", rate);
  }

  private EpochReport epoch(Progress progress) {
    seekDropout();
    lossSum = 0;
    correct = 0;
    seen = 0;
    step = 0;
    String task = "epoch %d/%d".formatted(nextEpoch + 1, settings.epochs());
    long images = (long) batches.perEpoch() * batches.size();
    long start = System.nanoTime();
    try (Progress.Task shown = progress.start(task, "images", images)) {
      batches.epoch(nextEpoch, batch -> step(batch, shown));
    }
    require(NetworkWeights.areFinite(network), "weights are not finite");
    double rate = seen / ((System.nanoTime() - start) / 1e9);
    nextEpoch++;
    return new EpochReport(
        nextEpoch,
        lossSum / seen,
        (double) correct / seen,
        validation.map(data -> Evaluation.of(network, data)),
        rate);
  }

  private void step(Batch batch, Progress.Task progress) {
    double epoch = nextEpoch + (double) step / batches.perEpoch();
    CrossEntropy.Result result =
        crossEntropy.apply(network.forward(batch.images(), Mode.TRAIN), batch.labels(), gradient);
    require(Double.isFinite(result.loss()), "the loss is " + result.loss());
    network.backward(gradient);
    require(sgd.step(settings.schedule().at(epoch)), "gradients are not finite");
    lastLoss = OptionalDouble.of(result.loss());
    step++;
    seen += batch.size();
    correct += result.correct();
    lossSum += result.loss() * batch.size();
    progress.show("loss %.3f, accuracy %.1f %%".formatted(lossSum / seen, 100.0 * correct / seen));
    progress.add(batch.size());
  }

  /** Ends a training that has diverged, before its numbers reach a checkpoint. */
  private void require(boolean sound, String otherwise) {
    if (!sound) {
      throw new UserError(
          "training diverged in epoch %d of %d: %s (%s); give a lower --learning-rate%s"
              .formatted(
                  nextEpoch + 1,
                  settings.epochs(),
                  otherwise,
                  lastLoss.isPresent()
                      ? "last finite loss %.3f".formatted(lastLoss.getAsDouble())
                      : "it never was finite",
                  nextEpoch == 0
                      ? ""
                      : ", or --init with the checkpoint of epoch %d, which stays"
                          .formatted(nextEpoch)));
    }
  }

  private String line(EpochReport report) {
    return "epoch %d/%d: loss %.3f, accuracy %.2f %%, %s%.0f images/s"
        .formatted(
            report.epoch(),
            settings.epochs(),
            report.loss(),
            100 * report.accuracy(),
            report
                .validation()
                .map(held -> "validation %.2f %%, ".formatted(100 * held.accuracy()))
                .orElse(""),
            report.imagesPerSecond());
  }
}
