package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Segmentation.Form;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;

/**
 * Estimated instructions of a reuse convolution, by its steps.
 *
 * @param project projecting segments on kept directions
 * @param kept convolving the projections
 * @param keptCycles the modelled cycles of that
 * @param cluster what hashes are centred by, hashing the segments and making them members of
 *     clusters
 * @param centroids means of the clusters
 * @param product the tables
 * @param gather adding up the tables' rows and narrowing the sums
 */
record TrecCost(
    double project,
    double kept,
    double keptCycles,
    double cluster,
    double centroids,
    double product,
    double gather) {
  private static final int BLOCK = 16;

  /** Loading and widening a value of a segment, or multiplying it with a direction's. */
  private static final double PROJECT_ENTRY = 1.47;

  /** Scaling, saturating and storing a projection. */
  private static final double PROJECT_DIRECTION = 10;

  /** Four quads of filters, each twelve instructions for sixteen products, and widening. */
  private static final double KEPT_ENTRY = 27.1;

  /** Scaling and storing a block's sums of two outputs. */
  private static final double KEPT_PAIR = 198.6;

  /** Going on with the next row of entries of two outputs. */
  private static final double KEPT_ROW = 27.3;

  /** Three instructions for four products. */
  private static final double HASH_ENTRY = 0.52;

  /** Comparing a product with its threshold. */
  private static final double HASH_BIT = 5;

  /** Adding a value to the sums that hashes are centred by. */
  private static final double CENTRE_ENTRY = 1.05;

  /** Adding such a sum of an input column to what one place of a row run sums to. */
  private static final double CENTRE_COLUMN = 15;

  /** Adding a segment to the sum of its cluster; every pass does. */
  private static final double JOIN_ENTRY = 2.5;

  /** Finding a segment, its cluster by its bucket, and writing the map. */
  private static final double PIXEL_SLICE = 25.8;

  private static final double ROW_RUN = 42;
  private static final double IM2ROW_SLICE = 33;

  /** The same where there is one cluster. */
  private static final double ONE_CLUSTER = 13.5;

  /** Assigning a segment anew. */
  private static final double REASSIGNED = 46.6;

  /** Copying a piece of a segment that does not lie in one place. */
  private static final double COPY_PIECE = 44;

  /** A division and its rounding. */
  private static final double CENTROID_ENTRY = 20;

  /** Comparing a segment with a centroid, four of them at a time. */
  private static final double DISTANCE_ENTRY = 1.17;

  private static final double DISTANCE = 7;

  /** Four quads of filters, each twelve instructions for sixteen products of two clusters. */
  private static final double TABLE_ENTRY = 23.6;

  /** The same of segments that are too long for the routine of the others. */
  private static final double LONG_TABLE_ENTRY = 36.4;

  /** Entries up to which a segment is not long. */
  private static final int LONG = 64;

  /** Scaling and storing a row of the table for each of two clusters. */
  private static final double TABLE_ROWS = 143.5;

  private static final double TABLE_TAP = 178;

  /** Loading a row of 16 filters by its map entry, and eight packed additions. */
  private static final double GATHER_TAP = 11.95;

  /** Sums from memory and back. */
  private static final double GATHER_PASS = 23.7;

  /** Narrowing sums, and what a block of fewer filters takes longer. */
  private static final double NARROW = 24.3;

  private static final double NARROW_PART = 24.3;

  /** Cycles an instruction of products takes, of gathering, and of clustering. */
  private static final double PRODUCT_CYCLES = 1.37;

  private static final double GATHER_CYCLES = 1.8;
  private static final double CLUSTER_CYCLES = 1.48;

  /** Convolving projections: instructions and modelled cycles. */
  private record Kept(double instructions, double cycles) {}

  /**
   * Estimates a convolution.
   *
   * @param clusters in use a slice, the mean
   */
  static TrecCost of(TrecPlan plan, double clusters) {
    TrecConv conv = plan.op();
    Shape input = plan.input();
    Reuse reuse = conv.reuse();
    Segmentation segments = plan.segmentation();
    double length = segments.paddedLength();
    double count = (double) segments.perSlice() * segments.slices();
    boolean one = reuse.maxClusters() == 1;
    boolean centred = reuse.centred() && !one;
    double centre = centred ? centre(segments, conv.kernel().width(), input) : 0;
    double passes = reuse.reassign() && !one ? 2 : 1;
    double hash = one ? ONE_CLUSTER : hash(segments, reuse.bits());
    double join = JOIN_ENTRY * length + copy(segments, input.channels());
    double again = passes > 1 ? REASSIGNED : 0;
    double fours = Math.ceil(clusters / 4) * 4;
    double nearest = reuse.reassign() && !one ? fours * (DISTANCE_ENTRY * length + DISTANCE) : 0;
    double means = segments.slices() * clusters * CENTROID_ENTRY * length;
    double blocks = Math.ceil(conv.filters() / (double) BLOCK);
    double taps = (double) segments.slices() * segments.taps();
    double entry = length > LONG ? LONG_TABLE_ENTRY : TABLE_ENTRY;
    double rows = Math.ceil(clusters / 2) * (entry * length + TABLE_ROWS);
    double part = conv.filters() % BLOCK == 0 ? 0 : NARROW_PART;
    double sums = GATHER_TAP * taps + GATHER_PASS * plan.gathers() + NARROW;
    Kept kept =
        plan.keptByWinograd().map(TrecCost::kept).orElseGet(() -> kept(conv, input, blocks));
    return new TrecCost(
        project(reuse.keep(), length, count),
        kept.instructions(),
        kept.cycles(),
        centre + count * (hash + passes * join + again + nearest),
        passes * means,
        blocks * taps * (rows + TABLE_TAP),
        conv.outputOf(input).pixels() * (blocks * sums + part));
  }

  private static double centre(Segmentation segments, int kernel, Shape input) {
    if (segments.form() == Form.ROW_RUN) {
      double columns = (double) input.width() * input.channels();
      return columns * (input.height() * CENTRE_ENTRY + kernel * CENTRE_COLUMN);
    }
    return (double) segments.perSlice() * segments.slices() * segments.length() * CENTRE_ENTRY;
  }

  private static double project(int keep, double length, double segments) {
    return segments * keep * (PROJECT_ENTRY * length + PROJECT_DIRECTION);
  }

  private static Kept kept(WinogradPlan form) {
    double sums = form.sumsOfFilters();
    return new Kept(form.instructions(0) + sums, form.cycles(0) + sums);
  }

  private static Kept kept(TrecConv conv, Shape input, double blocks) {
    if (conv.reuse().keep() == 0) {
      return new Kept(0, 0);
    }
    KeptLayout layout = KeptLayout.of(conv, input);
    double pairs = Math.ceil(conv.outputOf(input).pixels() / 2.0);
    double pair = KEPT_ENTRY * layout.paddedEntries() + KEPT_ROW * layout.rows() + KEPT_PAIR;
    double instructions = blocks * pairs * pair;
    return new Kept(instructions, PRODUCT_CYCLES * instructions);
  }

  private static double hash(Segmentation segments, int bits) {
    double found =
        switch (segments.form()) {
          case PIXEL_SLICE -> PIXEL_SLICE;
          case ROW_RUN -> ROW_RUN;
          case IM2ROW_SLICE -> IM2ROW_SLICE;
        };
    return found + bits * (HASH_ENTRY * segments.paddedLength() + HASH_BIT);
  }

  /** Returns what it takes to bring a segment into one place, if it does not lie in one. */
  private static double copy(Segmentation segments, int channels) {
    boolean lies = segments.form() != Form.IM2ROW_SLICE || channels % segments.length() == 0;
    return lies ? 0 : COPY_PIECE * ((double) segments.length() / channels + 1);
  }

  /** Returns the modelled cycles of all steps: products mostly multiply, gathers mostly load. */
  double cycles() {
    return keptCycles
        + PRODUCT_CYCLES * (project + product)
        + GATHER_CYCLES * gather
        + CLUSTER_CYCLES * (cluster + centroids);
  }

  /** Returns the instructions of all steps. */
  double total() {
    return project + kept + cluster + centroids + product + gather;
  }
}
