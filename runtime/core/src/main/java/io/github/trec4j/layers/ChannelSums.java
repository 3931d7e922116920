package io.github.trec4j.layers;

import io.github.trec4j.math.Rows;
import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.tensor.Tensor;
import java.util.Arrays;

/**
 * Two sums a channel over a batch, in one pass: in float within an image, in double over images,
 * and over workers in their order.
 */
final class ChannelSums {
  private final Workers workers;
  private final int channels;
  private final int size;
  private final float[][] firstOfImage;
  private final float[][] secondOfImage;
  private final float[][] firstRoom;
  private final float[][] secondRoom;
  private final double[][] firstOfWorker;
  private final double[][] secondOfWorker;
  private final double[] first;
  private final double[] second;

  ChannelSums(Shape shape, Workers workers) {
    this.workers = workers;
    channels = shape.channels();
    size = shape.size();
    int tile = Rows.tile(channels).length;
    firstOfImage = new float[workers.count()][tile];
    secondOfImage = new float[workers.count()][tile];
    firstRoom = new float[workers.count()][tile];
    secondRoom = new float[workers.count()][tile];
    firstOfWorker = new double[workers.count()][channels];
    secondOfWorker = new double[workers.count()][channels];
    first = new double[channels];
    second = new double[channels];
  }

  /** Returns the sums of the values. */
  double[] first() {
    return first;
  }

  /** Returns the sums of their squares, or of their products. */
  double[] second() {
    return second;
  }

  /** Sums values and squares. */
  void ofValuesAndSquares(Tensor values) {
    ofValuesAndProducts(values, values);
  }

  /** Sums {@code a}, and {@code a} times {@code b}. */
  void ofValuesAndProducts(Tensor a, Tensor b) {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    workers.run(a.batch(), (worker, from, to) -> part(a.values(), b.values(), worker, from, to));
    for (int worker = 0; worker < workers.count(); worker++) {
      if (!workers.isIdle(worker, a.batch())) {
        add(firstOfWorker[worker], first);
        add(secondOfWorker[worker], second);
      }
    }
  }

  private void part(float[] a, float[] b, int worker, int from, int to) {
    float[] sum = firstOfImage[worker];
    float[] product = secondOfImage[worker];
    Arrays.fill(firstOfWorker[worker], 0);
    Arrays.fill(secondOfWorker[worker], 0);
    for (int image = from; image < to; image++) {
      Arrays.fill(sum, 0f);
      Arrays.fill(product, 0f);
      Rows.sumWithProducts(
          a,
          b,
          image * size,
          (image + 1) * size,
          sum,
          product,
          firstRoom[worker],
          secondRoom[worker]);
      Rows.fold(sum, firstOfWorker[worker]);
      Rows.fold(product, secondOfWorker[worker]);
    }
  }

  private static void add(double[] values, double[] target) {
    for (int c = 0; c < values.length; c++) {
      target[c] += values[c];
    }
  }
}
