package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;

/**
 * What {@code trec4j_conv} takes for each pair of columns: gathering them, and their products with
 * all filters. Instructions and cycles have the same terms, each its own factors, fitted to counts
 * of 316 random layers on the emulated chip; the worst of these is 8 % off, of others 21 %.
 */
final class ConvCost {
  /** Instructions. */
  static final Factors INSTRUCTIONS =
      new Factors(
          6,
          45.3,
          53.9,
          4.7,
          115.5,
          34.1,
          -58.6,
          53.9,
          new Gather(-17.1, 17.5, 5.1, 14.9, -3.1, 99.2),
          new Gather(-13.6, 5.9, 3.57, 76.4, -13, 99.4));

  /** Modelled cycles, with zero wait states. */
  static final Factors CYCLES =
      new Factors(
          8.09,
          94.1,
          80.4,
          4.75,
          179.3,
          41.9,
          -69.1,
          73.6,
          new Gather(-17, 24.5, 5.72, 8.4, -1.7, 139.2),
          new Gather(-13.7, 9.6, 3.87, 106.2, -22.3, 152.1));

  /** Groups of four entries that take one round of the inner loop. */
  private static final int ROUND = 8;

  /**
   * Factors of the terms.
   *
   * @param entry of a quad of filters: twelve instructions for sixteen products
   * @param call of the routine for whole quads
   * @param quad a whole quad of filters: requantising
   * @param round of a quad
   * @param partPiece of a last quad of fewer than four filters, which goes piece by piece
   * @param partFilter a filter of such a quad
   * @param longQuad a whole quad whose entries take several pieces
   * @param longPiece of such a quad
   * @param packed gathering kernel rows that are not of whole words
   * @param words gathering those that are
   */
  record Factors(
      double entry,
      double call,
      double quad,
      double round,
      double partPiece,
      double partFilter,
      double longQuad,
      double longPiece,
      Gather packed,
      Gather words) {}

  /**
   * Factors of gathering a pair of columns.
   *
   * @param pair always
   * @param row a kernel row
   * @param entry widening
   * @param padded where there is padding
   * @param paddedRow a kernel row, where there is padding
   * @param outside a kernel row that reaches into the padding
   */
  record Gather(
      double pair, double row, double entry, double padded, double paddedRow, double outside) {}

  private final Conv op;
  private final Shape input;
  private final double entries;

  ConvCost(Conv op, Shape input) {
    this.op = op;
    this.input = input;
    this.entries = ScratchLayout.roundUp((long) op.kernel().area() * input.channels(), Quads.SIZE);
  }

  /** Returns the estimate with the given factors. */
  double of(Factors factors) {
    boolean words = op.kernel().width() * input.channels() % Quads.SIZE == 0;
    double pairs = Math.ceil(op.outputOf(input).pixels() / 2.0);
    return pairs * (gather(words ? factors.words() : factors.packed()) + products(factors));
  }

  private double products(Factors factors) {
    int whole = op.filters() / Quads.SIZE;
    int part = op.filters() % Quads.SIZE;
    double pieces = Quads.pieces(entries);
    double groups = entries / Quads.SIZE;
    double rounds = groups < 2 ? 0 : Math.floor((groups - 2) / ROUND) + 1;
    double quad = factors.quad() + factors.round() * rounds;
    if (pieces > 1) {
      quad += factors.longQuad() + factors.longPiece() * pieces;
    }
    double ofWhole = whole == 0 ? 0 : factors.call() + whole * quad;
    double ofPart = part == 0 ? 0 : factors.partPiece() * pieces + factors.partFilter() * part;
    return factors.entry() * entries * (whole + (part == 0 ? 0 : 1)) + ofWhole + ofPart;
  }

  private double gather(Gather factors) {
    int rows = op.kernel().height();
    double gather = factors.pair() + factors.row() * rows + factors.entry() * entries;
    double outside = rowsOutside();
    return outside == 0
        ? gather
        : gather + factors.padded() + factors.paddedRow() * rows + factors.outside() * outside;
  }

  /** Returns how many kernel rows of two columns reach into the padding, the mean. */
  private double rowsOutside() {
    Window kernel = op.kernel();
    double inside =
        WindowSpans.across(kernel, input).count(kernel.width())
            * WindowSpans.down(kernel, input).sum();
    return 2 * (kernel.height() - inside / op.outputOf(input).pixels());
  }
}
