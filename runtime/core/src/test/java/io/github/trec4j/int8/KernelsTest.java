package io.github.trec4j.int8;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.AvgPoolPlan;
import io.github.trec4j.spec.plan.GlobalAvgPoolPlan;
import io.github.trec4j.spec.plan.MaxPoolPlan;
import io.github.trec4j.spec.plan.Step;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KernelsTest {
  private final Random random = new Random(7);

  @Test
  void convolutionsAreAsWrittenDown() {
    int checked = 0;
    for (int round = 0; round < 150; round++) {
      Shape shape = shape(9);
      Window window = window();
      if (window.fits(shape)) {
        Convolution conv = new Conv(1 + random.nextInt(9), window, true);
        QuantizedStep step = TestNetworks.linear(TestNetworks.step(conv, shape), random);
        byte[] input = TestNetworks.bytes(random, shape.size(), -128);
        LinearParameters params = TestNetworks.linearOf(step);
        assertArrayEquals(NaiveReference.conv(conv, shape, params, input), run(step, input));
        checked++;
      }
    }
    assertTrue(checked > 50);
  }

  @Test
  void depthwiseConvolutionsAreAsWrittenDown() {
    int checked = 0;
    for (int round = 0; round < 100; round++) {
      Shape shape = shape(9);
      Window window = window();
      if (window.fits(shape)) {
        DepthwiseConv conv = new DepthwiseConv(window, true);
        QuantizedStep step = TestNetworks.linear(TestNetworks.step(conv, shape), random);
        byte[] input = TestNetworks.bytes(random, shape.size(), -128);
        LinearParameters params = TestNetworks.linearOf(step);
        assertArrayEquals(NaiveReference.depthwise(conv, shape, params, input), run(step, input));
        checked++;
      }
    }
    assertTrue(checked > 50);
  }

  @Test
  void fullyConnectedLayersAreAsWrittenDown() {
    for (int round = 0; round < 50; round++) {
      Shape shape = shape(9);
      Step dense = TestNetworks.step(new Dense(1 + random.nextInt(20), true), shape);
      QuantizedStep step = TestNetworks.linear(dense, random);
      byte[] input = TestNetworks.bytes(random, shape.size(), -128);
      LinearParameters params = TestNetworks.linearOf(step);
      assertArrayEquals(NaiveReference.dense(params, input), run(step, input));
    }
  }

  @Test
  void reuseConvolutionsAreAsWrittenDown() {
    long saturated = 0;
    int overflowing = 0;
    int keeping = 0;
    for (int round = 0; round < 250; round++) {
      Shape shape = shape(12);
      Window window = window();
      if (!window.fits(shape)) {
        continue;
      }
      TrecConv conv = TestNetworks.trec(1 + random.nextInt(20), window, reuse(shape, window));
      QuantizedStep step = TestNetworks.trec(TestNetworks.step(conv, shape), random);
      byte[] input = TestNetworks.bytes(random, shape.size(), -128);
      TrecParameters params = TestNetworks.trecOf(step);
      byte[] output = new byte[step.step().output().size()];
      ReuseStatistics found = step.kernel().run(List.of(input), output).orElseThrow();
      assertArrayEquals(NaiveTrec.run(conv, shape, params, input), output, conv.toString());
      saturated += found.saturations();
      Reuse reuse = conv.reuse();
      boolean full = found.clusters()[0] == reuse.maxClusters();
      keeping += reuse.keep() > 0 ? 1 : 0;
      overflowing += full && reuse.maxClusters() < 1 << reuse.bits() ? 1 : 0;
    }
    assertTrue(saturated > 100, "saturation is part of the arithmetic: " + saturated);
    assertTrue(overflowing > 10, "more buckets than clusters must occur: " + overflowing);
    assertTrue(keeping > 10, "directions must be kept: " + keeping);
  }

  private Reuse reuse(Shape shape, Window window) {
    Sharing sharing = random.nextBoolean() ? Sharing.SHARED : Sharing.PER_SLICE;
    int[] lengths = Segmentation.validLengths(sharing, window, shape.channels());
    int length = lengths[random.nextInt(lengths.length)];
    int bits = 1 + random.nextInt(8);
    int clusters = 1 + random.nextInt(1 << bits);
    boolean centred = random.nextBoolean();
    Reuse reuse =
        TestNetworks.reuse(length, bits, clusters, sharing, centred, random.nextBoolean());
    boolean keeps = centred && sharing == Sharing.SHARED && random.nextBoolean();
    return keeps ? TestNetworks.keeping(reuse, 1 + random.nextInt(9)) : reuse;
  }

  @Test
  void equalSegmentsAreOneCluster() {
    Shape shape = new Shape(6, 6, 8);
    Reuse reuse = TestNetworks.reuse(8, 4, 16, Sharing.SHARED, true, false);
    TrecConv conv = TestNetworks.trec(3, Window.square(3, 1, 1), reuse);
    QuantizedStep step = TestNetworks.trec(TestNetworks.step(conv, shape), random);
    byte[] output = new byte[step.step().output().size()];
    ReuseStatistics found = step.kernel().run(List.of(new byte[288]), output).orElseThrow();
    assertArrayEquals(new int[] {1}, found.clusters());
    assertEquals(1.0 / 36, found.remainingRatio());
  }

  @Test
  void poolsSkipPaddingAndRoundHalvesUp() {
    byte[] input = {-128, -128, -3, -4, 0, 1, 126, 127, -1};
    Shape shape = new Shape(3, 3, 1);
    MaxPool max = new MaxPool(Window.square(3, 2, 1));
    assertArrayEquals(new byte[] {0, 1, 127, 127}, run(keeping(max, shape), input));
    AvgPool avg = new AvgPool(Window.square(2, 1, 0));
    // sums -260, -130, 249, 127
    assertArrayEquals(new byte[] {-65, -32, 62, 32}, run(keeping(avg, shape), input));
    AvgPool padded = new AvgPool(new Window(2, 3, 2, 3, 1, 0, 0, 2));
    // sums -259 of 3, 252 of 6
    assertArrayEquals(new byte[] {-86, 42}, run(keeping(padded, shape), input));
    // sum -10 of 9
    assertArrayEquals(new byte[] {-1}, run(keeping(new GlobalAvgPool(), shape), input));
  }

  @Test
  void reluStopsAtTheZeroPoint() {
    Step step = TestNetworks.step(new Relu(), Shape.vector(3));
    QuantizedStep relu = TestNetworks.relu(step, -5);
    assertArrayEquals(new byte[] {-5, -5, 9}, run(relu, new byte[] {-128, -5, 9}));
  }

  private static QuantizedStep keeping(Op op, Shape shape) {
    Step step = TestNetworks.step(op, shape);
    return TestNetworks.quantized(
        step,
        step.kernel() instanceof MaxPoolPlan max
            ? new MaxPoolKernel(max)
            : step.kernel() instanceof AvgPoolPlan avg
                ? new AvgPoolKernel(avg)
                : new GlobalAvgPoolKernel((GlobalAvgPoolPlan) step.kernel()));
  }

  private Shape shape(int channels) {
    return new Shape(1 + random.nextInt(7), 1 + random.nextInt(7), 1 + random.nextInt(channels));
  }

  private Window window() {
    return new Window(
        1 + random.nextInt(4),
        1 + random.nextInt(4),
        1 + random.nextInt(3),
        1 + random.nextInt(3),
        random.nextInt(3),
        random.nextInt(3),
        random.nextInt(3),
        random.nextInt(3));
  }

  private static byte[] run(QuantizedStep step, byte[] input) {
    byte[] output = new byte[step.step().output().size()];
    byte[] before = input.clone();
    step.kernel().run(List.of(input), output);
    assertArrayEquals(before, input, "the input is not modified");
    return output;
  }
}
