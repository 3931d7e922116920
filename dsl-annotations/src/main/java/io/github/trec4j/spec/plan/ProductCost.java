package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Shape;

/** Estimated instructions of the kernels that multiply every weight. */
final class ProductCost {
  /** Entries that one exact product takes; longer filters go piece by piece. */
  private static final int PIECE = 516;

  /** Twelve instructions for sixteen products: two columns, four filters. */
  private static final double PAIR_AND_QUAD_ENTRY = 6;

  /** Requantising two columns' outputs of a quad of filters. */
  private static final double PAIR_AND_QUAD = 77;

  /** Going on with the next piece of a quad. */
  private static final double PAIR_AND_QUAD_PIECE = 84;

  /** The same for a last quad of fewer than four filters. */
  private static final double PAIR_AND_PART = 110;

  private static final double PAIR_AND_PART_PIECE = 190;

  /** Gathering a pair of columns and widening them to halfwords. */
  private static final double PAIR_ENTRY = 3.35;

  private static final double PAIR_AND_KERNEL_ROW = 10.6;

  /** Seventeen instructions for sixteen products: one column, four filters. */
  private static final double UNIT_ENTRY = 1.09;

  private static final double UNIT_PIECE = 19;
  private static final double UNIT = 18;

  private ProductCost() {}

  static double convolution(Op.Conv conv, Shape input) {
    double pairs = Math.ceil(conv.outputOf(input).pixels() / 2.0);
    int entries = fours(conv.window().area() * input.channels()) * 4;
    int quads = fours(conv.filters());
    int whole = conv.filters() / 4;
    double columns = PAIR_ENTRY * entries + PAIR_AND_KERNEL_ROW * conv.window().size();
    double further = entries > PIECE ? PAIR_AND_QUAD_PIECE * pieces(entries) : 0;
    double products =
        PAIR_AND_QUAD_ENTRY * entries * quads
            + (PAIR_AND_QUAD + further) * whole
            + (PAIR_AND_PART + PAIR_AND_PART_PIECE * pieces(entries)) * (quads - whole);
    return pairs * (columns + products);
  }

  static double dense(Op.Dense dense, Shape input) {
    double units = fours(dense.units()) * 4.0;
    return units * (UNIT_ENTRY * input.size() + UNIT_PIECE * pieces(input.size()))
        + UNIT * dense.units();
  }

  private static int fours(int count) {
    return (count + 3) / 4;
  }

  private static double pieces(int entries) {
    return Math.ceil(entries / (double) PIECE);
  }
}
