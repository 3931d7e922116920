package io.github.trec4j.int8;

import java.util.Arrays;
import java.util.Optional;

/** Clusters the segments of one slice of one image: hash, cluster, centroids, reassignment. */
final class SegmentClusters {
  /**
   * The settings of one slice.
   *
   * @param hashVectors {@code [bits][length]} starting at {@code firstHash * length}
   * @param thresholds {@code [bits]} starting at {@code firstHash}
   * @param firstHash the slice's first hash vector
   * @param remainder what reassignment compares instead of centroids; empty where no direction is
   *     kept
   */
  @SuppressWarnings("ArrayRecordComponent") // views of the parameters
  record Settings(
      byte[] hashVectors,
      int[] thresholds,
      int firstHash,
      int bits,
      int length,
      int maxClusters,
      boolean centred,
      boolean reassign,
      int zeroPoint,
      Optional<Remainder> remainder) {}

  private final Settings settings;
  private final byte[] segments;
  private final int count;
  private final int[] ids;
  private int clusters;
  private int[] centroids = new int[0];

  /**
   * Clusters the given segments.
   *
   * @param segments {@code [N][length]}
   */
  SegmentClusters(Settings settings, byte[] segments) {
    this.settings = settings;
    this.segments = segments;
    this.count = segments.length / settings.length();
    this.ids = new int[count];
    cluster();
    centroids = new int[clusters * settings.length()];
    computeCentroids();
    if (settings.reassign()) {
      reassign();
      computeCentroids();
    }
  }

  /** Returns the number of clusters. */
  int clusters() {
    return clusters;
  }

  /** Returns the cluster of each segment. */
  int[] ids() {
    return ids;
  }

  /** Returns a value of a centroid, free of the zero point. */
  int centroid(int cluster, int index) {
    return centroids[cluster * settings.length() + index];
  }

  private void cluster() {
    int[] limits = limits();
    int[] clusterOfBucket = new int[1 << settings.bits()];
    Arrays.fill(clusterOfBucket, -1);
    for (int n = 0; n < count; n++) {
      int bucket = bucket(n, limits);
      if (clusterOfBucket[bucket] < 0) {
        clusterOfBucket[bucket] = Math.min(clusters, settings.maxClusters() - 1);
        clusters = Math.min(clusters + 1, settings.maxClusters());
      }
      ids[n] = clusterOfBucket[bucket];
    }
  }

  private int bucket(int segment, int[] limits) {
    int bucket = 0;
    for (int j = 0; j < limits.length; j++) {
      int hash = (settings.firstHash() + j) * settings.length();
      int first = segment * settings.length();
      int projection = 0;
      for (int l = 0; l < settings.length(); l++) {
        projection += segments[first + l] * settings.hashVectors()[hash + l];
      }
      bucket |= projection > limits[j] ? 1 << j : 0;
    }
    return bucket;
  }

  /** Returns what each bit's projection must exceed: threshold, plus the mean where centred. */
  private int[] limits() {
    int first = settings.firstHash();
    int[] limits = Arrays.copyOfRange(settings.thresholds(), first, first + settings.bits());
    if (settings.centred()) {
      int[] columnSums = columnSums();
      for (int j = 0; j < limits.length; j++) {
        long sum = 0;
        for (int l = 0; l < columnSums.length; l++) {
          sum += (long) columnSums[l] * settings.hashVectors()[(first + j) * columnSums.length + l];
        }
        limits[j] += (int) Math.floorDiv(sum, (long) count);
      }
    }
    return limits;
  }

  private int[] columnSums() {
    int[] sums = new int[settings.length()];
    for (int i = 0; i < segments.length; i += sums.length) {
      for (int l = 0; l < sums.length; l++) {
        sums[l] += segments[i + l];
      }
    }
    return sums;
  }

  /** Sets the centroid of each cluster that has members. */
  private void computeCentroids() {
    int length = settings.length();
    int[] members = new int[clusters];
    int[] sums = new int[clusters * length];
    for (int n = 0; n < count; n++) {
      members[ids[n]]++;
      for (int l = 0; l < length; l++) {
        sums[ids[n] * length + l] += segments[n * length + l];
      }
    }
    for (int i = 0; i < sums.length; i++) {
      if (members[i / length] > 0) {
        centroids[i] = Arithmetic.roundedMean(sums[i], members[i / length]) - settings.zeroPoint();
      }
    }
  }

  private void reassign() {
    int[] compared = settings.remainder().map(left -> left.of(centroids)).orElse(centroids);
    for (int n = 0; n < count; n++) {
      int nearest = 0;
      int least = Integer.MAX_VALUE;
      for (int c = 0; c < clusters; c++) {
        int distance = distance(n, c, compared);
        if (distance < least) {
          least = distance;
          nearest = c;
        }
      }
      ids[n] = nearest;
    }
  }

  /** Returns the squared distance, less the segment's own square, which is the same for all. */
  private int distance(int segment, int cluster, int[] compared) {
    int length = settings.length();
    int sum = 0;
    for (int l = 0; l < length; l++) {
      int value = segments[segment * length + l] - settings.zeroPoint();
      int other = compared[cluster * length + l];
      sum += other * (other - 2 * value);
    }
    return sum;
  }
}
