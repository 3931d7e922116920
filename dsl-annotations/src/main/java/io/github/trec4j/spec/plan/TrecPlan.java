package io.github.trec4j.spec.plan;

import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kernels of reuse convolutions; the two differ in what a segment is. */
public sealed interface TrecPlan extends KernelPlan
    permits TrecSharedPlan, TrecWinogradPlan, TrecPerSlicePlan {
  /** Filters that one pass works on. */
  int BLOCK = 16;

  /** Bytes of the table's row for one cluster, one tap and a block of filters. */
  int ROW_BYTES = 2 * BLOCK;

  /** A table beyond this many bytes is built for one kernel row, or fewer slices, at a time. */
  int TABLE_LIMIT = 32768;

  /** Field of the filters that centroids are multiplied with. */
  String WEIGHTS = "weights";

  /** Field of the filters that projections are multiplied with. */
  String KEPT_WEIGHTS = "kept_weights";

  /**
   * Returns the plans of a convolution that is not of several stages; they all give the same bytes.
   */
  static List<KernelPlan> alternatives(TrecConv conv, Shape input) {
    if (conv.reuse().rank() > 0) {
      throw new IllegalArgumentException("a convolution with a rank is two stages");
    }
    if (conv.reuse().sharing() == Sharing.PER_SLICE) {
      return List.of(new TrecPerSlicePlan(conv, input));
    }
    List<KernelPlan> plans = new ArrayList<>(TrecWinogradPlan.of(conv, input));
    plans.add(new TrecSharedPlan(conv, input));
    return plans;
  }

  @Override
  TrecConv op();

  /** Returns the shape that is read. */
  Shape input();

  /** Returns how many gathers one after the other give an output. */
  long gathers();

  /** Returns the convolution of the projections on kept directions, if a form is to do it. */
  default Optional<WinogradPlan> keptByWinograd() {
    return Optional.empty();
  }

  /** Returns how the input is cut. */
  default Segmentation segmentation() {
    return op().segmentation(input());
  }

  @Override
  default List<Shape> inputs() {
    return List.of(input());
  }

  @Override
  default String family() {
    return "trec";
  }

  @Override
  default Map<String, Integer> shape() {
    Segmentation segments = segmentation();
    Reuse reuse = op().reuse();
    int run =
        switch (segments.form()) {
          case PIXEL_SLICE -> 1;
          case ROW_RUN -> op().kernel().width();
          case IM2ROW_SLICE -> 0;
        };
    return new ShapeFields()
        .input(input())
        .window(op().kernel())
        .pad(op().kernel())
        .with("pad_bottom", op().kernel().bottom())
        .with("pad_right", op().kernel().right())
        .output(output())
        .with("filters", op().filters())
        .with("segment", segments.length())
        .with("run", run)
        .with("bits", reuse.bits())
        .with("hash_sets", segments.hashSets())
        .with("max_clusters", reuse.maxClusters())
        .with("centred", reuse.centred() ? 1 : 0)
        .with("reassign", reuse.reassign() ? 1 : 0)
        .with("keep", reuse.keep())
        .with("table_rows", tableRows())
        .with("group", group())
        .with("column_pairs", columnPairs())
        .build();
  }

  /** Returns the kernel rows of one table; 0 where a table is of whole slices. */
  default int tableRows() {
    return 0;
  }

  /** Returns the slices that are worked on together; 0 where it is one after the other. */
  default int group() {
    return 0;
  }

  /** Returns the pairs of columns of projections that are multiplied in one go; 0 without any. */
  default int columnPairs() {
    return 0;
  }

  @Override
  default List<ParameterArray> parameters() {
    Segmentation segments = segmentation();
    int filters = (int) ScratchLayout.roundUp(op().filters(), BLOCK);
    int weights = filters * segments.slices() * segments.taps() * segments.paddedLength() / 2;
    int hashes = segments.hashSets() * op().reuse().bits();
    int vectors = hashes * segments.paddedLength();
    List<ParameterArray> arrays = new ArrayList<>();
    arrays.add(new ParameterArray(WEIGHTS, ElementType.INT16, weights));
    arrays.add(new ParameterArray("bias", ElementType.INT16, filters));
    arrays.add(new ParameterArray("table_multipliers", ElementType.INT32, filters));
    arrays.add(new ParameterArray("hash_vectors", ElementType.INT8, vectors));
    arrays.add(new ParameterArray("thresholds", ElementType.INT32, hashes));
    if (op().reuse().keep() > 0) {
      arrays.addAll(ofKeptDirections(segments, filters));
    }
    return arrays;
  }

  private List<ParameterArray> ofKeptDirections(Segmentation segments, int filters) {
    int directions = segments.slices() * op().reuse().keep();
    int values = directions * segments.paddedLength();
    List<ParameterArray> arrays = new ArrayList<>();
    arrays.add(new ParameterArray("direction_squares", ElementType.INT32, directions));
    arrays.add(new ParameterArray("directions", ElementType.INT8, values));
    arrays.add(new ParameterArray("direction_bias", ElementType.INT32, directions));
    arrays.add(new ParameterArray("direction_multipliers", ElementType.INT32, directions));
    arrays.addAll(keptWeights());
    arrays.add(new ParameterArray("kept_multipliers", ElementType.INT32, filters));
    return arrays;
  }

  /** Returns the arrays with the filters that projections are multiplied with. */
  default List<ParameterArray> keptWeights() {
    long filters = ScratchLayout.roundUp(op().filters(), BLOCK);
    long weights = filters * KeptLayout.of(op(), input()).paddedEntries() / 2;
    return List.of(new ParameterArray(KEPT_WEIGHTS, ElementType.INT16, Math.toIntExact(weights)));
  }

  @Override
  default double instructions(double clusters) {
    return TrecCost.of(this, clusters).instructions();
  }

  @Override
  default double cycles(double clusters) {
    return TrecCost.of(this, clusters).cycles();
  }

  /**
   * Filters for each pair of clusters, what convolves the projections for each pair of outputs or
   * of tiles, the others once.
   */
  @Override
  default double parameterReads(double clusters) {
    double bytes = 0;
    for (ParameterArray array : parameters()) {
      double times =
          switch (array.field()) {
            case WEIGHTS -> Math.ceil(clusters / 2);
            case KEPT_WEIGHTS ->
                keptByWinograd()
                    .map(WinogradPlan::pairs)
                    .orElse(Math.ceil(output().pixels() / 2.0));
            default -> 1;
          };
      bytes += times * array.bytes();
    }
    return bytes;
  }

  @Override
  default int codeBytes() {
    return TrecSharedCode.bytes(this) + CodeBytes.SHAPE;
  }

  @Override
  default Map<String, Integer> routines() {
    return TrecRoutines.of(this);
  }

  @Override
  default boolean rescales() {
    return true;
  }

  @Override
  default int assumedClusters() {
    return Math.min(op().reuse().maxClusters(), segmentation().perSlice());
  }

  /** Returns the bytes of a slice's centroids, kept for an even number of clusters. */
  default long centroidBytes() {
    return 2L * evenClusters() * segmentation().paddedLength();
  }

  /** Returns the clusters that there are tables for, an even number as they go in pairs. */
  default long evenClusters() {
    return ScratchLayout.roundUp(op().reuse().maxClusters(), 2);
  }

  /** Adds the phase that clusters a slice. */
  default ScratchLayout.Builder clustering(ScratchLayout.Builder layout) {
    Reuse reuse = op().reuse();
    long length = segmentation().paddedLength();
    long clusters = reuse.maxClusters();
    long fours = reuse.reassign() ? ScratchLayout.roundUp(clusters, 4) : 0;
    return layout
        .phase()
        .region("vectors", ScratchLayout.aligned(2L * reuse.bits() * length))
        .region("thresholds", ScratchLayout.aligned(4L * reuse.bits()))
        .region("column_sums", ScratchLayout.aligned(4 * length))
        .region("of_bucket", ScratchLayout.aligned(2L << reuse.bits()))
        .region("cluster_sums", 4 * clusters * length)
        .region("near_sums", 2 * clusters * length)
        .region("counts", ScratchLayout.aligned(4 * clusters))
        .region("means", 2 * fours * length)
        .region("norms", 4 * fours)
        .region("segment", ScratchLayout.aligned(length) + 8);
  }
}
