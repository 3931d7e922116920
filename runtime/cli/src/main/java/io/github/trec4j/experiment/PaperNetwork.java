package io.github.trec4j.experiment;

import java.util.List;
import java.util.Optional;

/**
 * A network that Guan et al. (NeurIPS 2022) measured on an STM32F469NI at 180 MHz, with their
 * figures for each method; the conventional ones were run by CMSIS-NN.
 *
 * @param model name of our class for it
 * @param data what it was trained on there
 * @param conventional without reuse
 * @param deepReuse with random hashes
 * @param trec with learned ones
 */
public record PaperNetwork(
    String model, String data, Figure conventional, Figure deepReuse, Figure trec) {
  /** All of them, in the paper's order. */
  public static final List<PaperNetwork> ALL =
      List.of(
          new PaperNetwork(
              "CifarNet",
              "CIFAR-10",
              new Figure(217.32, 78.2),
              new Figure(154.44, 73.2, 76.1),
              new Figure(153.92, 76.5)),
          new PaperNetwork(
              "ZfNet",
              "CIFAR-10",
              new Figure(3557.32, 80.1),
              new Figure(814.03, 72.5, 76.6),
              new Figure(814.01, 78.9)),
          new PaperNetwork(
              "SqueezeNet",
              "CIFAR-10",
              new Figure(1639.51, 83.5),
              new Figure(328.97, 79.8, 81.9),
              new Figure(327.90, 83.0)),
          new PaperNetwork(
              "SqueezeNetBypass",
              "CIFAR-10",
              new Figure(1998.86, 85.3),
              new Figure(543.71, 80.5, 83.1),
              new Figure(544.03, 84.6)),
          new PaperNetwork(
              "ResNet34",
              "ImageNet 64x64",
              new Figure(4242.77, 52.6),
              new Figure(1379.26, 46.7, 49.9),
              new Figure(1378.75, 52.2)));

  /**
   * What one method gave.
   *
   * @param milliseconds an image
   * @param leastAccuracy of its networks, in percent
   * @param mostAccuracy the same; equal where there was one network
   */
  public record Figure(double milliseconds, double leastAccuracy, double mostAccuracy) {
    private Figure(double milliseconds, double accuracy) {
      this(milliseconds, accuracy, accuracy);
    }
  }

  /** Returns the paper's figures for a contender, if it was one there. */
  public Optional<Figure> figure(Contender contender) {
    return switch (contender) {
      case CONVENTIONAL -> Optional.of(conventional);
      case DEEP_REUSE -> Optional.of(deepReuse);
      case TREC -> Optional.of(trec);
      case CONVENTIONAL_TUNED, LOW_RANK -> Optional.empty();
    };
  }

  /** Returns how many times less time TREC took than the conventional network. */
  public double speedUp() {
    return conventional.milliseconds() / trec.milliseconds();
  }
}
