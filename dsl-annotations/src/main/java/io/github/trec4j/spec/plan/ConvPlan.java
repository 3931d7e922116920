package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Shape;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_conv}: a conventional convolution, two im2row columns and four filters at a time.
 *
 * @param op the convolution
 * @param input the shape it reads
 */
public record ConvPlan(Conv op, Shape input) implements KernelPlan {
  private static final double CYCLES_PER_INSTRUCTION = 1.34;

  /** Twelve instructions for sixteen products: two columns, four filters. */
  private static final double PAIR_AND_QUAD_ENTRY = 6;

  /** Requantising two columns' outputs of a quad of filters. */
  private static final double PAIR_AND_QUAD = 57;

  /** Groups of four entries that take one round of the inner loop, and what a round takes. */
  private static final int ROUND = 8;

  private static final double PAIR_AND_QUAD_ROUND = 4;

  /** The same for quads of several pieces, and what a piece takes. */
  private static final double PAIR_AND_LONG_QUAD_ROUND = 6;

  private static final double PAIR_AND_QUAD_PIECE = 21;

  /** The same for a last quad of fewer than four filters. */
  private static final double PAIR_AND_PART = 110;

  private static final double PAIR_AND_PART_PIECE = 190;

  /** Gathering a pair of columns and widening them to halfwords. */
  private static final double PAIR_ENTRY = 3.35;

  private static final double PAIR_AND_KERNEL_ROW = 10.6;

  /** Gathering a kernel row that is not of whole words. */
  private static final double PAIR_AND_PACKED_ROW = 60;

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.conv(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String stem() {
    return "conv";
  }

  @Override
  public Map<String, Integer> shape() {
    return new ShapeFields()
        .input(input)
        .window(op.kernel())
        .pad(op.kernel())
        .output(output())
        .with("filters", op.filters())
        .build();
  }

  @Override
  public List<ParameterArray> parameters() {
    return Quads.parameters(op.filters(), entries());
  }

  private int entries() {
    return Math.toIntExact(op.fanIn(inputs()));
  }

  /** A pair of columns as halfwords, and a column as bytes. */
  @Override
  public ScratchLayout scratch() {
    long column = ScratchLayout.roundUp(entries(), Quads.SIZE);
    return ScratchLayout.builder()
        .region("columns", 4 * column)
        .region("row", ScratchLayout.aligned(5 * column) - 4 * column)
        .build();
  }

  @Override
  public double instructions(double clusters) {
    double pairs = Math.ceil(output().pixels() / 2.0);
    double entries = ScratchLayout.roundUp(entries(), Quads.SIZE);
    double pieces = Quads.pieces(entries);
    long quads = ScratchLayout.ceil(op.filters(), Quads.SIZE);
    int whole = op.filters() / Quads.SIZE;
    boolean words = op.kernel().width() * input.channels() % Quads.SIZE == 0;
    double row = words ? PAIR_AND_KERNEL_ROW : PAIR_AND_PACKED_ROW;
    double columns = PAIR_ENTRY * entries + row * op.kernel().height();
    double rounds = Math.ceil((entries / Quads.SIZE - 1) / ROUND);
    double further =
        pieces > 1
            ? PAIR_AND_LONG_QUAD_ROUND * rounds + PAIR_AND_QUAD_PIECE * pieces
            : PAIR_AND_QUAD_ROUND * rounds;
    double products =
        PAIR_AND_QUAD_ENTRY * entries * quads
            + (PAIR_AND_QUAD + further) * whole
            + (PAIR_AND_PART + PAIR_AND_PART_PIECE * pieces) * (quads - whole);
    return pairs * (columns + products);
  }

  @Override
  public double cycles(double clusters) {
    return CYCLES_PER_INSTRUCTION * instructions(clusters);
  }

  /** All of them for each pair of columns. */
  @Override
  public double parameterReads(double clusters) {
    return Math.ceil(output().pixels() / 2.0) * KernelPlan.super.parameterReads(clusters);
  }

  @Override
  public int codeBytes() {
    return 1536;
  }

  @Override
  public boolean rescales() {
    return true;
  }
}
