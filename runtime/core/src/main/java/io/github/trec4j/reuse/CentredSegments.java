package io.github.trec4j.reuse;

import io.github.trec4j.spec.op.Segmentation;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * One slice's segments of several images, each less its image's mean, on their leading principal
 * directions.
 *
 * @param images how many
 * @param perImage segments an image
 * @param directions {@code [kept][length]}, the leading first: a segment's value is its product
 *     with a direction
 * @param values {@code [images * perImage, kept]}
 */
@SuppressWarnings("ArrayRecordComponent") // too large to copy; this package alone sees it
record CentredSegments(int images, int perImage, double[][] directions, float[] values) {
  /** Directions that hold less than this share of the variance are left out. */
  private static final double NEGLIGIBLE = 1e-3;

  private static final int MOST_DIRECTIONS = 12;

  /**
   * Takes a sample to choose bits by: directions that hold next to nothing are left out.
   *
   * @param rows segments of several images
   * @param images how many of them are used
   * @param step of its segments every step-th is used
   * @param root {@code [length, length]}, symmetric: segments are multiplied with it first
   */
  static CentredSegments forBits(
      Segmentation segments, float[] rows, int images, int step, int slice, DMatrixRMaj root) {
    return of(segments, rows, images, step, slice, root, NEGLIGIBLE, MOST_DIRECTIONS);
  }

  /** Takes a sample to find directions to keep: as many as asked for, where there are. */
  static CentredSegments forDirections(
      Segmentation segments,
      float[] rows,
      int images,
      int step,
      int slice,
      DMatrixRMaj root,
      int kept) {
    return of(segments, rows, images, step, slice, root, 0, kept);
  }

  private static CentredSegments of(
      Segmentation segments,
      float[] rows,
      int images,
      int step,
      int slice,
      DMatrixRMaj root,
      double negligible,
      int most) {
    int length = segments.length();
    int perImage = (segments.perSlice() + step - 1) / step;
    float[] centred = new float[images * perImage * length];
    for (int image = 0; image < images; image++) {
      centre(segments, rows, image, step, slice, root, centred, image * perImage * length);
    }
    EigenVectors eigen = EigenVectors.of(covariance(centred, length));
    int kept = eigen.leading(negligible, most);
    double[][] directions = Arrays.copyOf(eigen.vectors(), kept);
    float[] values = project(centred, length, directions);
    return new CentredSegments(images, perImage, applied(root, directions), values);
  }

  private static void centre(
      Segmentation segments,
      float[] rows,
      int image,
      int step,
      int slice,
      DMatrixRMaj root,
      float[] target,
      int to) {
    int length = segments.length();
    int rowLength = segments.slices() * length;
    int start = image * segments.perSlice() * rowLength + slice * length;
    double[] mean = new double[length];
    for (int n = 0; n < segments.perSlice(); n++) {
      for (int l = 0; l < length; l++) {
        mean[l] += rows[start + n * rowLength + l];
      }
    }
    for (int n = 0, at = to; n < segments.perSlice(); n += step, at += length) {
      for (int l = 0; l < length; l++) {
        double difference = rows[start + n * rowLength + l] - mean[l] / segments.perSlice();
        for (int i = 0; i < length; i++) {
          target[at + i] += (float) (root.get(i, l) * difference);
        }
      }
    }
  }

  /** Returns what the directions are for segments before they were multiplied with the root. */
  private static double[][] applied(DMatrixRMaj root, double[][] directions) {
    int length = root.numRows;
    double[][] applied = new double[directions.length][length];
    for (int d = 0; d < directions.length; d++) {
      for (int l = 0; l < length; l++) {
        for (int i = 0; i < length; i++) {
          applied[d][l] += root.get(i, l) * directions[d][i];
        }
      }
    }
    return applied;
  }

  private static DMatrixRMaj covariance(float[] centred, int length) {
    DMatrixRMaj sums = new DMatrixRMaj(length, length);
    double share = (double) length / centred.length;
    for (int start = 0; start < centred.length; start += length) {
      for (int i = 0; i < length; i++) {
        for (int j = 0; j < length; j++) {
          sums.data[i * length + j] += (double) centred[start + i] * centred[start + j];
        }
      }
    }
    for (int i = 0; i < sums.data.length; i++) {
      sums.data[i] *= share;
    }
    return sums;
  }

  private static float[] project(float[] centred, int length, double[][] directions) {
    float[] values = new float[centred.length / length * directions.length];
    for (int n = 0; n < centred.length / length; n++) {
      for (int d = 0; d < directions.length; d++) {
        double sum = 0;
        for (int l = 0; l < length; l++) {
          sum += centred[n * length + l] * directions[d][l];
        }
        values[n * directions.length + d] = (float) sum;
      }
    }
    return values;
  }

  /** Returns the number of directions. */
  int kept() {
    return directions.length;
  }

  /** Returns the number of segments, over all images. */
  int count() {
    return images * perImage;
  }

  /** Returns a vector on the directions as one over the segment's values. */
  float[] toSegment(double[] onDirections) {
    float[] vector = new float[directions[0].length];
    for (int d = 0; d < directions.length; d++) {
      for (int l = 0; l < vector.length; l++) {
        vector[l] += (float) (onDirections[d] * directions[d][l]);
      }
    }
    return vector;
  }

  /**
   * Writes orthonormal vectors that span the first of the directions; zeros where there are no more
   * of them.
   *
   * @param target {@code [count, length]} from {@code start} on
   */
  void writeSpan(int count, float[] target, int start) {
    int length = directions[0].length;
    double[][] span = new double[Math.min(count, kept())][];
    Arrays.setAll(span, d -> directions[d].clone());
    Orthonormal.replace(span);
    for (int d = 0; d < span.length; d++) {
      for (int l = 0; l < length; l++) {
        target[start + d * length + l] = (float) span[d][l];
      }
    }
  }
}
