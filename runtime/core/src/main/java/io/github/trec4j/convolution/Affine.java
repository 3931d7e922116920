package io.github.trec4j.convolution;

import io.github.trec4j.math.MatrixProduct;
import io.github.trec4j.math.Panel;
import io.github.trec4j.math.Rows;
import io.github.trec4j.math.Workers;
import java.util.Arrays;

/**
 * Rows times weights plus bias, with its gradients. Each worker has panels of its own; gradients
 * are summed worker by worker, in order, so that every run adds alike.
 */
final class Affine {
  private final MatrixProduct product;
  private final Workers workers;
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
   * Takes room.
   *
   * @param bands how rows lie
   * @param rowsAtOnce most rows of one call
   */
  Affine(MatrixProduct product, Workers workers, Bands bands, int units, int rowsAtOnce) {
    this.product = product;
    this.workers = workers;
    this.bands = bands;
    this.units = units;
    int count = workers.count();
    weightPanels = panels(bands.count(), units * bands.length());
    rows = panels(count, bands.size(rowsAtOnce));
    results = panels(count, rowsAtOnce * units);
    bandRows = new Panel[count][bands.count()];
    weightGradients = new Panel[count][];
    for (int worker = 0; worker < count; worker++) {
      Panel all = rows[worker];
      Arrays.setAll(bandRows[worker], band -> all.from(bands.start(band)));
      weightGradients[worker] = panels(bands.count(), units * bands.length());
    }
    biasTile = Rows.tile(units);
    biasGradients = new float[count][biasTile.length];
    rooms = new float[count][biasTile.length];
    weightGradientPart = new float[units * bands.rowLength()];
    zeros = new float[bands.start(bands.count() - 1)];
  }

  private Panel[] panels(int count, int size) {
    Panel[] made = new Panel[count];
    Arrays.setAll(made, i -> product.panel(size));
    return made;
  }

  /** Returns a worker's panel of rows, which lie in bands. */
  Panel rows(int worker) {
    return rows[worker];
  }

  /** Takes weights {@code [units, rowLength]} and bias, for the calls that follow. */
  void read(float[] weights, float[] bias) {
    for (int band = 0; band < bands.count(); band++) {
      for (int unit = 0; unit < units; unit++) {
        weightPanels[band].put(
            unit * bands.length(), weights, weightStart(unit, band), bands.length());
      }
    }
    Rows.repeat(bias, biasTile);
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
      product.multiply(
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
   * @param withBias whether the bias's gradient is needed
   */
  void backward(
      int worker, int count, float[] gradient, int start, boolean more, boolean withBias) {
    results[worker].put(0, gradient, start, count * units);
    if (withBias) {
      if (!more) {
        Arrays.fill(biasGradients[worker], 0f);
      }
      Rows.sum(gradient, start, start + count * units, biasGradients[worker], rooms[worker]);
    }
    for (int band = 0; band < bands.count(); band++) {
      product.multiply(
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
      product.multiply(
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

  /**
   * Writes the gradients after all workers' parts of {@code batch} images.
   *
   * @param byWeights {@code [units, rowLength]}
   * @param byBias {@code [units]}; empty where nobody needs it
   */
  void sumGradients(int batch, float[] byWeights, float[] byBias) {
    Arrays.fill(byWeights, 0f);
    double[] biasSums = new double[units];
    for (int worker = 0; worker < workers.count(); worker++) {
      if (!workers.isIdle(worker, batch)) {
        readWeightGradients(worker);
        add(weightGradientPart, byWeights);
        Rows.fold(biasGradients[worker], biasSums);
      }
    }
    for (int unit = 0; unit < byBias.length; unit++) {
      byBias[unit] = (float) biasSums[unit];
    }
  }
}
