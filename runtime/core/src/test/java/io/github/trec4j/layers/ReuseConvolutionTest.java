package io.github.trec4j.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions with reuse, in all forms of segments. */
final class ReuseConvolutionTest {
  private static final int BATCH = 3;
  private static final int FILTERS = 5;

  /** Images that gradients are checked with. */
  private static final int SEEDS = 10;

  private static final Shape SHAPE = new Shape(7, 6, 4);

  @ParameterizedTest
  @CsvSource({
    // segment, stride, pad, sharing, hashing, reassign, keep, rank
    "2, 1, 0, SHARED, LEARNED, false, 0, 0",
    "4, 2, 1, SHARED, LEARNED, true, 0, 0",
    "12, 1, 1, SHARED, LEARNED, false, 0, 0",
    "12, 2, 1, SHARED, RANDOM, false, 0, 0",
    "9, 1, 1, PER_SLICE, LEARNED, false, 0, 0",
    "6, 2, 0, PER_SLICE, RANDOM, false, 0, 0",
    "4, 1, 1, SHARED, LEARNED, false, 2, 0",
    "12, 2, 1, SHARED, LEARNED, false, 5, 3",
    "9, 1, 1, PER_SLICE, LEARNED, false, 0, 2"
  })
  void gradientsWithTheAssignmentFixed(
      int segment,
      int stride,
      int pad,
      Sharing sharing,
      Hashing hashing,
      boolean reassign,
      int keep,
      int rank) {
    Reuse reuse =
        Reuse.builder(segment)
            .bits(2)
            .sharing(sharing)
            .hashing(hashing)
            .reassign(reassign)
            .keep(keep)
            .rank(rank)
            .build();
    ConvLayer convolution = convolution(reuse, stride, pad, 1);
    convolution.states().stream()
        .filter(state -> state.name().equals("conv.directions"))
        .forEach(state -> setToAxes(state.values(), keep, segment));
    convolution.states().stream()
        .filter(state -> state.name().equals("conv.filterBasis"))
        .forEach(state -> setToPairs(state.values(), rank));
    for (int seed = 0; seed < SEEDS; seed++) {
      new GradientCheck(convolution, convolution::assignment).check(levels(seed));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // rows, columns, segment, sharing
    "3, 2, 8, SHARED",
    "1, 4, 16, SHARED",
    "4, 1, 2, SHARED",
    "2, 3, 12, PER_SLICE"
  })
  void gradientsOfRectangularWindows(int rows, int columns, int segment, Sharing sharing) {
    Reuse reuse = Reuse.builder(segment).bits(2).sharing(sharing).build();
    Window window = new Window(rows, columns, 2, 1, 0, rows - 1, columns - 1, 0);
    Convolution op = new TrecConv(FILTERS, window, true, reuse);
    ConvLayer convolution = new ConvLayer(context(op, SHAPE, 1));
    for (int seed = 0; seed < SEEDS; seed++) {
      new GradientCheck(convolution, convolution::assignment).check(levels(seed));
    }
  }

  /** Lets direction r be the segment's value r. */
  private static void setToAxes(float[] directions, int keep, int segment) {
    for (int i = 0; i < directions.length / segment; i++) {
      directions[i * segment + i % keep] = 1;
    }
  }

  /** Lets basis filter r stand for the filters r and r + rank in equal shares. */
  private static void setToPairs(float[] basis, int rank) {
    for (int r = 0; r < rank && r + rank < FILTERS; r++) {
      basis[r * rank + r] = (float) Math.sqrt(0.5);
      basis[(r + rank) * rank + r] = (float) Math.sqrt(0.5);
    }
  }

  @ParameterizedTest
  @CsvSource({"4, SHARED, 2", "12, SHARED, 0", "9, PER_SLICE, 0"})
  void learnedBasisSpansTheFilters(int segment, Sharing sharing, int keep) {
    int rank = 3;
    Reuse reuse = Reuse.builder(segment).bits(2).sharing(sharing).keep(keep).rank(rank).build();
    ConvLayer convolution = convolution(reuse, 1, 1, 2);
    float[] weights = convolution.parameters().get(0).values();
    float[] before = weights.clone();
    // two filters that the others make up
    for (int k = 0; k < weights.length / FILTERS; k++) {
      int row = weights.length / FILTERS;
      before[3 * row + k] = before[k] - before[row + k];
      before[4 * row + k] = 2 * before[2 * row + k];
    }
    System.arraycopy(before, 0, weights, 0, weights.length);
    Tensor input = normal(SHAPE);
    convolution.learnReuse(input, new float[] {1, -2, 0.5f, 1, 3}, 1);
    assertArrayEquals(before, weights, 1e-4f, "nothing is lost of filters of that rank");

    Tensor output = convolution.forward(input, Mode.EVALUATE);
    Tensor alongBasis = convolution.basisOutput();
    assertEquals(rank, alongBasis.shape().channels());
    assertEquals(squares(output.values()), squares(alongBasis.values()), 1e-2);
  }

  private static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "2, 4, SHARED",
    "12, 4, SHARED",
    "4, 4, PER_SLICE",
    "6, 12, SHARED",
    "36, 12, SHARED"
  })
  void oneSegmentAClusterIsAnOrdinaryConvolution(int segment, int channels, Sharing sharing) {
    // one pixel an image, so that each slice has one segment
    Shape shape = new Shape(3, 3, channels);
    Window window = Window.square(3, 1, 0);
    Tensor input = normal(shape);
    if (sharing == Sharing.SHARED) {
      Arrays.fill(input.values(), 0.5f);
    }
    Reuse reuse = Reuse.builder(segment).bits(1).sharing(sharing).hashing(Hashing.RANDOM).build();
    Convolution with = new TrecConv(5, window, true, reuse);
    Convolution without = new Conv(5, window, true);
    Tensor expected = new ConvLayer(context(without, shape, 2)).forward(input, Mode.EVALUATE);
    Tensor actual = new ConvLayer(context(with, shape, 2)).forward(input, Mode.EVALUATE);
    assertArrayEquals(expected.values(), actual.values(), 1e-5f);
  }

  @ParameterizedTest
  @CsvSource({"2, SHARED", "12, SHARED", "9, PER_SLICE"})
  void numberOfThreadsChangesNoOutput(int segment, Sharing sharing) {
    Reuse reuse = Reuse.builder(segment).bits(4).sharing(sharing).reassign(true).build();
    Tensor input = normal(SHAPE);
    float[] one = convolution(reuse, 1, 1, 1).forward(input, Mode.TRAIN).values();
    float[] three = convolution(reuse, 1, 1, 3).forward(input, Mode.TRAIN).values();
    assertArrayEquals(one, three);
  }

  @ParameterizedTest
  @CsvSource({"4, SHARED", "12, SHARED", "9, PER_SLICE"})
  void paperFormTrainsItsHashVectors(int segment, Sharing sharing) {
    Reuse reuse =
        Reuse.builder(segment).bits(3).sharing(sharing).hashGradient(HashGradient.PAPER).build();
    ConvLayer convolution = convolution(reuse, 1, 1, 2);
    Tensor output = convolution.forward(normal(SHAPE), Mode.TRAIN);
    convolution.backward(new Tensor(BATCH, output.shape(), output.values().clone()));
    assertEquals("conv.hashVectors", convolution.parameters().get(2).name());
    assertEquals("conv.thresholds", convolution.states().get(0).name());
  }

  private static ConvLayer convolution(Reuse reuse, int stride, int pad, int threads) {
    Convolution op = new TrecConv(FILTERS, Window.square(3, stride, pad), true, reuse);
    return new ConvLayer(context(op, SHAPE, threads));
  }

  private static LayerContext context(Op op, Shape shape, int threads) {
    Compute compute = Compute.withThreads(threads);
    return new LayerContext("conv", op, List.of(shape), true, 1, compute);
  }

  private static Tensor normal(Shape shape) {
    Random random = new Random(7);
    float[] values = new float[BATCH * shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Tensor(BATCH, shape, values);
  }

  /**
   * Images of two levels: most projections are so far from thresholds that steps change nothing.
   */
  private static Tensor levels(long seed) {
    Random random = new Random(seed);
    float[] values = new float[BATCH * SHAPE.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextBoolean() ? 8 : -8;
    }
    return new Tensor(BATCH, SHAPE, values);
  }
}
