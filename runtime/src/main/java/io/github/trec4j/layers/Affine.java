package io.github.trec4j.layers;

import io.github.trec4j.math.Compute;
import io.github.trec4j.math.MatrixProduct;
import io.github.trec4j.math.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Rows times weights plus bias, with its gradients: what convolutions and fully connected layers
 * share. Each worker has panels of its own; gradients are summed worker by worker, in order, so
 * that every run adds alike.
 */
final class Affine {
  private final Compute compute;
  private final Parameter weights;
  private final Parameter bias;
  private final boolean hasBias;
  private final int length;
  private final int units;
  private final Panel weightPanel;
  private final Panel[] rows;
  private final Panel[] results;
  private final Panel[] weightGradients;
  private final float[] biasTile;
  private final float[][] biasGradients;
  private final float[] weightGradientPart;

  /**
   * He-normal weights {@code [units, length]} and zero bias {@code [units]}.
   *
   * @param rowsAtOnce most rows of one call
   */
  Affine(
      String name,
      int length,
      int units,
      boolean hasBias,
      int rowsAtOnce,
      long seed,
      Compute compute) {
    this.compute = compute;
    this.length = length;
    this.units = units;
    this.hasBias = hasBias;
    weights = Parameter.zeros(name + ".weights", true, units, length);
    bias = Parameter.zeros(name + ".bias", false, units);
    Initialization.heNormal(weights.values(), length, new Random(seed));
    weightPanel = compute.product().panel(units * length);
    rows = panels(rowsAtOnce * length);
    results = panels(rowsAtOnce * units);
    weightGradients = panels(units * length);
    biasTile = Rows.tile(units);
    biasGradients = new float[compute.workers().count()][biasTile.length];
    weightGradientPart = new float[units * length];
  }

  private Panel[] panels(int size) {
    Panel[] made = new Panel[compute.workers().count()];
    Arrays.setAll(made, i -> compute.product().panel(size));
    return made;
  }

  List<Parameter> parameters() {
    return hasBias ? List.of(weights, bias) : List.of(weights);
  }

  /** Returns a worker's panel of rows, {@code [rowsAtOnce, length]}. */
  Panel rows(int worker) {
    return rows[worker];
  }

  /** Takes the weights as they are now, for the calls that follow. */
  void readWeights() {
    weightPanel.put(0, weights.values(), 0, weights.values().length);
    Rows.repeat(bias.values(), biasTile);
  }

  /**
   * Multiplies the first {@code count} rows of the worker's panel.
   *
   * @param output written from {@code start} on, {@code [count, units]}
   */
  void forward(int worker, int count, float[] output, int start) {
    Panel result = results[worker];
    compute
        .product()
        .multiply(false, true, count, units, length, rows[worker], weightPanel, false, result);
    result.get(0, output, start, count * units);
    if (hasBias) {
      Rows.add(biasTile, output, start, start + count * units);
    }
  }

  private static void add(float[] values, float[] target) {
    for (int i = 0; i < values.length; i++) {
      target[i] += values[i];
    }
  }

  /**
   * Sums the gradients of weights and bias over the first {@code count} rows of the worker's panel.
   *
   * @param gradient by the output, {@code [count, units]} from {@code start} on
   * @param more whether earlier rows of this batch are to be added to
   */
  void backward(int worker, int count, float[] gradient, int start, boolean more) {
    results[worker].put(0, gradient, start, count * units);
    if (hasBias) {
      if (!more) {
        Arrays.fill(biasGradients[worker], 0f);
      }
      Rows.sum(gradient, start, start + count * units, biasGradients[worker]);
    }
    compute
        .product()
        .multiply(
            true,
            false,
            units,
            length,
            count,
            results[worker],
            rows[worker],
            more,
            weightGradients[worker]);
  }

  /** Overwrites the rows of the last {@link #backward} with the gradients by them. */
  void backwardRows(int worker, int count) {
    MatrixProduct product = compute.product();
    product.multiply(
        false, false, count, length, units, results[worker], weightPanel, false, rows[worker]);
  }

  /** Writes the parameters' gradients after all workers' parts of {@code batch} images. */
  void sumGradients(int batch) {
    Arrays.fill(weights.gradient(), 0f);
    double[] biasSums = new double[units];
    for (int worker = 0; worker < compute.workers().count(); worker++) {
      if (!compute.workers().isIdle(worker, batch)) {
        weightGradients[worker].get(0, weightGradientPart, 0, weightGradientPart.length);
        add(weightGradientPart, weights.gradient());
        Rows.fold(biasGradients[worker], biasSums);
      }
    }
    for (int unit = 0; unit < units; unit++) {
      bias.gradient()[unit] = (float) biasSums[unit];
    }
  }
}
