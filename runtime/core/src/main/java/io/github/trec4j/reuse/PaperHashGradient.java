package io.github.trec4j.reuse;

import io.github.trec4j.spec.op.Segmentation;
import java.util.Arrays;

/**
 * The gradient of the hash vectors by the smooth stand-ins of TREC (Guan et al., NeurIPS 2022,
 * section 3), summed over images. Holds room to work in: one object a thread.
 *
 * <ul>
 *   <li>Binary mapping: bit j of segment x is {@code sigmoid(ALPHA (x.h_j - threshold_j))}.
 *   <li>Bindec mapping: with {@code id = sum b_j 2^j}, the entry of the transformation matrix for
 *       bucket q is {@code exp(-u^2 / 2 sigma^2)}, {@code u = (id + 1) / (q + 1) - 1}, {@code sigma
 *       = 1 / (5 * 2^bits)}.
 *   <li>The matrix makes the centroids, {@code C = T^T X / count}: an entry's gradient is the
 *       segment's dot product with the gradient by the centroid, over the count.
 * </ul>
 */
public final class PaperHashGradient {
  /** Steepness of the binary mapping. */
  static final double ALPHA = 1e4;

  private final Segmentation segments;
  private final HashFamily hashes;
  private final int rowLength;
  private final double sigma;
  private final double[] gradient;
  private final double[] bits;
  private final boolean[] seen;
  private final float[] byCentroid;

  /** Room for segments of that form. */
  public PaperHashGradient(Segmentation segments, HashFamily hashes) {
    this.segments = segments;
    this.hashes = hashes;
    rowLength = segments.slices() * segments.length();
    sigma = 1.0 / (5 << hashes.bits());
    gradient = new double[hashes.vectors().length];
    bits = new double[hashes.bits()];
    seen = new boolean[1 << hashes.bits()];
    byCentroid = new float[(1 << hashes.bits()) * segments.length()];
  }

  /** Returns the threshold of the binary mapping, {@code 0.1 / 2^bits}. */
  public static float threshold(int bits) {
    return 0.1f / (1 << bits);
  }

  /** Returns the binary mapping of a projection. */
  static double bit(double projection, double threshold) {
    return 1 / (1 + Math.exp(-ALPHA * (projection - threshold)));
  }

  /** Returns the entry of the transformation matrix. */
  static double entry(double id, int bucket, double sigma) {
    double u = (id + 1) / (bucket + 1) - 1;
    return Math.exp(-u * u / (2 * sigma * sigma));
  }

  /**
   * Adds one image's part.
   *
   * @param rows the image's segments as they were hashed, from {@code start} on
   * @param means gradients by the segments after they were averaged over clusters, from {@code
   *     start} on: a cluster's is the gradient by its centroid over its count
   */
  public void add(float[] rows, float[] means, int start) {
    for (int slice = 0; slice < segments.slices(); slice++) {
      int set = hashes.sets() == 1 ? 0 : slice;
      int offset = slice * segments.length();
      collect(rows, means, start + offset, set);
      for (int n = 0; n < segments.perSlice(); n++) {
        addSegment(rows, start + offset + n * rowLength, set);
      }
    }
  }

  /** Finds the buckets that are in use, each with its gradient. */
  private void collect(float[] rows, float[] means, int first, int set) {
    Arrays.fill(seen, false);
    for (int n = 0; n < segments.perSlice(); n++) {
      int bucket = 0;
      for (int bit = 0; bit < hashes.bits(); bit++) {
        double projection = project(rows, first + n * rowLength, set, bit);
        bucket |= projection > hashes.threshold(set, bit) ? 1 << bit : 0;
      }
      if (!seen[bucket]) {
        seen[bucket] = true;
        System.arraycopy(
            means,
            first + n * rowLength,
            byCentroid,
            bucket * segments.length(),
            segments.length());
      }
    }
  }

  private double project(float[] rows, int from, int set, int bit) {
    int vector = hashes.vectorStart(set, bit);
    double sum = 0;
    for (int l = 0; l < segments.length(); l++) {
      sum += (double) rows[from + l] * hashes.vectors()[vector + l];
    }
    return sum;
  }

  private void addSegment(float[] rows, int from, int set) {
    double id = 0;
    double slopes = 0;
    for (int bit = 0; bit < bits.length; bit++) {
      bits[bit] = bit(project(rows, from, set, bit), hashes.threshold(set, bit));
      id += bits[bit] * (1 << bit);
      slopes += bits[bit] * (1 - bits[bit]);
    }
    if (slopes == 0) {
      return; // every sigmoid is flat here, as it is for nearly all segments
    }
    double byId = byId(rows, from, id);
    for (int bit = 0; bit < bits.length; bit++) {
      double byProjection = byId * (1 << bit) * ALPHA * bits[bit] * (1 - bits[bit]);
      int vector = hashes.vectorStart(set, bit);
      for (int l = 0; l < segments.length(); l++) {
        gradient[vector + l] += byProjection * rows[from + l];
      }
    }
  }

  private double byId(float[] rows, int from, double id) {
    double sum = 0;
    for (int bucket = 0; bucket < seen.length; bucket++) {
      if (seen[bucket]) {
        double u = (id + 1) / (bucket + 1) - 1;
        double byEntry = 0;
        for (int l = 0; l < segments.length(); l++) {
          byEntry += (double) rows[from + l] * byCentroid[bucket * segments.length() + l];
        }
        sum += byEntry * entry(id, bucket, sigma) * (-u / (sigma * sigma)) / (bucket + 1);
      }
    }
    return sum;
  }

  /** Adds the sum to {@code target} and starts again from zero. */
  public void moveTo(float[] target) {
    for (int i = 0; i < gradient.length; i++) {
      target[i] += (float) gradient[i];
    }
    Arrays.fill(gradient, 0);
  }
}
