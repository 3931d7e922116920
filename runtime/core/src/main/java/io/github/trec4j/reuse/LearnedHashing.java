package io.github.trec4j.reuse;

import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.Segmentation;
import org.ejml.data.DMatrixRMaj;

/**
 * Kept directions and hash vectors from data. Directions are the leading principal ones of each
 * slice. For what remains of segments beside them bits are chosen one by one, and then improved in
 * turn, so that clusters within an image are as tight as can be.
 */
public final class LearnedHashing {
  private static final int MOST_SEGMENTS = 24_000;
  private static final int MOST_AN_IMAGE = 256;

  private final Segmentation segments;
  private final HashFamily hashes;
  private final float[] directions;
  private final int kept;
  private final Metric metric;
  private final long seed;

  /**
   * Says what is made and by which measure.
   *
   * @param hashes overwritten later, one set a slice
   * @param directions {@code [slices, kept, length]}, overwritten later
   * @param metric what a clustering's error is measured by
   */
  public LearnedHashing(
      Segmentation segments, HashFamily hashes, float[] directions, Metric metric, long seed) {
    if (hashes.sets() != segments.slices()) {
      throw new IllegalArgumentException(
          hashes.sets() + " sets of hash vectors for " + segments.slices() + " slices");
    }
    this.segments = segments;
    this.hashes = hashes;
    this.directions = directions;
    this.metric = metric;
    this.seed = seed;
    kept = directions.length / (segments.slices() * segments.length());
  }

  /**
   * Makes the directions, vectors and thresholds of all slices.
   *
   * @param rows segments of several images, each {@code [perSlice, slices * length]}; what the
   *     directions hold of them is removed
   * @param images how many
   */
  public void learn(float[] rows, int images, Workers workers) {
    workers.run(
        segments.slices(),
        (worker, from, to) -> {
          for (int slice = from; slice < to; slice++) {
            learn(rows, images, slice);
          }
        });
  }

  private void learn(float[] rows, int images, int slice) {
    int step = Math.max(1, segments.perSlice() / MOST_AN_IMAGE);
    int used = Math.min(images, Math.max(1, MOST_SEGMENTS / (segments.perSlice() / step)));
    DMatrixRMaj root = metric.of(slice);
    KeptDirections keeping = new KeptDirections(segments, kept, directions);
    if (kept > 0) {
      CentredSegments.forDirections(segments, rows, images, step, slice, root, kept)
          .writeSpan(kept, directions, slice * kept * segments.length());
      int count = used * segments.perSlice();
      int rowLength = segments.slices() * segments.length();
      keeping.removeFromEach(rows, slice * segments.length(), rowLength, count, slice);
    }
    CentredSegments sample = CentredSegments.forBits(segments, rows, used, step, slice, root);
    new BitSearch(sample, seed + slice).choose(hashes, slice);
    // so that a whole segment hashes as what remains of it
    int vector = hashes.vectorStart(slice, 0);
    keeping.removeFromEach(hashes.vectors(), vector, hashes.length(), hashes.bits(), slice);
  }
}
