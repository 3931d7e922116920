package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.util.List;
import java.util.Map;

/**
 * A convolution in one of Winograd's forms, with the bytes of {@link ConvPlan} for a fraction of
 * its products. Weights take several times their flash.
 *
 * @param op the convolution
 * @param input the shape it reads
 * @param winograd which form
 */
public record WinogradPlan(Conv op, Shape input, WinogradForm winograd) implements KernelPlan {
  /** Bytes of the kernel's pointers and half-transformed words. */
  private static final int FRAME_BYTES = 560;

  /** Ten instructions for sixteen products, which take eighteen cycles; others take fewer. */
  private static final double PRODUCT_CYCLES = 1.8;

  private static final double OTHER_CYCLES = 1.38;

  /** Quads of channels whose products take one round of the loop. */
  private static final int ROUND = 32;

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.winograd(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String form() {
    return winograd.stem();
  }

  @Override
  public String stem() {
    return winograd.stem();
  }

  @Override
  public String family() {
    return "winograd";
  }

  @Override
  public String scratchType() {
    return winograd.isOfRows() ? "trec4j_winograd_rows_scratch" : "trec4j_winograd_scratch";
  }

  @Override
  public Map<String, Integer> shape() {
    return new ConvPlan(op, input).shape();
  }

  /** Returns the values that act as channels: of a pixel, or under a kernel row. */
  public int channels() {
    return winograd.isOfRows() ? op.kernel().width() * input.channels() : input.channels();
  }

  long paddedChannels() {
    return ScratchLayout.roundUp(channels(), Quads.SIZE);
  }

  @Override
  public List<ParameterArray> parameters() {
    long filters = ScratchLayout.roundUp(op.filters(), 2);
    long weights = filters * winograd.positions() * paddedChannels();
    return List.of(
        new ParameterArray("weights", ElementType.INT16, Math.toIntExact(weights)),
        new ParameterArray("bias", ElementType.INT32, op.filters()),
        new ParameterArray("multipliers", ElementType.INT32, op.filters()));
  }

  /** Two tiles, the sums of two tiles and two filters, and where pixels or rows are found. */
  @Override
  public ScratchLayout scratch() {
    if (winograd.isOfRows()) {
      return ScratchLayout.builder()
          .region("tiles", pairBytes())
          .region("sums", 16L * winograd.positions())
          .region("rows", winograd.positions() * rowBytes())
          .build();
    }
    return scratch(1).build();
  }

  /** Returns the layout for so many pairs of tiles at once. */
  ScratchLayout.Builder scratch(long pairs) {
    return addTo(ScratchLayout.builder(), pairs, "sums", "padding");
  }

  /**
   * Adds the regions for so many pairs of tiles at once.
   *
   * @param sums name of the region of the tiles' sums
   * @param padding name of the region of a pixel in the padding
   */
  ScratchLayout.Builder addTo(
      ScratchLayout.Builder layout, long pairs, String sums, String padding) {
    return layout
        .region("tiles", pairs * pairBytes())
        .region(sums, 16L * winograd.positions())
        .region("frame", FRAME_BYTES)
        .region(padding, ScratchLayout.aligned(paddedChannels()));
  }

  /** Returns what two tiles' inputs, or two filters' weights, take when they are transformed. */
  long pairBytes() {
    return 4L * winograd.inputs() * paddedChannels();
  }

  /** An input row with its padding, and what is read behind its last value. */
  private long rowBytes() {
    long last = (long) (output().width() - 1) * op.kernel().strideX() * input.channels();
    return ScratchLayout.roundUp(last, Quads.SIZE) + paddedChannels();
  }

  @Override
  public double instructions(double clusters) {
    return products() + others();
  }

  @Override
  public double cycles(double clusters) {
    return PRODUCT_CYCLES * products() + OTHER_CYCLES * others();
  }

  /** All parameters are read once for every two tiles. */
  @Override
  public double parameterReads(double clusters) {
    return pairs() * KernelPlan.super.parameterReads(clusters);
  }

  /** Returns the pairs of tiles. */
  double pairs() {
    return Math.ceil(tiles() / 2);
  }

  /** Tiles of the output; of rows, stripes of four outputs at an even number of columns. */
  private double tiles() {
    Shape out = output();
    double down = Math.ceil(out.height() / (double) winograd.side());
    if (winograd.isOfRows()) {
      return down * 2 * Math.ceil(out.width() / 2.0);
    }
    return down * Math.ceil(out.width() / (double) winograd.side());
  }

  /** Returns the instructions that sums in blocks of filters take beyond those in pixels. */
  double sumsOfFilters() {
    return 9 * tiles() * op.filters();
  }

  /** Instructions of two tiles times two filters, quads of channels at a time. */
  private double products() {
    double quads = paddedChannels() / (double) Quads.SIZE;
    double rounds = quads <= ROUND + 1 ? 0 : 4 + 6 * Math.floor((quads - 2) / ROUND);
    double pairs = pairs() * Math.ceil(op.filters() / 2.0);
    return pairs * winograd.positions() * (10 * quads + 7 + rounds);
  }

  /** Instructions of transforming tiles and sums, fitted to counts on the emulated chip. */
  private double others() {
    double pairs = pairs() * Math.ceil(op.filters() / 2.0);
    double whole = Math.floor(channels() / (double) Quads.SIZE);
    double part = channels() % Quads.SIZE == 0 ? 0 : 1;
    double outputs = tiles() * ScratchLayout.roundUp(op.filters(), 2);
    return switch (winograd) {
      case TILES_4_OF_3 -> 36 * pairs + 269 * outputs + tiles() * (692 * whole + 1095 * part + 920);
      case TILES_2_OF_3 ->
          36 * pairs + 71.6 * outputs + tiles() * (193.5 * whole + 456 * part + 479);
      case TILES_2_OF_5 ->
          100 * pairs + 160 * outputs + tiles() * (693 * whole + 1165 * part + 738);
      case ROWS_4_OF_5 ->
          36 * pairs
              + 52.3 * outputs
              + tiles() * (170 * paddedChannels() / Quads.SIZE + 57)
              + 735 * Math.ceil(output().height() / (double) winograd.side());
    };
  }

  @Override
  public int codeBytes() {
    return 152 + CodeBytes.SHAPE;
  }

  @Override
  public Map<String, Integer> routines() {
    return WinogradCode.packed(winograd);
  }

  @Override
  public boolean rescales() {
    return true;
  }
}
