package io.github.trec4j.convolution;

import io.github.trec4j.math.MatrixProduct;
import io.github.trec4j.math.Panel;
import io.github.trec4j.math.Workers;
import java.util.Arrays;

/**
 * A convolution as matrix products over im2row rows, one or a few images at a time so that the rows
 * stay in the cache.
 */
final class Im2rowConvolver implements Convolver {
  // whole rows worked on at once: a product of fewer spends more on its packing and its sums
  private static final int ROWS = 400;
  private static final int MOST_VALUES = 1 << 20;

  private final Workers workers;
  private final Im2row im2row;
  private final Affine affine;
  private final int inputSize;
  private final int outputSize;
  private final int pixels;
  private final int imageRows;
  private final int imagesAtOnce;
  // a line at a time stays in the fastest cache on its way between heap and panel
  private final float[][] lines;

  Im2rowConvolver(Geometry geometry, MatrixProduct product, Workers workers) {
    this.workers = workers;
    im2row = Im2row.of(geometry.window(), geometry.input()).inBands();
    inputSize = geometry.input().size();
    outputSize = geometry.output().size();
    pixels = geometry.output().pixels();
    Bands bands = im2row.bands();
    imagesAtOnce = bands.count() > 1 ? 1 : wholeImagesAtOnce(pixels, bands.length());
    imageRows = bands.size(pixels);
    affine = new Affine(product, workers, bands, geometry.filters(), imagesAtOnce * pixels);
    lines = new float[workers.count()][im2row.lineSize()];
  }

  private static int wholeImagesAtOnce(int pixels, int length) {
    return Math.max(1, Math.min(ROWS / pixels, MOST_VALUES / (pixels * length)));
  }

  @Override
  public void forward(float[] input, int batch, float[] weights, float[] bias, float[] output) {
    affine.read(weights, bias);
    workers.run(batch, (worker, from, to) -> forward(input, output, worker, from, to));
  }

  private void forward(float[] input, float[] output, int worker, int from, int to) {
    for (int first = from; first < to; first += imagesAtOnce) {
      int images = Math.min(imagesAtOnce, to - first);
      gather(input, worker, first, images);
      affine.forward(worker, images * pixels, output, first * outputSize);
    }
  }

  @Override
  public void backward(
      float[] input,
      float[] gradient,
      int batch,
      float[] byWeights,
      float[] byBias,
      float[] byInput) {
    boolean withBias = byBias.length > 0;
    workers.run(
        batch,
        (worker, from, to) -> {
          for (int first = from; first < to; first += imagesAtOnce) {
            int rows = Math.min(imagesAtOnce, to - first) * pixels;
            gather(input, worker, first, rows / pixels);
            affine.backward(worker, rows, gradient, first * outputSize, first > from, withBias);
            if (byInput.length > 0) {
              affine.backwardRows(worker, rows);
              scatter(worker, first, rows / pixels, byInput);
            }
          }
        });
    affine.sumGradients(batch, byWeights, byBias);
  }

  private void gather(float[] input, int worker, int first, int images) {
    float[] line = lines[worker];
    Panel rows = affine.rows(worker);
    for (int i = 0; i < images; i++) {
      for (int y = 0; y < im2row.lines(); y++) {
        im2row.gather(input, (first + i) * inputSize, y, line);
        rows.put(i * imageRows + y * line.length, line, 0, line.length);
      }
    }
  }

  private void scatter(int worker, int first, int images, float[] byInput) {
    float[] line = lines[worker];
    Panel rows = affine.rows(worker);
    Arrays.fill(byInput, first * inputSize, (first + images) * inputSize, 0f);
    for (int i = 0; i < images; i++) {
      for (int y = 0; y < im2row.lines(); y++) {
        rows.get(i * imageRows + y * line.length, line, 0, line.length);
        im2row.scatter(line, y, byInput, (first + i) * inputSize);
      }
    }
  }
}
