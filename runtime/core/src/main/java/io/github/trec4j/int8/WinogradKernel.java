package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.ConvPlan;
import io.github.trec4j.spec.plan.ParameterArray;
import io.github.trec4j.spec.plan.WinogradForm;
import io.github.trec4j.spec.plan.WinogradPlan;

/**
 * Stands for the kernels {@code trec4j_winograd…}, which compute what {@code trec4j_conv} does,
 * byte for byte, from transformed weights.
 */
final class WinogradKernel extends RepackedKernel {
  /** Points of the larger tiles. */
  private static final int POINTS = 6;

  /** The first of two points whose products with each other are too large for an int16. */
  private static final int FIRST_SPLIT = 3;

  /** Where a channel of four stands. */
  private static final int[] LANES = {0, 2, 1, 3};

  private final WinogradPlan plan;

  WinogradKernel(WinogradPlan plan, LinearParameters params) {
    super(new ConvKernel(new ConvPlan(plan.op(), plan.input()), params), params);
    this.plan = plan;
    for (int m = 0; m < params.filters(); m++) {
      Requirements.holds(isExact(m), "sums of a filter's weights within the Winograd form's limit");
    }
  }

  static QuantizedStep quantize(WinogradPlan plan, QuantizationContext context) {
    return ConvKernel.quantize(plan.op(), context, params -> new WinogradKernel(plan, params));
  }

  private boolean isExact(int filter) {
    long positive = 0;
    long negative = 0;
    for (int k = 0; k < params().entries(); k++) {
      int weight = weight(filter, k);
      positive += Math.max(weight, 0);
      negative -= Math.min(weight, 0);
    }
    return 255 * Math.max(positive, negative) < plan.winograd().limit();
  }

  @Override
  public int[] packed(ParameterArray array) {
    return switch (array.field()) {
      case "weights" -> weights(array.length());
      case "bias" -> bias();
      default -> super.packed(array);
    };
  }

  /** Where the kernel reads inputs as bytes of 128 more, the bias makes up for it. */
  private int[] bias() {
    return params().biasOf(plan.winograd().shiftsInputs() ? 128 : 0);
  }

  /** Returns {@code [ceil(M/2)][positions][ceil(C/4)][2][4]}; see trec4j_winograd.h. */
  private int[] weights(int length) {
    int[] packed = new int[length];
    int[][] g = g(plan.winograd());
    for (int filter = 0; filter < params().filters(); filter++) {
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

  private int weight(int filter, int k) {
    return params().weights()[filter * params().entries() + k];
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
