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
  private static final double PAIR_AND_QUAD = 80;

  /** The same where the quad is incomplete or its filters longer than a piece. */
  private static final double PAIR_AND_SLOW_QUAD = 110;

  private static final double PAIR_AND_PIECE = 190;

  /** Gathering a pair of columns and widening them to halfwords. */
  private static final double PAIR_ENTRY = 6.2;

  private static final double PAIR_AND_KERNEL_ROW = 10;

  /** Seventeen instructions for sixteen products: one column, four filters. */
  private static final double UNIT_ENTRY = 1.09;

  private static final double UNIT_PIECE = 19;
  private static final double UNIT = 18;

  private ProductCost() {}

  static double convolution(Op.Conv conv, Shape input) {
    double pairs = Math.ceil(conv.outputOf(input).pixels() / 2.0);
    int entries = fours(conv.window().area() * input.channels()) * 4;
    int quads = fours(conv.filters());
    int fast = entries <= PIECE ? conv.filters() / 4 : 0;
    double columns = PAIR_ENTRY * entries + PAIR_AND_KERNEL_ROW * conv.window().size();
    double products =
        PAIR_AND_QUAD_ENTRY * entries * quads
            + PAIR_AND_QUAD * fast
            + (PAIR_AND_SLOW_QUAD + PAIR_AND_PIECE * pieces(entries)) * (quads - fast);
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
