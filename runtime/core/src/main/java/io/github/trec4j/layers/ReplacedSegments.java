package io.github.trec4j.layers;

import io.github.trec4j.convolution.Geometry;
import io.github.trec4j.convolution.Im2row;
import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
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
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.tensor.Tensor;
import io.github.trec4j.tensor.TensorName;
import java.util.Arrays;
import java.util.List;

/**
 * The input with each segment replaced by its cluster's centroid, which makes an ordinary
 * convolution a TREC convolution. Segments are what a window can be gathered in two steps from:
 * each pixel, each run along a row, or each whole im2row row. What is left of the window is
 * convolved over the image that segments make. The gradient goes back the same way and becomes the
 * cluster's mean in between.
 */
final class ReplacedSegments {
  private final Workers workers;
  private final Reuse reuse;
  private final Segmentation segmentation;
  private final Im2row toSegments;
  private final Geometry geometry;
  private final HashFamily hashes;
  private final Parameter vectors;
  private final State thresholds;
  private final State directions;
  private final Clustering[] clusterings;
  private final PaperHashGradient[] hashGradients;
  private final float[][] segmentLines;
  private final int imageSize;
  private final int segmentsSize;
  private float[] original = new float[0];
  private float[] replaced = new float[0];
  private byte[] assignment = new byte[0];
  private int[] clusters = new int[0];
  private int batch;

  ReplacedSegments(LayerContext context, TrecConv op) {
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
    Window rest =
        switch (segmentation.form()) {
          case PIXEL_SLICE -> op.kernel();
          case ROW_RUN -> op.kernel().below();
          case IM2ROW_SLICE -> Window.unpadded(1, 1, 1, 1);
        };
    geometry = new Geometry(toSegments.rows(), rest, op.filters());
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
  }

  private float firstThreshold() {
    return isTrained() ? PaperHashGradient.threshold(reuse.bits()) : 0f;
  }

  /** Returns whether hash vectors are trained by gradient, as the paper does. */
  boolean isTrained() {
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

  /** Returns the convolution of what {@link #replace} returns. */
  Geometry geometry() {
    return geometry;
  }

  /**
   * Replaces a batch's segments.
   *
   * @return an image of segments an image; overwritten by the next call
   */
  float[] replace(Tensor input, Mode mode) {
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
    return replaced;
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

  /**
   * Takes the gradient by the replaced segments, which stands in their place, further back.
   *
   * @param gradient by the input, written; empty where nobody needs it
   */
  void backward(Tensor gradient) {
    boolean withInput = gradient.size() > 0;
    if (!withInput && !isTrained()) {
      return;
    }
    workers.run(
        batch,
        (worker, from, to) -> {
          for (int image = from; image < to; image++) {
            average(worker, image);
            if (withInput) {
              scatter(worker, image, gradient.values());
            }
          }
        });
    if (isTrained()) {
      Arrays.fill(vectors.gradient(), 0f);
      for (PaperHashGradient part : hashGradients) {
        part.moveTo(vectors.gradient());
      }
    }
  }

  private void average(int worker, int image) {
    Clustering clustering = clusterings[worker];
    int start = image * segmentsSize;
    clustering.average(replaced, start, assignment, image * clustering.segmentCount());
    if (isTrained()) {
      hashGradients[worker].add(original, replaced, start);
    }
  }

  private void scatter(int worker, int image, float[] gradient) {
    int start = image * imageSize;
    Arrays.fill(gradient, start, start + imageSize, 0f);
    float[] line = segmentLines[worker];
    for (int y = 0; y < toSegments.lines(); y++) {
      System.arraycopy(replaced, image * segmentsSize + y * line.length, line, 0, line.length);
      toSegments.scatter(line, y, gradient, start);
    }
  }

  /** Returns what training changes. */
  List<Parameter> parameters() {
    return isTrained() ? List.of(vectors) : List.of();
  }

  /** Returns what checkpoints hold besides. */
  List<State> states() {
    if (isTrained()) {
      return List.of(thresholds);
    }
    State frozen = new State(vectors.name(), vectors.shape(), vectors.values());
    return reuse.keep() == 0
        ? List.of(frozen, thresholds)
        : List.of(frozen, thresholds, directions);
  }
}
