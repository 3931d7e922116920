package io.github.trec4j.reuse;

import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.Segmentation;

/**
 * Hash vectors from data: for each slice, bits are chosen one by one, and then improved in turn, so
 * that clusters within an image are as tight as can be.
 */
public final class LearnedHashing {
  private static final int MOST_SEGMENTS = 24_000;
  private static final int MOST_AN_IMAGE = 256;

  private LearnedHashing() {}

  /**
   * Makes the vectors and thresholds of all slices.
   *
   * @param hashes overwritten
   * @param rows segments of several images, each {@code [perSlice, slices * length]}
   * @param images how many
   * @param metric what a clustering's error is measured by
   */
  public static void learn(
      Segmentation segments,
      HashFamily hashes,
      float[] rows,
      int images,
      Metric metric,
      long seed,
      Workers workers) {
    if (hashes.sets() != segments.slices()) {
      throw new IllegalArgumentException(
          hashes.sets() + " sets of hash vectors for " + segments.slices() + " slices");
    }
    int step = Math.max(1, segments.perSlice() / MOST_AN_IMAGE);
    int used = Math.min(images, Math.max(1, MOST_SEGMENTS / (segments.perSlice() / step)));
    workers.run(
        segments.slices(),
        (worker, from, to) -> {
          for (int slice = from; slice < to; slice++) {
            CentredSegments sample =
                CentredSegments.of(segments, rows, used, step, slice, metric.of(slice));
            new BitSearch(sample, seed + slice).choose(hashes, slice);
          }
        });
  }
}
