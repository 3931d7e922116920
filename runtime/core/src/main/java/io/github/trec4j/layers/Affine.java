package io.github.trec4j.layers;

import io.github.trec4j.math.Compute;
import io.github.trec4j.math.Panel;
import io.github.trec4j.tensor.TensorName;
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
  private final Bands bands;
  private final int units;
  // a panel a band
  private final Panel[] weightPanels;
  private final Panel[] rows;
  private final Panel[] results;
  // [worker][band]
  private final Panel[][] bandRows;
  private final Panel[][] weightGradients;
  private final float[] biasTile;
  private final float[][] biasGradients;
  private final float[][] rooms;
  private final float[] weightGradientPart;
  private final float[] zeros;

  /**
   * He-normal weights {@code [units, rowLength]} and zero bias {@code [units]}.
   *
   * @param bands how rows lie
   * @param rowsAtOnce most rows of one call
   */
  Affine(LayerContext context, Bands bands, int units, int rowsAtOnce) {
    this.compute = context.compute();
    this.bands = bands;
    this.units = units;
    this.hasBias = context.op().bias();
    String name = context.name();
    weights = Parameter.zeros(TensorName.WEIGHTS.of(name), true, units, bands.rowLength());
    bias = Parameter.zeros(TensorName.BIAS.of(name), false, units);
    Initialization.heNormal(weights.values(), bands.rowLength(), new Random(context.seed()));
    int workers = compute.workers().count();
    weightPanels = panels(bands.count(), units * bands.length());
    rows = panels(workers, bands.size(rowsAtOnce));
    results = panels(workers, rowsAtOnce * units);
    bandRows = new Panel[workers][bands.count()];
    weightGradients = new Panel[workers][];
    for (int worker = 0; worker < workers; worker++) {
      Panel all = rows[worker];
      Arrays.setAll(bandRows[worker], band -> all.from(bands.start(band)));
      weightGradients[worker] = panels(bands.count(), units * bands.length());
    }
    biasTile = Rows.tile(units);
    biasGradients = new float[workers][biasTile.length];
    rooms = new float[workers][biasTile.length];
    weightGradientPart = new float[units * bands.rowLength()];
    zeros = new float[bands.start(bands.count() - 1)];
  }

  private Panel[] panels(int count, int size) {
    Panel[] made = new Panel[count];
    Arrays.setAll(made, i -> compute.product().panel(size));
    return made;
  }

  List<Parameter> parameters() {
    return hasBias ? List.of(weights, bias) : List.of(weights);
  }

  Parameter weights() {
    return weights;
  }

  Parameter bias() {
    return bias;
  }

  /** Returns a worker's panel of rows, which lie in bands. */
  Panel rows(int worker) {
    return rows[worker];
  }

  /** Takes the weights as they are now, for the calls that follow. */
  void readWeights() {
    readWeights(weights.values());
  }

  /** Takes other weights {@code [units, rowLength]} in their place, for the calls that follow. */
  void readWeights(float[] values) {
    for (int band = 0; band < bands.count(); band++) {
      for (int unit = 0; unit < units; unit++) {
        weightPanels[band].put(
            unit * bands.length(), values, weightStart(unit, band), bands.length());
      }
    }
    Rows.repeat(bias.values(), biasTile);
  }

  private int weightStart(int unit, int band) {
    return unit * bands.rowLength() + band * bands.length();
  }

  /**
   * Multiplies the first {@code count} rows of the worker's panel.
   *
   * @param output written from {@code start} on, {@code [count, units]}
   */
  void forward(int worker, int count, float[] output, int start) {
    Panel result = results[worker];
    for (int at = 0; at < count * units; at += biasTile.length) {
      result.put(at, biasTile, 0, Math.min(biasTile.length, count * units - at));
    }
    for (int band = 0; band < bands.count(); band++) {
      compute
          .product()
          .multiply(
              false,
              true,
              count,
              units,
              bands.length(),
              bandRows[worker][band],
              weightPanels[band],
              true,
              result);
    }
    result.get(0, output, start, count * units);
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
      Rows.sum(gradient, start, start + count * units, biasGradients[worker], rooms[worker]);
    }
    for (int band = 0; band < bands.count(); band++) {
      compute
          .product()
          .multiply(
              true,
              false,
              units,
              bands.length(),
              count,
              results[worker],
              bandRows[worker][band],
              more,
              weightGradients[worker][band]);
    }
  }

  /**
   * Overwrites the rows of the last {@link #backward} with the gradients by them; a value that
   * several rows share is the sum of theirs.
   */
  void backwardRows(int worker, int count) {
    rows[worker].put(count * bands.length(), zeros, 0, zeros.length);
    for (int band = 0; band < bands.count(); band++) {
      compute
          .product()
          .multiply(
              false,
              false,
              count,
              bands.length(),
              units,
              results[worker],
              weightPanels[band],
              band > 0,
              bandRows[worker][band]);
    }
  }

  private void readWeightGradients(int worker) {
    for (int band = 0; band < bands.count(); band++) {
      for (int unit = 0; unit < units; unit++) {
        weightGradients[worker][band].get(
            unit * bands.length(), weightGradientPart, weightStart(unit, band), bands.length());
      }
    }
  }

  /** Writes the parameters' gradients after all workers' parts of {@code batch} images. */
  void sumGradients(int batch) {
    Arrays.fill(weights.gradient(), 0f);
    double[] biasSums = new double[units];
    for (int worker = 0; worker < compute.workers().count(); worker++) {
      if (!compute.workers().isIdle(worker, batch)) {
        readWeightGradients(worker);
        add(weightGradientPart, weights.gradient());
        Rows.fold(biasGradients[worker], biasSums);
      }
    }
    for (int unit = 0; unit < units; unit++) {
      bias.gradient()[unit] = (float) biasSums[unit];
    }
  }
}
