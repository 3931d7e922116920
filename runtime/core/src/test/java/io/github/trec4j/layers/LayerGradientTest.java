package io.github.trec4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.trec4j.math.Compute;
import io.github.trec4j.math.EjmlMatrixProduct;
import io.github.trec4j.math.MatrixProducts;
import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import io.github.trec4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every layer's gradients against finite differences. */
final class LayerGradientTest {
  private static final Workers WORKERS = new Workers(2);
  private static final Compute COMPUTE = new Compute(MatrixProducts.standard(), WORKERS);
  private static final int BATCH = 3;

  @ParameterizedTest
  @CsvSource({
    // height, width, channels, filters, kernel, stride, pad, bias
    "6, 7, 3, 4, 3, 1, 0, true",
    "6, 7, 3, 4, 3, 1, 1, true",
    "7, 5, 2, 5, 3, 2, 1, false",
    "8, 8, 4, 3, 1, 1, 0, true",
    "5, 6, 1, 2, 5, 2, 2, true",
    "5, 5, 2, 3, 3, 3, 2, false",
    "6, 5, 12, 4, 3, 1, 1, true",
    "5, 6, 17, 3, 2, 1, 0, false"
  })
  void convolution(
      int height,
      int width,
      int channels,
      int filters,
      int kernel,
      int stride,
      int pad,
      boolean bias) {
    Shape shape = new Shape(height, width, channels);
    Op.Conv op = new Op.Conv(filters, new Window(kernel, stride, pad), bias, Optional.empty());
    for (Compute compute : List.of(COMPUTE, new Compute(new EjmlMatrixProduct(), new Workers(1)))) {
      new GradientCheck(new Convolution("conv", op, shape, true, 1, compute)).check(normal(shape));
    }
  }

  @ParameterizedTest
  @CsvSource({"14, 32", "22, 2"})
  void convolutionOfMoreImagesThanAChunkHolds(int side, int channels) {
    Shape shape = new Shape(side, side, channels);
    Op.Conv op = new Op.Conv(4, new Window(5, 1, 0), true, Optional.empty());
    new GradientCheck(new Convolution("conv", op, shape, true, 1, COMPUTE)).check(normal(shape));
  }

  @Test
  void fullyConnected() {
    Shape shape = new Shape(3, 2, 5);
    new GradientCheck(new FullyConnected("dense", new Op.Dense(7, true), shape, true, 1, COMPUTE))
        .check(normal(shape));
  }

  @Test
  void batchNormalization() {
    Shape shape = new Shape(4, 5, 6);
    new GradientCheck(new BatchNormalization("norm", new Op.BatchNorm(0.1f, 1e-5f), shape, WORKERS))
        .check(normal(shape));
  }

  @Test
  void relu() {
    Shape shape = new Shape(4, 5, 6);
    new GradientCheck(new Relu("relu", shape, WORKERS)).check(spaced(shape));
  }

  @ParameterizedTest
  @CsvSource({"6, 6, 2, 2, 0", "7, 6, 3, 2, 1", "5, 7, 3, 1, 1", "7, 7, 2, 3, 0"})
  void maxPooling(int height, int width, int size, int stride, int pad) {
    Shape shape = new Shape(height, width, 5);
    new GradientCheck(new MaxPooling("pool", new Window(size, stride, pad), shape, WORKERS))
        .check(spaced(shape));
  }

  @Test
  void equalMaximaGiveTheGradientToTheFirst() {
    Shape shape = new Shape(2, 2, 1);
    MaxPooling pool = new MaxPooling("pool", new Window(2, 2, 0), shape, WORKERS);
    pool.forward(new Tensor(1, shape, new float[] {1, 3, 3, 3}), Mode.TRAIN);
    Tensor gradient = pool.backward(new Tensor(1, new Shape(1, 1, 1), new float[] {5}));
    assertEquals(List.of(0f, 5f, 0f, 0f), list(gradient));
  }

  @Test
  void paddingNeverWins() {
    Shape shape = new Shape(1, 1, 1);
    MaxPooling pool = new MaxPooling("pool", new Window(3, 1, 1), shape, WORKERS);
    Tensor output = pool.forward(new Tensor(1, shape, new float[] {-4}), Mode.EVALUATE);
    assertEquals(List.of(-4f), list(output));
  }

  @Test
  void averagePooling() {
    Shape shape = new Shape(7, 6, 3);
    new GradientCheck(new AveragePooling("pool", new Window(3, 2, 0), shape, WORKERS))
        .check(normal(shape));
  }

  @Test
  void globalAveragePooling() {
    Shape shape = new Shape(4, 3, 5);
    new GradientCheck(new GlobalAveragePooling("pool", shape, WORKERS)).check(normal(shape));
  }

  @Test
  void dropout() {
    Shape shape = new Shape(4, 3, 5);
    Dropout dropout = new Dropout("dropout", 0.4f, shape, 1, WORKERS);
    new GradientCheck(dropout, () -> dropout.seek(3)).check(normal(shape));
  }

  private static List<Float> list(Tensor tensor) {
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < tensor.size(); i++) {
      values.add(tensor.values()[i]);
    }
    return values;
  }

  private static Tensor normal(Shape shape) {
    Random random = new Random(7);
    float[] values = new float[BATCH * shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Tensor(BATCH, shape, values);
  }

  /** Values that differ by more than two steps of the check, so that no step crosses a kink. */
  private static Tensor spaced(Shape shape) {
    List<Float> levels = new ArrayList<>();
    int count = BATCH * shape.size();
    for (int i = 0; i < count; i++) {
      levels.add(0.03f * (i - count / 2 + 0.5f));
    }
    Collections.shuffle(levels, new Random(7));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = levels.get(i);
    }
    return new Tensor(BATCH, shape, values);
  }
}
