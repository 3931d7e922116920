package io.github.trec4j.reuse;

import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import java.util.Arrays;

/**
 * Clusters the segments of one image and replaces each by its cluster's centroid: hash, number the
 * buckets at first sight, average, and move each segment to its nearest centroid where that is
 * asked for. What directions that are kept exact hold of a segment stays as it is. Holds room to
 * work in: one object a thread.
 *
 * <p>An image's segments lie in rows, {@code [perSlice, slices * length]}: segment n of slice s
 * starts at {@code n * slices * length + s * length}. Clusters are kept as bytes, {@code [slices,
 * perSlice]}.
 */
public final class Clustering {
  private final Segmentation segments;
  private final Reuse reuse;
  private final HashFamily hashes;
  private final KeptDirections directions;
  private final int rowLength;
  // one plane a place in the segment, so that loops run over segments; and an array of its own
  // each, as the JVM vectorises a loop only where all arrays have the same index
  private final float[][] planes;
  private final float[] projections;
  private final float[] nearest;
  private final int[] buckets;
  private final int[] clusterOfBucket;
  private final int[] members;
  private final float[] centroids;
  private int clusters;

  /**
   * Room for images of the given segmentation.
   *
   * @param directions {@code [slices, keep, length]}, orthonormal within a slice; not copied
   */
  public Clustering(Segmentation segments, Reuse reuse, HashFamily hashes, float[] directions) {
    this.segments = segments;
    this.reuse = reuse;
    this.hashes = hashes;
    this.directions = new KeptDirections(segments, reuse.keep(), directions);
    rowLength = segments.slices() * segments.length();
    planes = new float[segments.length()][segments.perSlice()];
    projections = new float[segments.perSlice()];
    nearest = new float[segments.perSlice()];
    buckets = new int[segments.perSlice()];
    clusterOfBucket = new int[1 << reuse.bits()];
    members = new int[reuse.maxClusters()];
    centroids = new float[reuse.maxClusters() * segments.length()];
  }

  /** Returns the number of values of an image's rows. */
  public int rowsSize() {
    return segments.perSlice() * rowLength;
  }

  /** Returns the number of segments of an image, over all slices. */
  public int segmentCount() {
    return segments.perSlice() * segments.slices();
  }

  /**
   * Clusters one image and replaces its segments.
   *
   * @param rows the image's segments, from {@code start} on; replaced by their centroids
   * @param assignment cluster of each segment, written from {@code at} on
   * @return clusters, over all slices
   */
  public int replace(float[] rows, int start, byte[] assignment, int at) {
    int sum = 0;
    for (int slice = 0; slice < segments.slices(); slice++) {
      int first = start + slice * segments.length();
      int to = at + slice * segments.perSlice();
      transpose(rows, first);
      directions.take(planes, slice);
      hash(hashes.sets() == 1 ? 0 : slice);
      number(assignment, to);
      computeCentroids(rows, first, assignment, to, slice);
      if (reuse.reassign()) {
        directions.removeFrom(planes, slice);
        reassign(assignment, to);
        computeCentroids(rows, first, assignment, to, slice);
      }
      spread(rows, first, assignment, to);
      directions.addTo(rows, first, rowLength, slice);
      sum += clusters;
    }
    return sum;
  }

  /**
   * Replaces the segments of an image by the means of their clusters as assigned, beside what is
   * kept: what the gradient goes through.
   *
   * @param rows gradients by the image's segments, from {@code start} on; modified
   * @param assignment cluster of each segment, from {@code at} on
   */
  public void average(float[] rows, int start, byte[] assignment, int at) {
    clusters = reuse.maxClusters();
    for (int slice = 0; slice < segments.slices(); slice++) {
      int first = start + slice * segments.length();
      int from = at + slice * segments.perSlice();
      if (reuse.keep() > 0) {
        transpose(rows, first);
        directions.take(planes, slice);
      }
      computeCentroids(rows, first, assignment, from, slice);
      spread(rows, first, assignment, from);
      directions.addTo(rows, first, rowLength, slice);
    }
  }

  /** Computes the bucket of each segment of a slice. */
  private void hash(int set) {
    int count = segments.perSlice();
    Arrays.fill(buckets, 0);
    for (int bit = 0; bit < hashes.bits(); bit++) {
      Arrays.fill(projections, 0f);
      double ofMean = 0;
      for (int l = 0; l < segments.length(); l++) {
        float factor = hashes.vectors()[hashes.vectorStart(set, bit) + l];
        addScaled(planes[l], factor, projections);
      }
      if (reuse.centred()) {
        ofMean = sum(projections) / count;
      }
      setBit(projections, (float) (hashes.threshold(set, bit) + ofMean), 1 << bit, buckets);
    }
  }

  private void transpose(float[] rows, int first) {
    int length = segments.length();
    for (int n = 0; n < segments.perSlice(); n++) {
      int from = first + n * rowLength;
      for (int l = 0; l < length; l++) {
        planes[l][n] = rows[from + l];
      }
    }
  }

  /** Adds {@code factor * plane} to {@code target}; a loop of its own, which vectorises. */
  static void addScaled(float[] plane, float factor, float[] target) {
    for (int n = 0; n < target.length; n++) {
      target[n] += plane[n] * factor;
    }
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  private static void setBit(float[] projections, float limit, int bit, int[] buckets) {
    for (int n = 0; n < buckets.length; n++) {
      buckets[n] |= projections[n] > limit ? bit : 0;
    }
  }

  /** Numbers the buckets at first sight; when all clusters are taken, the last takes the rest. */
  private void number(byte[] assignment, int at) {
    Arrays.fill(clusterOfBucket, -1);
    clusters = 0;
    for (int n = 0; n < buckets.length; n++) {
      int bucket = buckets[n];
      if (clusterOfBucket[bucket] < 0) {
        if (clusters < reuse.maxClusters()) {
          clusters++;
        }
        clusterOfBucket[bucket] = clusters - 1;
      }
      assignment[at + n] = (byte) clusterOfBucket[bucket];
    }
  }

  /** Computes the centroids. One without members is zero: nothing is replaced by it. */
  private void computeCentroids(float[] rows, int first, byte[] assignment, int at, int slice) {
    Arrays.fill(centroids, 0f);
    sumMembers(rows, first, assignment, at);
    divide();
    directions.removeFromEach(centroids, 0, segments.length(), clusters, slice);
  }

  private void sumMembers(float[] rows, int first, byte[] assignment, int at) {
    int length = segments.length();
    Arrays.fill(members, 0);
    for (int n = 0; n < segments.perSlice(); n++) {
      int cluster = assignment[at + n] & 0xff;
      members[cluster]++;
      int from = first + n * rowLength;
      int to = cluster * length;
      for (int l = 0; l < length; l++) {
        centroids[to + l] += rows[from + l];
      }
    }
  }

  private void divide() {
    int length = segments.length();
    for (int cluster = 0; cluster < clusters; cluster++) {
      float share = members[cluster] == 0 ? 0f : 1f / members[cluster];
      for (int l = cluster * length; l < (cluster + 1) * length; l++) {
        centroids[l] *= share;
      }
    }
  }

  /** Moves each segment to its nearest centroid; the first of several. */
  private void reassign(byte[] assignment, int at) {
    int count = segments.perSlice();
    int length = segments.length();
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    for (int cluster = 0; cluster < clusters; cluster++) {
      Arrays.fill(projections, 0f);
      for (int l = 0; l < length; l++) {
        addSquares(planes[l], centroids[cluster * length + l], projections);
      }
      for (int n = 0; n < count; n++) {
        if (projections[n] < nearest[n]) {
          nearest[n] = projections[n];
          assignment[at + n] = (byte) cluster;
        }
      }
    }
  }

  private static void addSquares(float[] plane, float centre, float[] target) {
    for (int n = 0; n < target.length; n++) {
      float difference = plane[n] - centre;
      target[n] += difference * difference;
    }
  }

  private void spread(float[] rows, int first, byte[] assignment, int at) {
    int length = segments.length();
    for (int n = 0; n < segments.perSlice(); n++) {
      System.arraycopy(
          centroids, (assignment[at + n] & 0xff) * length, rows, first + n * rowLength, length);
    }
  }
}
