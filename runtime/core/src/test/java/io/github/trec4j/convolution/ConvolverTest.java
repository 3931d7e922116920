package io.github.trec4j.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.math.EjmlMatrixProduct;
import io.github.trec4j.math.MatrixProducts;
import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine against plain sums. */
final class ConvolverTest {
  private static final int BATCH = 5;
  private static final float TOLERANCE = 2e-4f;

  static Stream<Geometry> geometries() {
    return Stream.of(
        new Geometry(new Shape(6, 7, 3), Window.square(3, 1, 1), 4),
        new Geometry(new Shape(7, 5, 2), Window.square(3, 2, 1), 5),
        new Geometry(new Shape(8, 8, 4), Window.square(1, 1, 0), 3),
        new Geometry(new Shape(5, 5, 2), Window.square(3, 3, 2), 3),
        new Geometry(new Shape(6, 5, 12), Window.square(3, 1, 1), 17),
        new Geometry(new Shape(9, 4, 5), new Window(3, 2, 2, 1, 2, 0, 1, 0), 6),
        new Geometry(new Shape(1, 9, 3), new Window(1, 5, 1, 2, 0, 0, 0, 4), 2),
        new Geometry(new Shape(4, 4, 32), Window.square(3, 1, 1), 64),
        new Geometry(new Shape(10, 10, 16), Window.square(1, 2, 0), 32),
        Geometry.dense(37, 11),
        Geometry.dense(1, 1));
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void matrixProductsAgreeWithPlainSums(Geometry geometry) {
    check(new Im2rowEngine(new EjmlMatrixProduct()), geometry);
    check(new Im2rowEngine(MatrixProducts.standard()), geometry);
  }

  /** Where the native library is shipped, so that it must load. */
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  @ParameterizedTest
  @MethodSource("geometries")
  void oneDnnAgreesWithPlainSums(Geometry geometry) {
    check(ConvolutionEngines.choose("onednn"), geometry);
  }

  private static void check(ConvolutionEngine engine, Geometry geometry) {
    for (int threads : new int[] {1, 2, BATCH + 1}) {
      Convolver convolver = engine.convolver(geometry, new Workers(threads));
      // one after the other on the same convolver: rooms are kept, weights are not
      new Trial(geometry, BATCH, 1).check(engine.name(), convolver);
      new Trial(geometry, BATCH - 2, 2).check(engine.name(), convolver);
    }
  }

  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  @Test
  void oneDnnTakesMoreImagesThanItCopiesAtOnce() {
    // 300 x 300 x 32 values: one image at once
    Geometry geometry = new Geometry(new Shape(300, 300, 32), Window.square(1, 7, 0), 3);
    Convolver convolver = ConvolutionEngines.choose("onednn").convolver(geometry, new Workers(1));
    new Trial(geometry, 3, 1).check("oneDNN", convolver);
  }

  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  @Test
  void sameBatchSameResult() {
    Geometry geometry = new Geometry(new Shape(16, 16, 32), Window.square(3, 1, 1), 64);
    Convolver convolver = ConvolutionEngines.choose("onednn").convolver(geometry, new Workers(2));
    Trial first = new Trial(geometry, 8, 1);
    Trial second = new Trial(geometry, 8, 1);
    first.run(convolver, new float[first.input.length]);
    second.run(convolver, new float[second.input.length]);
    assertArrayEquals(first.output, second.output);
    assertArrayEquals(first.byWeights, second.byWeights);
    assertArrayEquals(first.byBias, second.byBias);
  }

  @Test
  void unknownNameIsTheUsersError() {
    UserError error = assertThrows(UserError.class, () -> ConvolutionEngines.choose("cudnn"));
    assertTrue(
        error.getMessage().contains("-Dtrec4j.convolutions=cudnn: there are onednn and im2row"));
  }

  @Test
  void namesSayWhoComputes() {
    assertEquals("im2row and EJML", new Im2rowEngine(new EjmlMatrixProduct()).name());
  }

  /** Random values, and what plain sums make of them. */
  private static final class Trial {
    final Geometry geometry;
    final int batch;
    final float[] input;
    final float[] weights;
    final float[] bias;
    final float[] gradient;
    final float[] output;
    final float[] byWeights;
    final float[] byBias;
    final double[] plainOutput;
    final double[] plainByWeights;
    final double[] plainByBias;
    final double[] plainByInput;

    Trial(Geometry geometry, int batch, long seed) {
      Random random = new Random(seed);
      this.geometry = geometry;
      this.batch = batch;
      input = normal(random, batch * geometry.input().size());
      weights = normal(random, geometry.weights());
      bias = normal(random, geometry.filters());
      gradient = normal(random, batch * geometry.output().size());
      output = new float[gradient.length];
      byWeights = normal(random, weights.length);
      byBias = normal(random, bias.length);
      plainOutput = new double[output.length];
      plainByWeights = new double[weights.length];
      plainByBias = new double[bias.length];
      plainByInput = new double[input.length];
      sumPlainly();
    }

    private static float[] normal(Random random, int size) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return values;
    }

    private void sumPlainly() {
      int filters = geometry.filters();
      for (int pixel = 0; pixel < output.length / filters; pixel++) {
        for (int filter = 0; filter < filters; filter++) {
          int at = pixel * filters + filter;
          plainOutput[at] += bias[filter];
          plainByBias[filter] += gradient[at];
          sumWindow(pixel, filter, at);
        }
      }
    }

    private void sumWindow(int pixel, int filter, int at) {
      Window window = geometry.window();
      Shape in = geometry.input();
      Shape out = geometry.output();
      int image = pixel / out.pixels();
      int top = pixel % out.pixels() / out.width() * window.strideY() - window.top();
      int left = pixel % out.width() * window.strideX() - window.left();
      for (int cell = 0; cell < window.area(); cell++) {
        int y = top + cell / window.width();
        int x = left + cell % window.width();
        if (y < 0 || y >= in.height() || x < 0 || x >= in.width()) {
          continue;
        }
        int from = ((image * in.height() + y) * in.width() + x) * in.channels();
        int weight = filter * geometry.filterSize() + cell * in.channels();
        for (int c = 0; c < in.channels(); c++) {
          plainOutput[at] += (double) input[from + c] * weights[weight + c];
          plainByWeights[weight + c] += (double) input[from + c] * gradient[at];
          plainByInput[from + c] += (double) weights[weight + c] * gradient[at];
        }
      }
    }

    void run(Convolver convolver, float[] byInput) {
      convolver.forward(input, batch, weights, bias, output);
      convolver.backward(input, gradient, batch, byWeights, byBias, byInput);
    }

    void check(String name, Convolver convolver) {
      float[] none = {};
      convolver.forward(input, batch, weights, bias, output);
      assertClose(name + ": output", plainOutput, output);
      convolver.backward(input, gradient, batch, byWeights, none, none);
      assertClose(name + ": by weights alone", plainByWeights, byWeights);
      run(convolver, input); // the gradient over the input
      assertClose(name + ": by weights", plainByWeights, byWeights);
      assertClose(name + ": by bias", plainByBias, byBias);
      assertClose(name + ": by input", plainByInput, input);
    }

    private static void assertClose(String what, double[] expected, float[] actual) {
      assertEquals(expected.length, actual.length, what);
      for (int i = 0; i < actual.length; i++) {
        assertEquals(expected[i], actual[i], TOLERANCE * (1 + Math.abs(expected[i])), what);
      }
    }
  }
}
