package io.github.trec4j.int8;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.trec4j.dsl.Form;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.ConvPlan;
import io.github.trec4j.spec.plan.ConvTapsPlan;
import io.github.trec4j.spec.plan.ParameterArray;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackingTest {
  /** The halfwords of a quad: for each, its filters (0 or 2 with the next) and its entry. */
  private static final int[][] QUAD = {
    {0, 0}, {0, 2}, {2, 0}, {2, 2}, {0, 1}, {0, 3}, {2, 1}, {2, 3}
  };

  private final Random random = new Random(3);

  @Test
  void quadsHoldEveryWeightOnce() {
    for (int filters = 1; filters <= 9; filters++) {
      Convolution conv = new Conv(filters, Window.square(3, 1, 1), true, Form.DIRECT);
      Shape shape = new Shape(4, 4, 1 + random.nextInt(5));
      QuantizedStep step = TestNetworks.linear(TestNetworks.step(conv, shape), random);
      LinearParameters params = TestNetworks.linearOf(step);
      int entries = params.entries();
      int[] packed = packed(step, "weights");
      byte[] unpacked = new byte[params.weights().length];
      int groups = (entries + 3) / 4;
      for (int i = 0; i < packed.length; i++) {
        int filter = i / 8 / groups * 4 + QUAD[i % 8][0];
        int k = i / 8 % groups * 4 + QUAD[i % 8][1];
        unpack(packed[i], filter, k, filters, entries, unpacked);
      }
      assertArrayEquals(params.weights(), unpacked);
    }
  }

  /** Splits a halfword as the kernel does; what no filter or entry owns must be 0. */
  private static void unpack(int pair, int filter, int k, int filters, int entries, byte[] to) {
    assertEquals(pair, (short) pair);
    int odd = (byte) pair;
    int even = (pair - odd) >> 8;
    for (int i = 0; i < 2; i++) {
      int weight = i == 0 ? even : odd;
      if (filter + i < filters && k < entries) {
        to[(filter + i) * entries + k] = (byte) weight;
      } else {
        assertEquals(0, weight);
      }
    }
  }

  @Test
  void whatIsTransformedOnTheFlyStandsByColumns() {
    Conv conv = new Conv(3, Window.square(3, 1, 1), true, Form.WINOGRAD_ON_THE_FLY);
    QuantizedStep step = TestNetworks.linear(TestNetworks.step(conv, new Shape(4, 4, 5)), random);
    LinearParameters params = TestNetworks.linearOf(step);
    int[] packed = packed(step, "weights");
    byte[] unpacked = new byte[params.weights().length];
    for (int i = 0; i < packed.length; i++) {
      // [3 filters][2 quads][3 columns][3 rows][4 channels]
      int channel = i / 36 % 2 * 4 + i % 4;
      int tap = i / 4 % 3 * 3 + i / 12 % 3;
      if (channel < 5) {
        unpacked[(i / 72 * 9 + tap) * 5 + channel] = (byte) packed[i];
      } else {
        assertEquals(0, packed[i]);
      }
    }
    assertArrayEquals(params.weights(), unpacked);
  }

  @Test
  void biasesTapByTapAreThoseOfInputsWithoutTheirZeroPoint() {
    ConvTapsPlan plan =
        new ConvTapsPlan(new Conv(5, Window.square(3, 1, 1), true), new Shape(2, 2, 4));
    LinearParameters params = TestNetworks.parameters(5, 36, random);
    ConvTapsKernel kernel = new ConvTapsKernel(plan, params);
    ConvPlan direct = new ConvPlan(plan.op(), plan.input());
    for (ParameterArray array : plan.parameters()) {
      int[] packed = kernel.packed(array);
      if (array.field().equals("bias")) {
        for (int m = 0; m < 5; m++) {
          packed[m] -= params.inputZeroPoint() * sum(params.weights(), m * 36, 36);
        }
      }
      assertArrayEquals(new ConvKernel(direct, params).packed(array), packed);
    }
  }

  private static int sum(byte[] values, int start, int count) {
    int sum = 0;
    for (int i = start; i < start + count; i++) {
      sum += values[i];
    }
    return sum;
  }

  @Test
  void blocksFollowSlicesAndTaps() {
    TrecConv conv =
        TestNetworks.trec(
            19, Window.square(2, 1, 0), TestNetworks.reuse(3, 2, 4, Sharing.SHARED, true, false));
    Shape shape = new Shape(4, 4, 6);
    QuantizedStep step = TestNetworks.trec(TestNetworks.step(conv, shape), random);
    TrecParameters params = TestNetworks.trecOf(step);
    Segmentation segments = Segmentation.of(conv, shape);
    int[] packed = packed(step, "weights");
    byte[] unpacked = new byte[params.weights().length];
    for (int i = 0; i < packed.length; i++) {
      // [2 blocks][2 slices][4 taps][4 quads][1 group][8]
      int tap = i / 32 % 4;
      int slice = i / 128 % 2;
      int filter = i / 256 * 16 + i / 8 % 4 * 4 + QUAD[i % 8][0];
      int l = QUAD[i % 8][1];
      int k = l < 3 ? segments.weightIndex(slice, tap, l) : params.entries();
      unpack(packed[i], filter, k, 19, params.entries(), unpacked);
    }
    assertArrayEquals(params.weights(), unpacked);
  }

  /** The kernel rows of a column's halfwords; -1 where there is none. */
  @ParameterizedTest
  @CsvSource({"3, 1, 0 1 1 2", "3, 2, 0 1 2 -1", "5, 1, 0 1 2 3 1 2 3 4", "5, 2, 0 1 2 3 4 -1"})
  void wordsOfDepthwiseColumnsHoldTwoRows(int taps, int stride, String rows) {
    DepthwiseConv conv = new DepthwiseConv(Window.square(taps, stride, 1), true);
    Shape shape = new Shape(7, 7, 3);
    QuantizedStep step = TestNetworks.linear(TestNetworks.step(conv, shape), random);
    byte[] weights = TestNetworks.linearOf(step).weights();
    int[] order = Stream.of(rows.split(" ")).mapToInt(Integer::parseInt).toArray();
    int[] packed = packed(step, "weights");
    assertEquals(3 * taps * order.length, packed.length);
    for (int i = 0; i < packed.length; i++) {
      int row = order[i % order.length];
      int column = i / order.length % taps;
      int channel = i / order.length / taps;
      int expected = row < 0 ? 0 : weights[(channel * taps + row) * taps + column];
      assertEquals(expected, packed[i]);
    }
  }

  @Test
  void keptBlocksFillUpKernelRows() {
    Reuse reuse = TestNetworks.keeping(TestNetworks.reuse(3, 2, 4, Sharing.SHARED, true, false), 2);
    TrecConv conv = TestNetworks.trec(19, Window.square(3, 1, 0), reuse);
    QuantizedStep step = TestNetworks.trec(TestNetworks.step(conv, new Shape(4, 4, 9)), random);
    KeptParameters kept = TestNetworks.trecOf(step).kept().orElseThrow();
    int[] packed = packed(step, "kept_weights");
    byte[] unpacked = new byte[kept.weights().length];
    for (int i = 0; i < packed.length; i++) {
      // [8 quads][3 kernel rows of 3 taps, 3 slices, 2 directions, to 20][8 for 4 entries]
      int filter = i / (8 * 15) * 4 + QUAD[i % 8][0];
      int row = i / 8 % 15 / 5;
      int k = i / 8 % 5 * 4 + QUAD[i % 8][1];
      unpack(packed[i], filter, k < 18 ? row * 18 + k : 54, 19, 54, unpacked);
    }
    assertArrayEquals(kept.weights(), unpacked);
    int[] directions = packed(step, "directions");
    assertEquals(kept.directions()[3], directions[4]);
    assertEquals(0, directions[3]);
    assertEquals(6, packed(step, "direction_bias").length);
    assertEquals(6, packed(step, "direction_multipliers").length);
    assertEquals(6, packed(step, "direction_squares").length);
    int[] multipliers = packed(step, "kept_multipliers");
    assertEquals(kept.multipliers()[18], multipliers[18]);
    assertEquals(0, multipliers[19]);
  }

  @Test
  void otherArraysArePaddedWithZeros() {
    TrecConv conv =
        TestNetworks.trec(
            3, Window.square(1, 1, 0), TestNetworks.reuse(5, 2, 4, Sharing.SHARED, false, false));
    QuantizedStep step = TestNetworks.trec(TestNetworks.step(conv, new Shape(4, 4, 10)), random);
    TrecParameters params = TestNetworks.trecOf(step);
    int[] bias = packed(step, "bias");
    assertEquals(16, bias.length);
    assertEquals(params.bias()[2], bias[2]);
    assertEquals(0, bias[3]);
    int[] vectors = packed(step, "hash_vectors");
    assertEquals(2 * 8, vectors.length);
    assertEquals(params.hashVectors()[5], vectors[8]);
    assertEquals(0, vectors[7]);
    assertArrayEquals(params.thresholds(), packed(step, "thresholds"));
    for (ParameterArray array : step.step().kernel().parameters()) {
      assertEquals(array.length(), step.kernel().packed(array).length);
    }
  }

  private static int[] packed(QuantizedStep step, String field) {
    ParameterArray named =
        step.step().kernel().parameters().stream()
            .filter(array -> array.field().equals(field))
            .findFirst()
            .orElseThrow();
    return step.kernel().packed(named);
  }
}
