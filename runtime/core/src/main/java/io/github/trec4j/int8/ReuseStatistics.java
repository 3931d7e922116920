package io.github.trec4j.int8;

import java.util.Arrays;

/**
 * What a reuse convolution found in one image.
 *
 * @param clusters clusters in use, a slice
 * @param segments segments a slice
 * @param peak largest magnitude of an accumulator or table entry before saturation
 * @param saturations accumulators and table entries that saturated
 */
@SuppressWarnings("ArrayRecordComponent") // written once, by the kernel
public record ReuseStatistics(int[] clusters, int segments, int peak, long saturations) {
  /** Returns the remaining ratio r: clusters by segments, the mean over slices. */
  public double remainingRatio() {
    return meanClusters() / segments;
  }

  /** Returns the clusters a slice, the mean. */
  public double meanClusters() {
    return Arrays.stream(clusters).average().orElse(0);
  }
}
