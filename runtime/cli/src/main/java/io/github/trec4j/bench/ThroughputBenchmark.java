package io.github.trec4j.bench;

import io.github.trec4j.data.Dataset;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.math.MatrixProduct;
import io.github.trec4j.math.MatrixProducts;
import io.github.trec4j.math.Panel;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.tensor.Tensor;
import io.github.trec4j.training.CrossEntropy;
import io.github.trec4j.training.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How fast training is, beside how fast this machine multiplies matrices.
 *
 * @param imagesPerSecond in training steps on one batch
 * @param flopsPerImage floating-point operations of the products of a conventional training step
 * @param sgemmFlops a second, of a large product on all threads
 */
public record ThroughputBenchmark(double imagesPerSecond, double flopsPerImage, double sgemmFlops) {
  private static final int BATCH = 64;
  private static final int SIZE = 768;
  private static final double WARM_UP_SECONDS = 1;
  private static final double TURN_SECONDS = 0.4;
  private static final int TURNS = 8;

  /** Returns the share of the machine's multiplication speed that training reaches, 0 to 1. */
  public double efficiency() {
    return imagesPerSecond * flopsPerImage / sgemmFlops;
  }

  /**
   * Measures networks for some seconds each, by turns with each other and with the large product:
   * other work on the machine comes and goes, and so slows all alike.
   *
   * @param networks ready to be trained; their weights change
   * @param images a batch of them is trained on
   */
  public static List<ThroughputBenchmark> measure(
      List<Network> networks, Dataset images, Compute compute) {
    List<Runnable> actions = new ArrayList<>();
    networks.forEach(network -> actions.add(training(network, images, compute)));
    actions.add(sgemm(compute));
    double[] rates = byTurns(actions);
    double flopsOfSgemm = 2.0 * SIZE * SIZE * SIZE * compute.workers().count();
    return IntStream.range(0, networks.size())
        .mapToObj(
            i ->
                new ThroughputBenchmark(
                    BATCH * rates[i],
                    flopsPerImage(networks.get(i).spec()),
                    flopsOfSgemm * rates[networks.size()]))
        .toList();
  }

  /** Returns how often each action runs a second. */
  private static double[] byTurns(List<Runnable> actions) {
    double[] rates = new double[actions.size()];
    actions.forEach(action -> perSecond(action, WARM_UP_SECONDS));
    for (int turn = 0; turn < TURNS; turn++) {
      for (int i = 0; i < rates.length; i++) {
        rates[i] += perSecond(actions.get(i), TURN_SECONDS) / TURNS;
      }
    }
    return rates;
  }

  private static double perSecond(Runnable action, double seconds) {
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

  /** Returns a training step on a batch from all over the images. */
  private static Runnable training(Network network, Dataset images, Compute compute) {
    Dataset chosen =
        images.select(IntStream.range(0, BATCH).mapToObj(i -> i * images.size() / BATCH).toList());
    Tensor batch = new Tensor(chosen.shape());
    chosen.read(0, BATCH, batch);
    int[] labels = IntStream.range(0, BATCH).map(chosen::label).toArray();
    Tensor gradient = new Tensor(network.spec().last().output());
    CrossEntropy loss = new CrossEntropy(0);
    Sgd sgd =
        new Sgd(
            network.layers().stream().map(Layer::parameters).flatMap(List::stream).toList(),
            0.9,
            0,
            1,
            compute.workers());
    return () -> {
      loss.apply(network.forward(batch, Mode.TRAIN), labels, gradient);
      network.backward(gradient);
      sgd.step(1e-4);
    };
  }

  /** Returns a large product on each thread at once. */
  private static Runnable sgemm(Compute compute) {
    MatrixProduct product = MatrixProducts.standard();
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
    return () ->
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
  }

  /**
   * Returns the floating-point operations of the matrix products of one image's conventional
   * training step: forward, by the weights, and by the input except where the images are read.
   */
  static double flopsPerImage(NetworkSpec spec) {
    double macs = 0;
    for (Node node : spec.layers()) {
      int products = node.inputs().contains(NetworkSpec.INPUT) ? 2 : 3;
      macs += (double) products * node.op().macs(spec.inputsOf(node));
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
