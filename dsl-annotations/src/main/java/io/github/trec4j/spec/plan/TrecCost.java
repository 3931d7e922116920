package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Segmentation.Form;
import io.github.trec4j.spec.op.Shape;

/**
 * Estimated cost of a reuse convolution, given its clusters: how often it does what {@link
 * TrecWork} says. How segments fall to clusters is not known, and hardly matters.
 */
final class TrecCost {
  private static final int BLOCK = TrecPlan.BLOCK;

  /** Entries that one load brings. */
  static final int WORD = 4;

  /** Segments up from which a cluster's sums may have to be carried: a halfword's room. */
  static final int NEAR_MEMBERS = 256;

  /** Entries up to which a segment is multiplied in line. */
  private static final int SHORT = 32;

  /** Words that a longer one takes a round. */
  private static final int LONG_ROUND = 4;

  /** Entries up to which a routine of assembly makes tables. */
  private static final int LONG_TABLE = 64;

  /** Entries up to which one convolves projections, and of eight groups of them a round. */
  private static final double LONG_KEPT = 516;

  private static final int KEPT_ROUND = 8;

  /** Directions that are projected on together. */
  private static final int DIRECTIONS = 8;

  private final TrecPlan plan;
  private final Reuse reuse;
  private final Segmentation segments;
  private final Shape output;
  private final WorkCounts counts = new WorkCounts();

  private TrecCost(TrecPlan plan, double clusters) {
    this.plan = plan;
    this.reuse = plan.op().reuse();
    this.segments = plan.segmentation();
    this.output = plan.op().outputOf(plan.input());
    read();
    project();
    if (plan.keptByWinograd().isEmpty() && reuse.keep() > 0) {
      keep();
    }
    cluster(clusters);
    centroids(clusters);
    tables(clusters);
    gather();
  }

  /**
   * Estimates a convolution.
   *
   * @param clusters in use a slice, the mean
   */
  static Work of(TrecPlan plan, double clusters) {
    Work kept = plan.keptByWinograd().map(TrecCost::kept).orElse(Work.NONE);
    return kept.plus(new TrecCost(plan, clusters).counts.total());
  }

  private static Work kept(WinogradPlan form) {
    double sums = form.sumsOfFilters();
    return new Work(form.instructions(0) + sums, form.cycles(0) + sums);
  }

  private void add(TrecWork work, double count) {
    counts.add(work, count);
  }

  private boolean hasOneCluster() {
    return reuse.maxClusters() == 1;
  }

  private boolean assignsAnew() {
    return reuse.reassign() && !hasOneCluster();
  }

  /** Passes over the segments that make them members of clusters. */
  private int passes() {
    return assignsAnew() ? 2 : 1;
  }

  private double segmentCount() {
    return (double) segments.perSlice() * segments.slices();
  }

  private int words() {
    return segments.paddedLength() / WORD;
  }

  private double blocks() {
    return Math.ceil(plan.op().filters() / (double) BLOCK);
  }

  /**
   * Returns how many groups of so many clusters there are a slice, the mean: some slices have the
   * next smaller whole number of clusters, the others the next larger one.
   */
  private static double groups(double clusters, int size) {
    double fewer = Math.floor(clusters);
    double more = Math.ceil(clusters);
    double ofFewer = Math.ceil(fewer / size);
    return ofFewer + (clusters - fewer) * (Math.ceil(more / size) - ofFewer);
  }

  /** What all passes over the segments, one that projects them among these, take to read them. */
  private void read() {
    SegmentReads reads = new SegmentReads(plan.op(), plan.input());
    int times = passes() + (reuse.keep() > 0 ? 1 : 0);
    counts.add(reads.counts(), times);
    boolean whole = segments.length() == segments.paddedLength();
    boolean isSlice = segments.form() == Form.IM2ROW_SLICE;
    double joined = passes() * segmentCount();
    add(TrecWork.BORDER_CHECK, reads.mayLeaveTheMap() ? joined : 0);
    add(isSlice ? TrecWork.PADDED_SLICE : TrecWork.PADDED_SEGMENT, whole ? 0 : joined);
    add(TrecWork.CARRY_CHECK, segments.perSlice() >= NEAR_MEMBERS ? joined : 0);
    add(TrecWork.JOIN_WORD, joined * words());
  }

  private void project() {
    double directions = segmentCount() * reuse.keep();
    double calls = segmentCount() * ScratchLayout.ceil(reuse.keep(), DIRECTIONS);
    add(TrecWork.PROJECT_PRODUCT, directions * words());
    add(TrecWork.PROJECT_WORD, calls * words());
    add(TrecWork.PROJECT_DIRECTION, directions);
    add(TrecWork.WIDEN_WORD, (double) segments.slices() * reuse.keep() * words());
    addLong(calls);
    if (plan.keptByWinograd().isEmpty() && mapEntries() > segments.perSlice()) {
      add(TrecWork.FILL_BYTE, mapEntries() * segments.slices() * reuse.keep());
    }
  }

  /** Adds the loops of products with a long segment, so many times. */
  private void addLong(double times) {
    if (segments.paddedLength() > SHORT) {
      add(TrecWork.LONG_ROUND, times * Math.floor(words() / (double) LONG_ROUND));
      add(TrecWork.LONG_REST, times * (words() % LONG_ROUND));
    }
  }

  /** Entries of the map of one slice with its border; a slice of im2row rows has none. */
  private double mapEntries() {
    Shape padded = plan.op().kernel().padded(plan.input());
    return switch (segments.form()) {
      case PIXEL_SLICE -> padded.pixels();
      case ROW_RUN -> (double) padded.height() * output.width();
      case IM2ROW_SLICE -> segments.perSlice();
    };
  }

  /** Convolving projections. */
  private void keep() {
    KeptLayout layout = KeptLayout.of(plan.op(), plan.input());
    double pairs = Math.ceil(output.pixels() / 2.0);
    double quads = blocks() * pairs * BLOCK / Quads.SIZE;
    int groups = layout.paddedEntries() / WORD;
    if (layout.paddedEntries() > LONG_KEPT) {
      add(TrecWork.LONG_TABLE_WORD, blocks() * pairs * groups);
      add(TrecWork.LONG_TABLE_PAIR, blocks() * pairs * Quads.pieces(layout.paddedEntries()));
    } else {
      double rounds = groups < 2 ? 0 : Math.floor((groups - 2.0) / KEPT_ROUND) + 1;
      add(TrecWork.KEPT_WORD, quads * groups);
      add(TrecWork.KEPT_ROUND, quads * rounds);
      add(TrecWork.KEPT_PAIR, quads);
      add(TrecWork.KEPT_CALL, blocks() * Math.ceil(pairs / plan.columnPairs()));
    }
    add(TrecWork.KEPT_ROW, 2 * blocks() * pairs * layout.rows());
  }

  /** Hashing the segments and making them members of clusters. */
  private void cluster(double clusters) {
    double count = segmentCount();
    double slices = segments.slices();
    double length = segments.paddedLength();
    add(TrecWork.SLICE, slices);
    add(TrecWork.FILL_BYTE, slices * passes() * 2 * reuse.maxClusters() * length);
    double carries = Math.floor(segments.perSlice() / (double) NEAR_MEMBERS);
    add(TrecWork.CARRY_ENTRY, slices * passes() * carries * length);
    if (segments.form() != Form.IM2ROW_SLICE && mapEntries() > segments.perSlice()) {
      double rows = plan.op().kernel().padded(plan.input()).height();
      add(TrecWork.BORDER, slices * (rows + mapEntries() - segments.perSlice()));
    }
    if (hasOneCluster()) {
      add(TrecWork.ONLY_SEGMENT, count);
      return;
    }
    add(TrecWork.SEGMENT, count);
    add(TrecWork.HASH_PRODUCT, count * words() * reuse.bits());
    add(TrecWork.HASH_WORD, count * words());
    add(TrecWork.HASH_BIT, count * reuse.bits());
    addLong(count);
    add(TrecWork.WIDEN_WORD, slices * words() * (reuse.bits() + 1));
    add(TrecWork.FILL_BYTE, slices * (2 << reuse.bits()));
    if (reuse.centred()) {
      add(TrecWork.THRESHOLD, slices * reuse.bits());
      add(TrecWork.THRESHOLD_ENTRY, slices * reuse.bits() * length);
      counts.add(new ColumnSums(plan.op(), plan.input()).counts(), 1);
    }
    if (assignsAnew()) {
      double fours = count * groups(clusters, WORD);
      add(TrecWork.NEAREST, count);
      add(TrecWork.NEAR_WORD, fours * words());
      add(TrecWork.NEAR_FOUR, fours);
      add(TrecWork.NEAR_LONG, length > SHORT ? fours : 0);
      addLong(fours);
    }
  }

  /** Means of the clusters, and what segments are compared with to be assigned anew. */
  private void centroids(double clusters) {
    double slices = segments.slices();
    double length = segments.paddedLength();
    double centroids = slices * clusters * passes();
    add(TrecWork.CENTROIDS, slices);
    add(TrecWork.CENTROID, centroids);
    add(TrecWork.CENTROID_ENTRY, centroids * length);
    if (assignsAnew()) {
      double means = slices * WORD * groups(clusters, WORD);
      add(TrecWork.MEAN, means);
      add(TrecWork.MEAN_ENTRY, means * length);
      add(TrecWork.REMAINDER, means * reuse.keep());
      add(TrecWork.REMAINDER_ENTRY, means * reuse.keep() * length);
    }
  }

  private void tables(double clusters) {
    double tables = blocks() * segments.slices() * segments.taps();
    double pairs = tables * groups(clusters, 2);
    add(TrecWork.TABLE_CHECK, blocks() * plan.gathers());
    if (segments.paddedLength() > LONG_TABLE) {
      add(TrecWork.LONG_TABLE_WORD, pairs * words());
      add(TrecWork.LONG_TABLE_PAIR, pairs);
    } else {
      add(TrecWork.TABLE_WORD, pairs * words());
      add(TrecWork.TABLE_PAIR, pairs);
      add(TrecWork.TABLE, tables);
    }
  }

  /** Adding up the tables' rows and narrowing the sums. */
  private void gather() {
    double passes = blocks() * plan.gathers();
    double outputs = blocks() * output.pixels();
    double taps = outputs * segments.slices() * segments.taps();
    // the rows of an im2row slice all begin where the map says
    boolean isSlice = segments.form() == Form.IM2ROW_SLICE;
    double first = isSlice ? taps : passes * output.pixels();
    add(TrecWork.GATHER_FIRST, first);
    add(TrecWork.GATHER_TAP, taps - first);
    add(TrecWork.GATHER_PASS, passes * output.pixels());
    add(TrecWork.GATHER_ROW, passes * output.height());
    add(TrecWork.NARROW, outputs);
    if (plan.op().filters() % BLOCK > 0) {
      add(TrecWork.NARROW_PART, outputs);
      // a single block has a number of filters that the compiler knows
      if (blocks() > 1) {
        add(TrecWork.COPY_CALL, outputs);
        add(TrecWork.COPY_ODD, plan.op().filters() % WORD == 0 ? 0 : outputs);
        add(TrecWork.COPY_BYTE, (double) output.pixels() * plan.op().filters());
      }
    }
  }
}
