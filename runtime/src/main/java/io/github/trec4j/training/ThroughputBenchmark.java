package io.github.trec4j.training;

import io.github.trec4j.math.Compute;
import io.github.trec4j.math.MatrixProduct;
import io.github.trec4j.math.Panel;
import io.github.trec4j.network.Mode;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;

/**
 * How fast training is, beside how fast this machine multiplies matrices.
 *
 * @param imagesPerSecond training steps on made-up images
 * @param flopsPerImage floating-point operations of the products of a conventional training step
 * @param sgemmFlops a second, of a large product on all threads
 */
public record ThroughputBenchmark(double imagesPerSecond, double flopsPerImage, double sgemmFlops) {
  private static final int BATCH = 64;
  private static final int SIZE = 768;
  private static final double SECONDS = 2;

  /** Returns the share of the machine's multiplication speed that training reaches, 0 to 1. */
  public double efficiency() {
    return imagesPerSecond * flopsPerImage / sgemmFlops;
  }

  /** Measures for some seconds. The network's weights change. */
  public static ThroughputBenchmark measure(Network network, Compute compute) {
    double before = sgemm(compute);
    double images = training(network, compute);
    // other work on the machine comes and goes: the better of two is nearer to what it can do
    double after = sgemm(compute);
    return new ThroughputBenchmark(images, flopsPerImage(network.spec()), Math.max(before, after));
  }

  private static double training(Network network, Compute compute) {
    Random random = new Random(1);
    Tensor images = new Tensor(network.spec().input()).resize(BATCH);
    for (int i = 0; i < images.size(); i++) {
      images.values()[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(BATCH, 0, network.spec().classes()).toArray();
    Tensor gradient = new Tensor(network.spec().last().output());
    CrossEntropy loss = new CrossEntropy(0);
    Sgd sgd =
        new Sgd(
            network.layers().stream().flatMap(layer -> layer.parameters().stream()).toList(),
            0.9,
            0,
            1,
            compute.workers());
    Runnable step =
        () -> {
          loss.apply(network.forward(images, Mode.TRAIN), labels, gradient);
          network.backward(gradient);
          sgd.step(1e-4);
        };
    return BATCH * perSecond(step);
  }

  private static double sgemm(Compute compute) {
    MatrixProduct product = compute.product();
    int threads = compute.workers().count();
    Panel[][] panels = new Panel[threads][3];
    float[] ones = new float[SIZE * SIZE];
    Arrays.fill(ones, 1f);
    for (Panel[] operands : panels) {
      for (int i = 0; i < operands.length; i++) {
        operands[i] = product.panel(SIZE * SIZE);
        operands[i].put(0, ones, 0, ones.length);
      }
    }
    Runnable round =
        () ->
            compute
                .workers()
                .run(
                    threads,
                    (worker, from, to) ->
                        product.multiply(
                            false,
                            false,
                            SIZE,
                            SIZE,
                            SIZE,
                            panels[worker][0],
                            panels[worker][1],
                            false,
                            panels[worker][2]));
    return 2.0 * SIZE * SIZE * SIZE * threads * perSecond(round);
  }

  /** Returns how often an action runs a second, once it is warm. */
  private static double perSecond(Runnable action) {
    repeat(action, SECONDS / 2);
    return repeat(action, SECONDS);
  }

  private static double repeat(Runnable action, double seconds) {
    long start = System.nanoTime();
    int count = 0;
    double passed;
    do {
      action.run();
      count++;
      passed = (System.nanoTime() - start) / 1e9;
    } while (passed < seconds);
    return count / passed;
  }

  /**
   * Returns the floating-point operations of the matrix products of one image's conventional
   * training step: forward, by the weights, and by the input except where the images are read.
   */
  static double flopsPerImage(NetworkSpec spec) {
    double macs = 0;
    for (Node node : spec.nodes()) {
      if (node.inputs().isEmpty()) {
        continue;
      }
      Shape input = spec.inputOf(node);
      double forward = 0;
      if (node.op() instanceof Op.Conv conv) {
        forward = (double) node.output().size() * conv.window().area() * input.channels();
      } else if (node.op() instanceof Op.Dense) {
        forward = (double) node.output().size() * input.size();
      }
      macs += forward * (node.inputs().contains(NetworkSpec.INPUT) ? 2 : 3);
    }
    return 2 * macs;
  }

  /** Returns the figures in one line. */
  public String line() {
    return "%.0f images/s = %.1f GFLOP/s in products, %.0f %% of this machine's sgemm, %.1f GFLOP/s"
        .formatted(
            imagesPerSecond,
            imagesPerSecond * flopsPerImage / 1e9,
            100 * efficiency(),
            sgemmFlops / 1e9);
  }
}
