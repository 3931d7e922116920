package io.github.trec4j.int8;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import io.github.trec4j.spec.plan.Step;
import java.util.Optional;
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
        Op.Conv conv = new Op.Conv(1 + random.nextInt(9), window, true, Optional.empty());
        QuantizedStep step = TestNetworks.linear(TestNetworks.step(conv, shape), random);
        byte[] input = TestNetworks.bytes(random, shape.size(), -128);
        StepParameters.Linear params = (StepParameters.Linear) step.parameters();
        assertArrayEquals(NaiveReference.conv(conv, shape, params, input), run(step, input));
        checked++;
      }
    }
    assertTrue(checked > 50);
  }

  @Test
  void fullyConnectedLayersAreAsWrittenDown() {
    for (int round = 0; round < 50; round++) {
      Shape shape = shape(9);
      Step dense = TestNetworks.step(new Op.Dense(1 + random.nextInt(20), true), shape);
      QuantizedStep step = TestNetworks.linear(dense, random);
      byte[] input = TestNetworks.bytes(random, shape.size(), -128);
      StepParameters.Linear params = (StepParameters.Linear) step.parameters();
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
      Op.Conv conv = TestNetworks.trec(1 + random.nextInt(20), window, reuse(shape, window));
      QuantizedStep step = TestNetworks.trec(TestNetworks.step(conv, shape), random);
      byte[] input = TestNetworks.bytes(random, shape.size(), -128);
      StepParameters.Trec params = (StepParameters.Trec) step.parameters();
      byte[] output = new byte[step.step().output().size()];
      ReuseStatistics found = new StepSimulator(step).run(input, output).orElseThrow();
      assertArrayEquals(NaiveTrec.run(conv, shape, params, input), output, conv.toString());
      saturated += found.saturations();
      Reuse reuse = conv.reuse().orElseThrow();
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
    int[] lengths = Segmentation.validLengths(sharing, window.size(), shape.channels());
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
    Op.Conv conv = TestNetworks.trec(3, new Window(3, 1, 1), reuse);
    QuantizedStep step = TestNetworks.trec(TestNetworks.step(conv, shape), random);
    byte[] output = new byte[step.step().output().size()];
    ReuseStatistics found = new StepSimulator(step).run(new byte[288], output).orElseThrow();
    assertArrayEquals(new int[] {1}, found.clusters());
    assertEquals(1.0 / 36, found.remainingRatio());
  }

  @Test
  void poolsSkipPaddingAndRoundHalvesUp() {
    byte[] input = {-128, -128, -3, -4, 0, 1, 126, 127, -1};
    Shape shape = new Shape(3, 3, 1);
    Op.MaxPool max = new Op.MaxPool(new Window(3, 2, 1));
    assertArrayEquals(new byte[] {0, 1, 127, 127}, run(keeping(max, shape), input));
    Op.AvgPool avg = new Op.AvgPool(new Window(2, 1, 0));
    // sums -260, -130, 249, 127
    assertArrayEquals(new byte[] {-65, -32, 62, 32}, run(keeping(avg, shape), input));
    // sum -10 of 9
    assertArrayEquals(new byte[] {-1}, run(keeping(new Op.GlobalAvgPool(), shape), input));
  }

  @Test
  void reluStopsAtTheZeroPoint() {
    Step step = TestNetworks.step(new Op.Relu(), Shape.vector(3));
    QuantizedStep relu = TestNetworks.quantized(step, new StepParameters.Relu(-5));
    assertArrayEquals(new byte[] {-5, -5, 9}, run(relu, new byte[] {-128, -5, 9}));
  }

  private static QuantizedStep keeping(Op op, Shape shape) {
    return TestNetworks.quantized(TestNetworks.step(op, shape), new StepParameters.None());
  }

  private Shape shape(int channels) {
    return new Shape(1 + random.nextInt(7), 1 + random.nextInt(7), 1 + random.nextInt(channels));
  }

  private Window window() {
    return new Window(1 + random.nextInt(4), 1 + random.nextInt(3), random.nextInt(3));
  }

  private static byte[] run(QuantizedStep step, byte[] input) {
    byte[] output = new byte[step.step().output().size()];
    byte[] before = input.clone();
    new StepSimulator(step).run(input, output);
    assertArrayEquals(before, input, "the input is not modified");
    return output;
  }
}
