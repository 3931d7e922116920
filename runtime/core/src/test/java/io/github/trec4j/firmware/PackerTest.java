package io.github.trec4j.firmware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.int8.QuantizedStep;
import io.github.trec4j.int8.StepParameters;
import io.github.trec4j.int8.TestNetworks;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import io.github.trec4j.spec.plan.ParameterArray;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackerTest {
  /** The halfwords of a quad: for each, its filters (0 or 2 with the next) and its entry. */
  private static final int[][] QUAD = {
    {0, 0}, {0, 2}, {2, 0}, {2, 2}, {0, 1}, {0, 3}, {2, 1}, {2, 3}
  };

  private final Random random = new Random(3);

  @Test
  void quadsHoldEveryWeightOnce() {
    for (int filters = 1; filters <= 9; filters++) {
      Op.Conv conv = new Op.Conv(filters, new Window(3, 1, 1), true, Optional.empty());
      Shape shape = new Shape(4, 4, 1 + random.nextInt(5));
      QuantizedStep step = TestNetworks.linear(TestNetworks.step(conv, shape), random);
      StepParameters.Linear params = (StepParameters.Linear) step.parameters();
      int entries = params.entries();
      int[] packed = Packer.pack(step, array(step, "weights"));
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
  void blocksFollowSlicesAndTaps() {
    Op.Conv conv =
        TestNetworks.trec(
            19, new Window(2, 1, 0), TestNetworks.reuse(3, 2, 4, Sharing.SHARED, true, false));
    Shape shape = new Shape(4, 4, 6);
    QuantizedStep step = TestNetworks.trec(TestNetworks.step(conv, shape), random);
    StepParameters.Trec params = (StepParameters.Trec) step.parameters();
    Segmentation segments = Segmentation.of(conv, shape);
    int[] packed = Packer.pack(step, array(step, "weights"));
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

  @Test
  void exactBlocksFillUpKernelRows() {
    Reuse reuse = TestNetworks.keeping(TestNetworks.reuse(3, 2, 4, Sharing.SHARED, true, false), 2);
    Op.Conv conv = TestNetworks.trec(19, new Window(3, 1, 0), reuse);
    QuantizedStep step = TestNetworks.trec(TestNetworks.step(conv, new Shape(4, 4, 9)), random);
    StepParameters.Exact exact = ((StepParameters.Trec) step.parameters()).exact().orElseThrow();
    int[] packed = Packer.pack(step, array(step, "kept_weights"));
    byte[] unpacked = new byte[exact.weights().length];
    for (int i = 0; i < packed.length; i++) {
      // [8 quads][3 kernel rows of 3 taps, 3 slices, 2 directions, to 20][8 for 4 entries]
      int filter = i / (8 * 15) * 4 + QUAD[i % 8][0];
      int row = i / 8 % 15 / 5;
      int k = i / 8 % 5 * 4 + QUAD[i % 8][1];
      unpack(packed[i], filter, k < 18 ? row * 18 + k : 54, 19, 54, unpacked);
    }
    assertArrayEquals(exact.weights(), unpacked);
    int[] directions = Packer.pack(step, array(step, "directions"));
    assertEquals(exact.directions()[3], directions[4]);
    assertEquals(0, directions[3]);
    assertEquals(6, Packer.pack(step, array(step, "direction_bias")).length);
    assertEquals(6, Packer.pack(step, array(step, "direction_multipliers")).length);
    assertEquals(6, Packer.pack(step, array(step, "direction_squares")).length);
    int[] multipliers = Packer.pack(step, array(step, "kept_multipliers"));
    assertEquals(exact.multipliers()[18], multipliers[18]);
    assertEquals(0, multipliers[19]);
  }

  @Test
  void otherArraysArePaddedWithZeros() {
    Op.Conv conv =
        TestNetworks.trec(
            3, new Window(1, 1, 0), TestNetworks.reuse(5, 2, 4, Sharing.SHARED, false, false));
    QuantizedStep step = TestNetworks.trec(TestNetworks.step(conv, new Shape(4, 4, 10)), random);
    StepParameters.Trec params = (StepParameters.Trec) step.parameters();
    int[] bias = Packer.pack(step, array(step, "bias"));
    assertEquals(16, bias.length);
    assertEquals(params.bias()[2], bias[2]);
    assertEquals(0, bias[3]);
    int[] vectors = Packer.pack(step, array(step, "hash_vectors"));
    assertEquals(2 * 8, vectors.length);
    assertEquals(params.hashVectors()[5], vectors[8]);
    assertEquals(0, vectors[7]);
    assertArrayEquals(params.thresholds(), Packer.pack(step, array(step, "thresholds")));
    for (ParameterArray array : step.step().parameters()) {
      assertEquals(array.length(), Packer.pack(step, array).length);
    }
  }

  @Test
  void literalsAreInts() {
    assertEquals("(-2147483647 - 1)", CArrays.literal(Integer.MIN_VALUE));
    StringBuilder text = new StringBuilder();
    CArrays.append(text, "x", random.ints(500).toArray());
    assertTrue(text.toString().lines().allMatch(line -> line.length() <= 100));
  }

  private static ParameterArray array(QuantizedStep step, String field) {
    return step.step().parameters().stream()
        .filter(array -> array.field().equals(field))
        .findFirst()
        .orElseThrow();
  }
}
