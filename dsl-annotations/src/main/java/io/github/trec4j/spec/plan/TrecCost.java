package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Segmentation.Form;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;

/**
 * Estimated instructions of a reuse convolution, by its steps.
 *
 * @param kept projecting segments on kept directions and convolving the projections
 * @param cluster what hashes are centred by, hashing the segments and making them members of
 *     clusters
 * @param centroids means of the clusters
 * @param product the tables
 * @param gather adding up the tables' rows and narrowing the sums
 */
record TrecCost(double kept, double cluster, double centroids, double product, double gather) {
  private static final int BLOCK = 16;

  /** Directions that one pass over a segment's values projects on. */
  private static final int PROJECT_DIRECTIONS = 8;

  /** Loading and widening four values, or multiplying them with a direction's. */
  private static final double PROJECT_ENTRY = 0.75;

  /** Scaling, saturating and storing a projection. */
  private static final double PROJECT_DIRECTION = 10;

  private static final double PROJECT_SEGMENT = 20;

  /** Four quads of filters, each twelve instructions for sixteen products, and widening. */
  private static final double KEPT_ENTRY = 28.2;

  /** Scaling and storing a block's sums of two outputs. */
  private static final double KEPT_PAIR = 150;

  /** Going on with the next row of entries of two outputs. */
  private static final double KEPT_ROW = 50;

  /** Three instructions for four products. */
  private static final double HASH_ENTRY = 0.75;

  /** Packing a bucket's bits, finding its cluster, writing the map. */
  private static final double HASH_SEGMENT = 50;

  /** Unpacking a slice's hash vectors, clearing what its clusters count. */
  private static final double SLICE = 1000;

  /** Adding a value to the sums that hashes are centred by. */
  private static final double CENTRE_ENTRY = 1;

  /** Adding such a sum of an input column to what one place of a row run sums to. */
  private static final double CENTRE_COLUMN = 15;

  /** Adding a segment to the sum of its cluster; every pass does. */
  private static final double JOIN_ENTRY = 1.6;

  private static final double JOIN_SEGMENT = 13;

  /** Finding out where a row run or an im2row slice lies, beyond what a pixel's slice takes. */
  private static final double FIND_RUN = 13;

  private static final double FIND_IM2ROW_SLICE = 4;

  /** Copying a piece of a segment that does not lie in one place. */
  private static final double COPY_PIECE = 42;

  /** A division and its rounding. */
  private static final double CENTROID_ENTRY = 10.5;

  /** Comparing a segment with a centroid, four of them at a time. */
  private static final double DISTANCE_ENTRY = 0.94;

  private static final double DISTANCE = 11;

  /** Four quads of filters, each twelve instructions for sixteen products of two clusters. */
  private static final double TABLE_ENTRY = 24;

  /** Scaling and storing a row of the table for each of two clusters. */
  private static final double TABLE_ROWS = 170;

  private static final double TABLE_TAP = 61;

  /** Loading a row of 16 filters by its map entry, and eight packed additions. */
  private static final double GATHER_TAP = 11.2;

  /** Sums from memory and back. */
  private static final double GATHER_PASS = 25;

  private static final double NARROW = 15;

  /** Cycles an instruction of products takes. */
  private static final double PRODUCT_CYCLES = 1.34;

  /** Cycles any other instruction takes. */
  private static final double OTHER_CYCLES = 1.65;

  /**
   * Estimates a convolution.
   *
   * @param gathers one after the other that give an output
   * @param clusters in use a slice, the mean
   */
  static TrecCost of(TrecConv conv, Shape input, long gathers, double clusters) {
    Reuse reuse = conv.reuse();
    Segmentation segments = conv.segmentation(input);
    double length = segments.paddedLength();
    double count = (double) segments.perSlice() * segments.slices();
    boolean one = reuse.maxClusters() == 1;
    boolean centred = reuse.centred() && !one;
    double centre = centred ? centre(segments, conv.kernel().width(), input) : 0;
    double passes = reuse.reassign() && !one ? 2 : 1;
    double hash = one ? 0 : HASH_ENTRY * length * reuse.bits() + HASH_SEGMENT;
    double join = JOIN_ENTRY * length + JOIN_SEGMENT + find(segments, input.channels());
    double fours = Math.ceil(clusters / 4) * 4;
    double nearest = reuse.reassign() && !one ? fours * (DISTANCE_ENTRY * length + DISTANCE) : 0;
    double means = segments.slices() * clusters * CENTROID_ENTRY * length;
    double blocks = Math.ceil(conv.filters() / (double) BLOCK);
    double taps = (double) segments.slices() * segments.taps();
    double rows = Math.ceil(clusters / 2) * (TABLE_ENTRY * length + TABLE_ROWS);
    double sums = GATHER_TAP * taps + GATHER_PASS * gathers + NARROW;
    return new TrecCost(
        reuse.keep() == 0 ? 0 : project(reuse.keep(), length, count) + kept(conv, input, blocks),
        segments.slices() * SLICE + centre + count * (hash + passes * join + nearest),
        reuse.reassign() ? 2 * means : means,
        blocks * taps * (rows + TABLE_TAP),
        blocks * conv.outputOf(input).pixels() * sums);
  }

  private static double centre(Segmentation segments, int kernel, Shape input) {
    if (segments.form() == Form.ROW_RUN) {
      double columns = (double) input.width() * input.channels();
      return columns * (input.height() * CENTRE_ENTRY + kernel * CENTRE_COLUMN);
    }
    return (double) segments.perSlice() * segments.slices() * segments.length() * CENTRE_ENTRY;
  }

  private static double project(int keep, double length, double segments) {
    double passes = Math.ceil(keep / (double) PROJECT_DIRECTIONS);
    double widen = passes * PROJECT_ENTRY * length;
    return segments
        * (PROJECT_SEGMENT + widen + keep * (PROJECT_ENTRY * length + PROJECT_DIRECTION));
  }

  private static double kept(TrecConv conv, Shape input, double blocks) {
    KeptLayout layout = KeptLayout.of(conv, input);
    double pairs = Math.ceil(conv.outputOf(input).pixels() / 2.0);
    double pair = KEPT_ENTRY * layout.paddedEntries() + KEPT_ROW * layout.rows() + KEPT_PAIR;
    return blocks * pairs * pair;
  }

  private static double find(Segmentation segments, int channels) {
    if (segments.form() == Form.PIXEL_SLICE) {
      return 0;
    } else if (segments.form() == Form.ROW_RUN) {
      return FIND_RUN;
    }
    boolean lies = channels % segments.length() == 0;
    double pieces = lies ? 0 : (double) segments.length() / channels + 1;
    return FIND_IM2ROW_SLICE + COPY_PIECE * pieces;
  }

  /** Returns the modelled cycles of all steps: products mostly multiply, the others mostly load. */
  double cycles() {
    double products = kept + product;
    return PRODUCT_CYCLES * products + OTHER_CYCLES * (total() - products);
  }

  /** Returns the instructions of all steps. */
  double total() {
    return kept + cluster + centroids + product + gather;
  }
}
