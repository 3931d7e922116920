package io.github.trec4j.layers;

import io.github.trec4j.math.Panel;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.tensor.Tensor;
import java.util.Arrays;

/** Rows of the input as it is. */
final class PlainPatches implements Patches {
  private final Im2row im2row;
  private final int imageSize;
  // a line at a time stays in the fastest cache on its way between heap and panel
  private final float[][] lines;
  private Tensor input;

  PlainPatches(Window window, Shape shape, int workers) {
    im2row = Im2row.of(window, shape).inBands();
    imageSize = shape.size();
    lines = new float[workers][im2row.lineSize()];
    input = new Tensor(shape);
  }

  @Override
  public Bands bands() {
    return im2row.bands();
  }

  @Override
  public void prepare(Tensor batch, Mode mode) {
    input = batch;
  }

  @Override
  public void gather(int worker, int image, Panel rows, int at) {
    float[] line = lines[worker];
    for (int y = 0; y < im2row.lines(); y++) {
      im2row.gather(input.values(), image * imageSize, y, line);
      rows.put(at + y * line.length, line, 0, line.length);
    }
  }

  @Override
  public void scatter(int worker, int image, Panel rows, int at, float[] gradient) {
    int start = image * imageSize;
    Arrays.fill(gradient, start, start + imageSize, 0f);
    float[] line = lines[worker];
    for (int y = 0; y < im2row.lines(); y++) {
      rows.get(at + y * line.length, line, 0, line.length);
      im2row.scatter(line, y, gradient, start);
    }
  }
}
