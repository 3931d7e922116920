package io.github.trec4j.training;

import io.github.trec4j.data.Augmentation;

/**
 * How a network is trained.
 *
 * @param epochs times that every image is seen
 * @param batch images a step
 * @param schedule learning rate over time
 * @param momentum of gradient descent
 * @param weightDecay of weights, not of biases and normalisations
 * @param largestNorm limit on the gradient's norm; infinite for none
 * @param labelSmoothing share of each target that is spread over all classes
 * @param augmentation how images vary
 * @param seed of order, augmentation and dropout
 */
public record TrainingSettings(
    int epochs,
    int batch,
    Schedule schedule,
    double momentum,
    double weightDecay,
    double largestNorm,
    double labelSmoothing,
    Augmentation augmentation,
    long seed) {
  /** Epochs in which the learning rate rises to its peak. */
  private static final double WARM_UP = 0.5;

  /** The settings that train a network from its first weights. */
  public static TrainingSettings fromScratch(int epochs, long seed) {
    return new TrainingSettings(
        epochs,
        64,
        Schedule.cosine(0.05, epochs, WARM_UP),
        0.9,
        5e-4,
        5,
        0,
        new Augmentation(true, 2),
        seed);
  }

  /** The settings that fit trained weights to reuse. */
  public static TrainingSettings fineTuning(int epochs, long seed) {
    return new TrainingSettings(
        epochs,
        64,
        Schedule.cosine(0.005, epochs, 0),
        0.9,
        5e-4,
        5,
        0,
        new Augmentation(true, 2),
        seed);
  }

  /**
   * Returns these settings with another peak of the learning rate, from which it falls along a
   * cosine.
   */
  public TrainingSettings withPeakRate(double rate) {
    return new TrainingSettings(
        epochs,
        batch,
        Schedule.cosine(rate, epochs, WARM_UP),
        momentum,
        weightDecay,
        largestNorm,
        labelSmoothing,
        augmentation,
        seed);
  }
}
