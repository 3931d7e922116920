package io.github.trec4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.trec4j.convolution.ConvolutionEngines;
import io.github.trec4j.convolution.Im2rowEngine;
import io.github.trec4j.math.EjmlMatrixProduct;
import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.BatchNorm;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.Dropout;
import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every layer's gradients against finite differences. */
final class LayerGradientTest {
  private static final Workers WORKERS = new Workers(2);
  private static final Compute COMPUTE = new Compute(ConvolutionEngines.standard(), WORKERS);
  private static final Compute REFERENCE =
      new Compute(new Im2rowEngine(new EjmlMatrixProduct()), new Workers(1));
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
    Convolution op = new Conv(filters, Window.square(kernel, stride, pad), bias);
    for (Compute compute : List.of(COMPUTE, REFERENCE)) {
      new GradientCheck(new ConvLayer(context(op, shape, compute))).check(normal(shape));
    }
  }

  @ParameterizedTest
  @CsvSource({"14, 32", "22, 2"})
  void convolutionOfMoreImagesThanAChunkHolds(int side, int channels) {
    Shape shape = new Shape(side, side, channels);
    Convolution op = new Conv(4, Window.square(5, 1, 0), true);
    new GradientCheck(new ConvLayer(context(op, shape, COMPUTE))).check(normal(shape));
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 1, true", "3, 2, 0, false", "2, 3, 1, true", "5, 1, 2, true", "1, 1, 0, true"})
  void depthwiseConvolution(int kernel, int stride, int pad, boolean bias) {
    Shape shape = new Shape(6, 7, 5);
    Op op = new DepthwiseConv(Window.square(kernel, stride, pad), bias);
    new GradientCheck(new DepthwiseConvLayer(context(op, shape))).check(normal(shape));
  }

  @Test
  void fullyConnected() {
    Shape shape = new Shape(3, 2, 5);
    new GradientCheck(new DenseLayer(context(new Dense(7, true), shape))).check(normal(shape));
  }

  @Test
  void batchNormalization() {
    Shape shape = new Shape(4, 5, 6);
    new GradientCheck(new BatchNormLayer(context(new BatchNorm(0.1f, 1e-5f), shape)))
        .check(normal(shape));
  }

  @Test
  void relu() {
    Shape shape = new Shape(4, 5, 6);
    new GradientCheck(new ReluLayer(context(new Relu(), shape))).check(spaced(shape));
  }

  @ParameterizedTest
  @CsvSource({"6, 6, 2, 2, 0", "7, 6, 3, 2, 1", "5, 7, 3, 1, 1", "7, 7, 2, 3, 0"})
  void maxPooling(int height, int width, int size, int stride, int pad) {
    Shape shape = new Shape(height, width, 5);
    new GradientCheck(
            new MaxPoolLayer(context(new MaxPool(Window.square(size, stride, pad)), shape)))
        .check(spaced(shape));
  }

  @Test
  void equalMaximaGiveTheGradientToTheFirst() {
    Shape shape = new Shape(2, 2, 1);
    MaxPoolLayer pool = new MaxPoolLayer(context(new MaxPool(Window.square(2, 2, 0)), shape));
    pool.forward(new Tensor(1, shape, new float[] {1, 3, 3, 3}), Mode.TRAIN);
    Tensor gradient = pool.backward(new Tensor(1, new Shape(1, 1, 1), new float[] {5}));
    assertEquals(List.of(0f, 5f, 0f, 0f), list(gradient));
  }

  @Test
  void paddingNeverWins() {
    Shape shape = new Shape(1, 1, 1);
    MaxPoolLayer pool = new MaxPoolLayer(context(new MaxPool(Window.square(3, 1, 1)), shape));
    Tensor output = pool.forward(new Tensor(1, shape, new float[] {-4}), Mode.EVALUATE);
    assertEquals(List.of(-4f), list(output));
  }

  @Test
  void paddingIsNoPartOfMeans() {
    Shape shape = new Shape(1, 2, 1);
    Window window = Window.square(2, 2, 1);
    AvgPoolLayer pool = new AvgPoolLayer(context(new AvgPool(window), shape));
    Tensor output = pool.forward(new Tensor(1, shape, new float[] {-4, 6}), Mode.EVALUATE);
    assertEquals(List.of(-4f, 6f), list(output));
  }

  @Test
  void averagePooling() {
    Shape shape = new Shape(7, 6, 3);
    new GradientCheck(new AvgPoolLayer(context(new AvgPool(Window.square(3, 2, 0)), shape)))
        .check(normal(shape));
  }

  @Test
  void globalAveragePooling() {
    Shape shape = new Shape(4, 3, 5);
    new GradientCheck(new GlobalAvgPoolLayer(context(new GlobalAvgPool(), shape)))
        .check(normal(shape));
  }

  @Test
  void dropout() {
    Shape shape = new Shape(4, 3, 5);
    DropoutLayer dropout = new DropoutLayer(context(new Dropout(0.4f), shape));
    new GradientCheck(dropout, () -> dropout.seek(3)).check(normal(shape));
  }

  private static LayerContext context(Op op, Shape shape) {
    return context(op, shape, COMPUTE);
  }

  private static LayerContext context(Op op, Shape shape, Compute compute) {
    return new LayerContext("layer", op, List.of(shape), true, 1, compute);
  }

  /** Rectangles, and strides and paddings of each direction and side their own. */
  @ParameterizedTest
  @CsvSource({"3, 2, 1, 2, 1, 0, 1, 0", "1, 4, 2, 1, 0, 0, 2, 1", "4, 3, 1, 1, 2, 3, 0, 2"})
  void rectangularWindows(
      int height, int width, int strideY, int strideX, int top, int bottom, int left, int right) {
    Shape shape = new Shape(7, 8, 3);
    Window window = new Window(height, width, strideY, strideX, top, bottom, left, right);
    new GradientCheck(new ConvLayer(context(new Conv(4, window, true), shape)))
        .check(normal(shape));
    new GradientCheck(new DepthwiseConvLayer(context(new DepthwiseConv(window, true), shape)))
        .check(normal(shape));
    new GradientCheck(new MaxPoolLayer(context(new MaxPool(window), shape))).check(spaced(shape));
    new GradientCheck(new AvgPoolLayer(context(new AvgPool(window), shape))).check(normal(shape));
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
