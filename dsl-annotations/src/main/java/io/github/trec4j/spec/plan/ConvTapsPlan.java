package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_conv_taps}: a convolution tap by tap, with the weights and bytes of {@link
 * ConvPlan}, that does not multiply padding. It pays on small maps.
 *
 * @param op the convolution
 * @param input the shape it reads, of a multiple of four channels
 */
public record ConvTapsPlan(Conv op, Shape input) implements KernelPlan {
  private static final double CYCLES_PER_INSTRUCTION = 1.36;

  /** Most channels of a tap that are multiplied in one go. */
  private static final int SLICE = 256;

  /** Groups of channels that take one round of the inner loop. */
  private static final int ROUND = 8;

  /** Two outputs times a quad of filters: four channels, a round, and what remains. */
  private static final double PAIR_GROUP = 24;

  private static final double PAIR_ROUND = 4;
  private static final double PAIR = 29;

  /** The same for one output. */
  private static final double SINGLE_GROUP = 14;

  private static final double SINGLE_ROUND = 2;
  private static final double SINGLE = 21;

  /** Finding one or two pixels, and widening a value. */
  private static final double CALL = 217;

  private static final double COLUMN_ENTRY = 2.23;

  /** Beginning and requantising a sum. */
  private static final double OUTPUT = 15.1;

  private static final double TAP_SLICE = 65;

  /** Returns whether taps are whole groups of channels, as the kernel needs them. */
  static boolean applies(Shape input) {
    return input.channels() % Quads.SIZE == 0;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.convTaps(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String form() {
    return "taps";
  }

  @Override
  public String stem() {
    return "conv_taps";
  }

  @Override
  public Map<String, Integer> shape() {
    return new ConvPlan(op, input).shape();
  }

  @Override
  public List<ParameterArray> parameters() {
    return new ConvPlan(op, input).parameters();
  }

  /** A pair of columns as halfwords, and the sums of all outputs. */
  @Override
  public ScratchLayout scratch() {
    long columns = 4L * Math.min(input.channels(), SLICE);
    long sums = 4L * output().pixels() * ScratchLayout.roundUp(op.filters(), Quads.SIZE);
    return ScratchLayout.builder()
        .region("columns", ScratchLayout.aligned(columns))
        .region("sums", ScratchLayout.aligned(sums))
        .build();
  }

  @Override
  public double instructions(double clusters) {
    double quads = Math.ceil(op.filters() / (double) Quads.SIZE);
    double pairs = pairs();
    double singles = singles();
    double products = 0;
    int slices = 0;
    for (int c = 0; c < input.channels(); c += SLICE) {
      int groups = Math.min(SLICE, input.channels() - c) / Quads.SIZE;
      double ofPair = PAIR_GROUP * groups + PAIR_ROUND * rounds(groups - 1) + PAIR;
      double ofSingle = SINGLE_GROUP * groups + SINGLE_ROUND * rounds(groups) + SINGLE;
      products += quads * (pairs * ofPair + singles * ofSingle);
      slices++;
    }
    double taps = op.kernel().area();
    return products
        + slices * (CALL * (pairs + singles) + TAP_SLICE * taps)
        + COLUMN_ENTRY * (2 * pairs + singles) * input.channels()
        + OUTPUT * output().size();
  }

  private static double rounds(int groups) {
    return Math.ceil(groups / (double) ROUND);
  }

  private double pairs() {
    return count(2);
  }

  private double singles() {
    return count(1);
  }

  /** Counts the groups of so many outputs that read a tap on the map together, over all taps. */
  private double count(int size) {
    Window kernel = op.kernel();
    double count = 0;
    for (int y = 0; y < kernel.height(); y++) {
      int rows = WindowSpans.rowsOn(kernel, input, y);
      for (int x = 0; x < kernel.width(); x++) {
        int outputs = rows * WindowSpans.columnsOn(kernel, input, x);
        count += size == 1 ? outputs % 2 : outputs / 2;
      }
    }
    return count;
  }

  @Override
  public double cycles(double clusters) {
    return CYCLES_PER_INSTRUCTION * instructions(clusters);
  }

  /** Those of a tap for each one or two outputs that read it. */
  @Override
  public double parameterReads(double clusters) {
    double taps = op.kernel().area();
    return (pairs() + singles()) / taps * KernelPlan.super.parameterReads(clusters);
  }

  @Override
  public int codeBytes() {
    return 56 + CodeBytes.SHAPE;
  }

  @Override
  public Map<String, Integer> routines() {
    return Map.of(stem(), 3200);
  }

  @Override
  public boolean rescales() {
    return true;
  }
}
