package io.github.trec4j.layers;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.math.Panel;
import io.github.trec4j.math.Workers;
import io.github.trec4j.reuse.Clustering;
import io.github.trec4j.reuse.HashFamily;
import io.github.trec4j.reuse.LearnedHashing;
import io.github.trec4j.reuse.Metric;
import io.github.trec4j.reuse.PaperHashGradient;
import io.github.trec4j.reuse.RandomHashing;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.tensor.Tensor;
import io.github.trec4j.tensor.TensorName;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of the input with each segment replaced by its cluster's centroid, which makes an ordinary
 * convolution a TREC convolution. Rows are gathered in two steps, of which segments are what lies
 * between: input to segments (each pixel, each run along a row, or each whole im2row row), and
 * segments to rows. The gradient goes back the same way and becomes the cluster's mean in between.
 */
final class ReusePatches implements Patches {
  private final Workers workers;
  private final Reuse reuse;
  private final Segmentation segmentation;
  private final Im2row toSegments;
  private final Im2row toRows;
  private final HashFamily hashes;
  private final Parameter vectors;
  private final State thresholds;
  private final State directions;
  private final Clustering[] clusterings;
  private final PaperHashGradient[] hashGradients;
  private final float[][] segmentLines;
  private final float[][] rowLines;
  private final float[][] segmentGradients;
  private final int imageSize;
  private final int segmentsSize;
  private float[] original = new float[0];
  private float[] replaced = new float[0];
  private byte[] assignment = new byte[0];
  private int[] clusters = new int[0];
  private int batch;

  ReusePatches(LayerContext context, TrecConv op) {
    String name = context.name();
    Shape input = context.input();
    workers = context.workers();
    reuse = op.reuse();
    segmentation = op.segmentation(input);
    toSegments =
        switch (segmentation.form()) {
          case PIXEL_SLICE -> Im2row.identity(input);
          case ROW_RUN -> Im2row.along(op.kernel(), input);
          case IM2ROW_SLICE -> Im2row.of(op.kernel(), input);
        };
    toRows =
        switch (segmentation.form()) {
          case PIXEL_SLICE -> Im2row.of(op.kernel(), toSegments.rows()).inBands();
          case ROW_RUN -> Im2row.below(op.kernel(), toSegments.rows()).inBands();
          case IM2ROW_SLICE -> Im2row.identity(toSegments.rows());
        };
    imageSize = input.size();
    segmentsSize = toSegments.rows().size();
    int sets = segmentation.hashSets();
    vectors =
        Parameter.zeros(
            TensorName.HASH_VECTORS.of(name), false, sets, reuse.bits(), segmentation.length());
    thresholds = State.zeros(TensorName.THRESHOLDS.of(name), sets, reuse.bits());
    directions =
        State.zeros(
            TensorName.DIRECTIONS.of(name),
            segmentation.slices(),
            reuse.keep(),
            segmentation.length());
    hashes =
        new HashFamily(
            sets, reuse.bits(), segmentation.length(), vectors.values(), thresholds.values());
    RandomHashing.draw(hashes, firstThreshold(), context.seed());
    clusterings = new Clustering[workers.count()];
    Arrays.setAll(
        clusterings, i -> new Clustering(segmentation, reuse, hashes, directions.values()));
    hashGradients = new PaperHashGradient[isTrained() ? workers.count() : 0];
    Arrays.setAll(hashGradients, i -> new PaperHashGradient(segmentation, hashes));
    segmentLines = new float[workers.count()][toSegments.lineSize()];
    rowLines = new float[workers.count()][toRows.lineSize()];
    segmentGradients = new float[workers.count()][segmentsSize];
  }

  private float firstThreshold() {
    return isTrained() ? PaperHashGradient.threshold(reuse.bits()) : 0f;
  }

  private boolean isTrained() {
    return reuse.hashGradient() == HashGradient.PAPER;
  }

  /** Returns whether hash vectors are to be made from the layer's inputs before it is used. */
  boolean learns() {
    return reuse.hashing() == Hashing.LEARNED && !isTrained();
  }

  /**
   * Makes the kept directions and the hash vectors from inputs.
   *
   * @param input a few hundred images
   * @param weights of the convolution
   * @param filterScales what each filter's output is multiplied with by the layers after it
   */
  void learn(Tensor input, float[] weights, float[] filterScales, long seed) {
    takeSegments(input);
    Metric metric = new Metric(segmentation, weights, filterScales);
    new LearnedHashing(segmentation, hashes, directions.values(), metric, seed)
        .learn(original, input.batch(), workers);
    original = new float[0];
  }

  @Override
  public Bands bands() {
    return toRows.bands();
  }

  @Override
  public void prepare(Tensor input, Mode mode) {
    boolean keepsOriginal = isTrained() && mode == Mode.TRAIN;
    reserve(input.batch());
    if (keepsOriginal) {
      takeSegments(input);
    }
    workers.run(
        batch,
        (worker, from, to) -> {
          for (int image = from; image < to; image++) {
            takeSegments(input, worker, image, replaced);
            clusters[image] =
                clusterings[worker].replace(
                    replaced,
                    image * segmentsSize,
                    assignment,
                    image * clusterings[worker].segmentCount());
          }
        });
  }

  private void reserve(int images) {
    batch = images;
    if (clusters.length < images) {
      clusters = new int[images];
      replaced = new float[images * segmentsSize];
      assignment = new byte[images * clusterings[0].segmentCount()];
    }
  }

  private void takeSegments(Tensor input) {
    if (original.length < input.batch() * segmentsSize) {
      original = new float[input.batch() * segmentsSize];
    }
    workers.run(
        input.batch(),
        (worker, from, to) -> {
          for (int image = from; image < to; image++) {
            takeSegments(input, worker, image, original);
          }
        });
  }

  private void takeSegments(Tensor input, int worker, int image, float[] target) {
    float[] line = segmentLines[worker];
    for (int y = 0; y < toSegments.lines(); y++) {
      toSegments.gather(input.values(), image * imageSize, y, line);
      System.arraycopy(line, 0, target, image * segmentsSize + y * line.length, line.length);
    }
  }

  /** Returns clusters over segments in the last batch, 0 to 1: the paper's remaining ratio. */
  double remainingRatio() {
    return (double) Arrays.stream(clusters, 0, batch).asLongStream().sum()
        / Math.max(1L, (long) batch * clusterings[0].segmentCount());
  }

  /** Returns the cluster of each segment of the last batch. */
  byte[] assignment() {
    return Arrays.copyOf(assignment, batch * clusterings[0].segmentCount());
  }

  @Override
  public void gather(int worker, int image, Panel rows, int at) {
    float[] line = rowLines[worker];
    for (int y = 0; y < toRows.lines(); y++) {
      toRows.gather(replaced, image * segmentsSize, y, line);
      rows.put(at + y * line.length, line, 0, line.length);
    }
  }

  @Override
  public boolean needsScatter() {
    return isTrained();
  }

  @Override
  public void scatter(int worker, int image, Panel rows, int at, float[] gradient) {
    float[] bySegments = segmentGradients[worker];
    Arrays.fill(bySegments, 0f);
    float[] line = rowLines[worker];
    for (int y = 0; y < toRows.lines(); y++) {
      rows.get(at + y * line.length, line, 0, line.length);
      toRows.scatter(line, y, bySegments, 0);
    }
    int firstSegment = image * clusterings[worker].segmentCount();
    clusterings[worker].average(bySegments, 0, assignment, firstSegment);
    if (isTrained()) {
      hashGradients[worker].add(original, image * segmentsSize, bySegments);
    }
    if (gradient.length > 0) {
      scatterSegments(worker, image, gradient);
    }
  }

  private void scatterSegments(int worker, int image, float[] gradient) {
    int start = image * imageSize;
    Arrays.fill(gradient, start, start + imageSize, 0f);
    float[] line = segmentLines[worker];
    for (int y = 0; y < toSegments.lines(); y++) {
      System.arraycopy(segmentGradients[worker], y * line.length, line, 0, line.length);
      toSegments.scatter(line, y, gradient, start);
    }
  }

  @Override
  public void endBackward(int images) {
    if (isTrained()) {
      Arrays.fill(vectors.gradient(), 0f);
      for (PaperHashGradient part : hashGradients) {
        part.moveTo(vectors.gradient());
      }
    }
  }

  @Override
  public List<Parameter> parameters() {
    return isTrained() ? List.of(vectors) : List.of();
  }

  @Override
  public List<State> states() {
    if (isTrained()) {
      return List.of(thresholds);
    }
    State frozen = new State(vectors.name(), vectors.shape(), vectors.values());
    return reuse.keep() == 0
        ? List.of(frozen, thresholds)
        : List.of(frozen, thresholds, directions);
  }
}
