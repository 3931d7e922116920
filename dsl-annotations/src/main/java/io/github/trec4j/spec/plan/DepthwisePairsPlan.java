package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_depthwise_pairs}: a convolution of each channel by itself, two output rows at a
 * time, with the bytes of {@link DepthwiseConvPlan} for a fraction of its instructions. Weights
 * take some three times their flash.
 *
 * @param op the convolution
 * @param input the shape it reads
 */
public record DepthwisePairsPlan(DepthwiseConv op, Shape input) implements KernelPlan {
  /** Cycles an instruction beside the loops, whose loads and stores are counted off. */
  private static final double OTHER_CYCLES = 1.4;

  /** Channels, and input rows, that make a block. */
  private static final int BLOCK = 4;

  /** Bytes of a block of one column. */
  private static final int BLOCK_BYTES = 2 * BLOCK * BLOCK;

  /** Putting four channels of a block's four rows, or of only two, into words. */
  private static final double WIDEN_FOUR = 29;

  private static final double WIDEN_TWO = 19;

  /** The same for a channel of pixels of fewer than four: of four rows, and of more. */
  private static final double WIDEN_CHANNEL = 22;

  private static final double WIDEN_CHANNEL_OF_MORE = 28;

  /** Cycles of widening four rows, and of two columns' end, beyond one an instruction. */
  private static final double WIDEN_CYCLES = 13;

  private static final double TWO_COLUMNS_CYCLES = 8;

  /** The same of loading one word of a column, and two. */
  private static final double LOAD_CYCLES = 1;

  private static final double LOAD_TWO_CYCLES = 2;

  /** Putting zero points where a row of four channels would be. */
  private static final double BLANK = 7;

  /** Two multiplications for three products of two rows. */
  private static final double PRODUCT = 2 / 3.0;

  /** Narrowing and storing two columns of two rows, and the loop. */
  private static final double TWO_COLUMNS = 22;

  /** Beginning with a channel, with four of them, and with two rows of all. */
  private static final double CHANNEL = 45;

  private static final double FOUR_CHANNELS = 70;
  private static final double TWO_ROWS = 160;

  /** Returns the plans of a convolution: this kernel's where there is a loop for its window. */
  static List<KernelPlan> alternatives(DepthwiseConv conv, Shape input) {
    KernelPlan direct = new DepthwiseConvPlan(conv, input);
    return applies(conv.kernel())
        ? List.of(new DepthwisePairsPlan(conv, input), direct)
        : List.of(direct);
  }

  private static boolean applies(Window window) {
    boolean square = window.height() == window.width() && window.strideY() == window.strideX();
    boolean loops = (window.height() == 3 || window.height() == 5) && window.strideY() <= 2;
    return square && loops && window.mostPad() < window.height();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.depthwisePairs(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String form() {
    return "row pairs";
  }

  @Override
  public String stem() {
    return "depthwise_pairs";
  }

  private DepthwiseConvPlan direct() {
    return new DepthwiseConvPlan(op, input);
  }

  @Override
  public Map<String, Integer> shape() {
    return direct().shape();
  }

  /** Returns the words of two weights that a column of a channel's kernel takes. */
  public int words() {
    int taps = op.kernel().height();
    return op.kernel().strideY() == 1 ? taps - 1 : (taps + 1) / 2;
  }

  @Override
  public List<ParameterArray> parameters() {
    int channels = input.channels();
    int weights = 2 * op.kernel().width() * words();
    return List.of(
        new ParameterArray("weights", ElementType.INT16, channels * weights),
        new ParameterArray("bias", ElementType.INT32, channels),
        new ParameterArray("multipliers", ElementType.INT32, channels));
  }

  /** The rows under two output rows, four channels of them. */
  @Override
  public ScratchLayout scratch() {
    return ScratchLayout.builder()
        .region("columns", (long) BLOCK_BYTES * blocks() * columns())
        .build();
  }

  /** Input rows under two output rows. */
  private int rows() {
    return op.kernel().height() + op.kernel().strideY();
  }

  private long blocks() {
    return ScratchLayout.ceil(rows(), BLOCK);
  }

  /** Input columns under an even number of output columns. */
  private long columns() {
    Window kernel = op.kernel();
    return (ScratchLayout.roundUp(output().width(), 2) - 1) * kernel.strideX() + kernel.width();
  }

  @Override
  public double instructions(double clusters) {
    return loops(0, 0) + others();
  }

  /** Loads and stores take longer than one cycle, and the loops are mostly multiplications. */
  @Override
  public double cycles(double clusters) {
    Window kernel = op.kernel();
    double words = LOAD_TWO_CYCLES + lastLoadCycles();
    double loads =
        kernel.height() == 3
            ? (kernel.width() + kernel.strideX()) * words
            : kernel.width() * (words() + 2 * words);
    return loops(WIDEN_CYCLES * blocks(), loads + TWO_COLUMNS_CYCLES) + OTHER_CYCLES * others();
  }

  private double lastLoadCycles() {
    if (blocks() == 1) {
      return 0;
    }
    return rows() - BLOCK > 2 ? LOAD_TWO_CYCLES : LOAD_CYCLES;
  }

  /** Returns what both loops take, with something more for a column and for two. */
  private double loops(double moreWiden, double moreColumns) {
    return pairs() * fours() * inputColumns() * (widen() + moreWiden)
        + pairs() * input.channels() * twos() * (twoColumns() + moreColumns);
  }

  private double others() {
    return pairs() * (fours() * FOUR_CHANNELS * blocks() + input.channels() * CHANNEL + TWO_ROWS)
        + fours() * inputColumns() * BLANK * outside()
        + BLOCK_BYTES * blocks() * columns();
  }

  private double pairs() {
    return Math.ceil(output().height() / 2.0);
  }

  private double twos() {
    return Math.ceil(output().width() / 2.0);
  }

  private double fours() {
    return Math.ceil(input.channels() / (double) BLOCK);
  }

  /** Columns that hold inputs. */
  private double inputColumns() {
    return Math.min(input.width(), columns() - op.kernel().left());
  }

  private double widen() {
    if (input.channels() < BLOCK) {
      double channel = blocks() == 1 ? WIDEN_CHANNEL : WIDEN_CHANNEL_OF_MORE;
      return channel * input.channels() * blocks();
    }
    double last = rows() - BLOCK * (blocks() - 1) > 2 ? WIDEN_FOUR : WIDEN_TWO;
    return WIDEN_FOUR * (blocks() - 1) + last;
  }

  private double twoColumns() {
    Window kernel = op.kernel();
    double loads =
        kernel.height() == 3
            ? (kernel.width() + kernel.strideX()) * blocks()
            : kernel.width() * (1 + 2 * blocks());
    return loads + 4 * PRODUCT * kernel.area() + TWO_COLUMNS;
  }

  /** Rows of all pairs that are not in the map. */
  private double outside() {
    Window kernel = op.kernel();
    int outside = 0;
    for (int oy = 0; oy < output().height(); oy += 2) {
      int top = oy * kernel.strideY() - kernel.top();
      int inside = Math.min(input.height(), top + rows()) - Math.max(0, top);
      outside += rows() - Math.max(0, inside);
    }
    return outside;
  }

  /** All of them for every two rows. */
  @Override
  public double parameterReads(double clusters) {
    return pairs() * KernelPlan.super.parameterReads(clusters);
  }

  @Override
  public int codeBytes() {
    return 84 + CodeBytes.SHAPE;
  }

  /** What all kernel sizes and strides have in common, and the loop for this one. */
  @Override
  public Map<String, Integer> routines() {
    int side = op.kernel().height();
    String loop = "depthwise_products%d_%d".formatted(side, op.kernel().strideY());
    return Map.of(
        stem(),
        1112 + 2 * 120,
        loop,
        side == 3 ? 256 : 448,
        CodeBytes.CLAMP,
        CodeBytes.CLAMP_BYTES);
  }

  @Override
  public boolean rescales() {
    return true;
  }
}
