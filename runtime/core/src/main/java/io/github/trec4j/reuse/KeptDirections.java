package io.github.trec4j.reuse;

import io.github.trec4j.spec.op.Segmentation;
import java.util.Arrays;

/**
 * The directions of one image's segments that are convolved exactly: what they hold of a segment is
 * taken aside before centroids replace it, and added again after. With orthonormal directions
 * {@code v_r} a segment x becomes {@code sum_r v_r (v_r . x) + c - sum_r v_r (v_r . c)}, c the mean
 * of its cluster. Holds room to work in: one object a thread.
 */
final class KeptDirections {
  private final Segmentation segments;
  private final int kept;
  private final float[] vectors;
  private final float[][] projections;
  private final float[] plane;

  /**
   * Shares the vectors, which training reads from a file or makes from data later.
   *
   * @param kept directions a slice (R)
   * @param vectors {@code [slices, kept, length]}, orthonormal within a slice
   */
  KeptDirections(Segmentation segments, int kept, float[] vectors) {
    this.segments = segments;
    this.kept = kept;
    this.vectors = vectors;
    projections = new float[kept][segments.perSlice()];
    plane = new float[kept == 0 ? 0 : segments.perSlice()];
  }

  /**
   * Takes the projections of a slice's segments aside.
   *
   * @param planes {@code [length][perSlice]}
   */
  void take(float[][] planes, int slice) {
    for (int r = 0; r < kept; r++) {
      Arrays.fill(projections[r], 0f);
      for (int l = 0; l < segments.length(); l++) {
        Clustering.addScaled(planes[l], factor(slice, r, l), projections[r]);
      }
    }
  }

  /** Removes what was taken from the planes it came from. */
  void removeFrom(float[][] planes, int slice) {
    for (int r = 0; r < kept; r++) {
      for (int l = 0; l < segments.length(); l++) {
        Clustering.addScaled(projections[r], -factor(slice, r, l), planes[l]);
      }
    }
  }

  /**
   * Leaves of each vector only what is beside the directions.
   *
   * @param values the first vector starts at {@code first}, the next ones {@code step} further on
   *     each; modified
   */
  void removeFromEach(float[] values, int first, int step, int count, int slice) {
    for (int n = 0; n < count; n++) {
      for (int r = 0; r < kept; r++) {
        remove(values, first + n * step, slice, r);
      }
    }
  }

  private void remove(float[] values, int start, int slice, int direction) {
    float projection = 0;
    for (int l = 0; l < segments.length(); l++) {
      projection += factor(slice, direction, l) * values[start + l];
    }
    for (int l = 0; l < segments.length(); l++) {
      values[start + l] -= projection * factor(slice, direction, l);
    }
  }

  /**
   * Adds what was taken.
   *
   * @param rows the slice's first segment starts at {@code first}, the next ones {@code rowLength}
   *     further on each; modified
   */
  void addTo(float[] rows, int first, int rowLength, int slice) {
    for (int l = 0; l < (kept == 0 ? 0 : segments.length()); l++) {
      Arrays.fill(plane, 0f);
      for (int r = 0; r < kept; r++) {
        Clustering.addScaled(projections[r], factor(slice, r, l), plane);
      }
      for (int n = 0; n < plane.length; n++) {
        rows[first + n * rowLength + l] += plane[n];
      }
    }
  }

  private float factor(int slice, int direction, int index) {
    return vectors[(slice * kept + direction) * segments.length() + index];
  }
}
