package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;

/**
 * {@code trec4j_trec_per_slice}: a reuse convolution that clusters slices of im2row rows, as in the
 * paper.
 *
 * @param op the convolution
 * @param input the shape it reads
 */
public record TrecPerSlicePlan(TrecConv op, Shape input) implements TrecPlan {
  /** Most im2row slices that are worked on together. */
  private static final int GROUP_LIMIT = 8;

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.trecPerSlice(this);
  }

  @Override
  public String stem() {
    return "trec_per_slice";
  }

  @Override
  public long gathers() {
    return ScratchLayout.ceil(segmentation().slices(), group());
  }

  /** As many slices as the limits on their number and on their tables allow. */
  @Override
  public int group() {
    long tables = TABLE_LIMIT / tableBytes();
    return (int) Math.max(1, Math.min(Math.min(segmentation().slices(), GROUP_LIMIT), tables));
  }

  private long tableBytes() {
    return evenClusters() * ROW_BYTES;
  }

  /**
   * The sums of all filters, unless one group of slices does it all; for a group the map, centroids
   * and cluster numbers; and in turn what clustering and gathering need.
   */
  @Override
  public ScratchLayout scratch() {
    long group = group();
    long outputs = output().pixels();
    long sums = gathers() > 1 ? 2 * outputs * ScratchLayout.roundUp(op.filters(), BLOCK) : 0;
    ScratchLayout.Builder layout =
        ScratchLayout.builder()
            .region("sums", sums)
            .region("map", ScratchLayout.aligned(4 * group * outputs))
            .region("projections", 0)
            .region("centroids", group * centroidBytes())
            .region("used", ScratchLayout.aligned(2 * group));
    return clustering(layout)
        .phase()
        .region("table", group * tableBytes())
        .region("bias", ROW_BYTES)
        .build();
  }

  @Override
  public int codeBytes() {
    return TrecPerSliceCode.bytes(this) + CodeBytes.SHAPE;
  }
}
