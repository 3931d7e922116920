package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Segmentation.Form;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.op.Window;

/**
 * {@code trec4j_trec_shared}: a reuse convolution that clusters the input feature map once, for all
 * taps that meet a segment.
 *
 * @param op the convolution
 * @param input the shape it reads
 */
public record TrecSharedPlan(TrecConv op, Shape input) implements TrecPlan {
  /** Most pairs of columns of projections that are multiplied in one go. */
  private static final int MOST_PAIRS = 8;

  /** Most entries that all those pairs have, unless one alone has more. */
  private static final int MOST_ENTRIES = 256;

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.trecShared(this);
  }

  @Override
  public String stem() {
    return "trec_shared";
  }

  @Override
  public long gathers() {
    long passes = tableRows() == op.kernel().height() ? 1 : op.kernel().height();
    return segmentation().slices() * passes;
  }

  private boolean areRuns() {
    return segmentation().form() == Form.ROW_RUN;
  }

  /** All kernel rows if their table fits the limit, else one at a time. */
  @Override
  public int tableRows() {
    int rows = op.kernel().height();
    return tableRowBytes() * rows <= TABLE_LIMIT ? rows : 1;
  }

  /** Bytes of a table for one kernel row, with its row of zeros. */
  private long tableRowBytes() {
    int taps = areRuns() ? 1 : op.kernel().width();
    return (evenClusters() + 1) * taps * ROW_BYTES;
  }

  private int keptEntries() {
    return KeptLayout.of(op, input).paddedEntries();
  }

  @Override
  public int columnPairs() {
    int entries = keptEntries();
    return entries == 0 ? 0 : Math.max(1, Math.min(MOST_PAIRS, MOST_ENTRIES / entries));
  }

  /** Entries of the map of one slice, with its border for the padding. */
  private long mapEntries() {
    Window kernel = op.kernel();
    Shape padded = kernel.padded(input);
    return (long) padded.height() * (areRuns() ? output().width() : padded.width());
  }

  /**
   * The map of segments to clusters with its border, as many projections, centroids and cluster
   * numbers of all slices; and then in turn what projecting, clustering one slice, and gathering
   * one block of filters need.
   */
  @Override
  public ScratchLayout scratch() {
    long projections = mapEntries() * segmentation().slices() * op.reuse().keep();
    ScratchLayout.Builder layout = projecting(lasting(projections).phase()).region("tiles", 0);
    return gathering(clustering(layout))
        .region("columns", 4L * columnPairs() * keptEntries())
        .region("sums", sums() * ROW_BYTES)
        .build();
  }

  /** Lays out what lasts, with so many projections; three bytes behind them are read. */
  ScratchLayout.Builder lasting(long projections) {
    long slices = segmentation().slices();
    return ScratchLayout.builder()
        .region("map", ScratchLayout.aligned(4 * slices * mapEntries()))
        .region("projections", projections == 0 ? 0 : ScratchLayout.aligned(projections + 3))
        .region("centroids", slices * centroidBytes())
        .region("used", ScratchLayout.aligned(2 * slices));
  }

  /** Adds what projecting needs. */
  ScratchLayout.Builder projecting(ScratchLayout.Builder layout) {
    long length = segmentation().paddedLength();
    return layout
        .region("project_segment", ScratchLayout.aligned(length))
        .region("project_pairs", ScratchLayout.aligned(2L * op.reuse().keep() * length));
  }

  /** Adds the phase that gathers, without sums. */
  ScratchLayout.Builder gathering(ScratchLayout.Builder layout) {
    return layout.phase().region("table", tableRowBytes() * tableRows()).region("bias", ROW_BYTES);
  }

  /** Sums that pass through memory: none if one gather does it all. Kept directions make pairs. */
  private long sums() {
    long outputs = output().pixels();
    if (op.reuse().keep() > 0) {
      return ScratchLayout.roundUp(outputs, 2);
    }
    return gathers() > 1 ? outputs : 0;
  }
}
