package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.WinogradForm;
import io.github.trec4j.spec.plan.WinogradPlan;

/**
 * The weights of a convolution, transformed for one of Winograd's forms; see trec4j_winograd.h.
 *
 * @param plan of the form
 * @param weights {@code [M][kernel rows][kernel columns][C]}
 */
@SuppressWarnings("ArrayRecordComponent") // too large to copy
record WinogradWeights(WinogradPlan plan, byte[] weights) {
  /** Points of the larger tiles. */
  private static final int POINTS = 6;

  /** The first of two points whose products with each other are too large for an int16. */
  private static final int FIRST_SPLIT = 3;

  /** Where a channel of four stands. */
  private static final int[] LANES = {0, 2, 1, 3};

  /** Returns whether the form is exact with these weights. */
  boolean areExact() {
    for (int filter = 0; filter < plan.op().filters(); filter++) {
      long positive = 0;
      long negative = 0;
      for (int k = 0; k < entries(); k++) {
        positive += Math.max(weight(filter, k), 0);
        negative -= Math.min(weight(filter, k), 0);
      }
      if (255 * Math.max(positive, negative) >= plan.winograd().limit()) {
        return false;
      }
    }
    return true;
  }

  /** Returns {@code [M]}, what makes up for inputs that the kernel reads as so much more. */
  int[] corrections() {
    int[] corrections = new int[plan.op().filters()];
    for (int i = 0; i < weights.length; i++) {
      corrections[i / entries()] -= plan.winograd().inputOffset() * weights[i];
    }
    return corrections;
  }

  /** Returns {@code [ceil(M/2)][positions][ceil(C/4)][2][4]}; see trec4j_winograd.h. */
  int[] packed(int length) {
    int[] packed = new int[length];
    int[][] g = g(plan.winograd());
    for (int filter = 0; filter < plan.op().filters(); filter++) {
      for (int channel = 0; channel < plan.channels(); channel++) {
        if (plan.winograd().isOfRows()) {
          putColumn(packed, g, filter, channel);
        } else {
          putTile(packed, g, filter, channel);
        }
      }
    }
    return packed;
  }

  /** Multiplied out, so that it is of integers; a row a point. */
  private static int[][] g(WinogradForm form) {
    return switch (form) {
      case TILES_4_OF_3 ->
          new int[][] {{6, 0, 0}, {1, 1, 1}, {1, -1, 1}, {1, 2, 4}, {1, -2, 4}, {0, 0, 6}};
      case TILES_2_OF_3 -> new int[][] {{2, 0, 0}, {1, 1, 1}, {1, -1, 1}, {0, 0, 2}};
      case TILES_2_OF_5 ->
          new int[][] {
            {6, 0, 0, 0, 0},
            {1, 1, 1, 1, 1},
            {1, -1, 1, -1, 1},
            {1, 2, 4, 8, 16},
            {1, -2, 4, -8, 16},
            {0, 0, 0, 0, 6}
          };
      case ROWS_4_OF_5 ->
          new int[][] {
            {90, 0, 0, 0, 0},
            {-20, -20, -20, -20, -20},
            {-20, 20, -20, 20, -20},
            {1, 2, 4, 8, 16},
            {1, -2, 4, -8, 16},
            {16, 8, 4, 2, 1},
            {16, -8, 4, -2, 1},
            {0, 0, 0, 0, 90}
          };
    };
  }

  /** Puts {@code G w} of one value of the kernel's rows. */
  private void putColumn(int[] packed, int[][] g, int filter, int column) {
    for (int p = 0; p < g.length; p++) {
      int sum = 0;
      for (int y = 0; y < g[p].length; y++) {
        sum += g[p][y] * weight(filter, y * plan.channels() + column);
      }
      packed[place(filter, column, p)] = sum;
    }
  }

  private int entries() {
    return weights.length / plan.op().filters();
  }

  private int weight(int filter, int k) {
    return weights[filter * entries() + k];
  }

  /** Puts {@code G w G'} of one channel. */
  private void putTile(int[] packed, int[][] g, int filter, int channel) {
    int side = plan.op().kernel().width();
    for (int p = 0; p < g.length * g.length; p++) {
      int sum = 0;
      for (int k = 0; k < side * side; k++) {
        int weight = weight(filter, k * plan.channels() + channel);
        sum += g[p / g.length][k / side] * weight * g[p % g.length][k % side];
      }
      put(packed, filter, channel, p, sum);
    }
  }

  private void put(int[] packed, int filter, int channel, int position, int value) {
    int i = position / POINTS - FIRST_SPLIT;
    int j = position % POINTS - FIRST_SPLIT;
    boolean large = plan.winograd() == WinogradForm.TILES_2_OF_5;
    boolean split = large && i >= 0 && i < 2 && j >= 0 && j < 2;
    int low = split ? (byte) value : value;
    packed[place(filter, channel, position)] = low;
    if (split) {
      packed[place(filter, channel, POINTS * POINTS + 2 * i + j)] = (value - low) >> 8;
    }
  }

  private int place(int filter, int channel, int position) {
    int quad = QuadPacking.QUAD;
    int quads = QuadPacking.roundUp(plan.channels(), quad) / quad;
    int pair = (filter / 2 * plan.winograd().positions() + position) * quads + channel / quad;
    return pair * 2 * quad + filter % 2 * quad + LANES[channel % quad];
  }
}
