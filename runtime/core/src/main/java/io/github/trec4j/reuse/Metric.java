package io.github.trec4j.reuse;

import io.github.trec4j.spec.op.Segmentation;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * How far apart two segments are: by what their difference changes in the convolution's output,
 * {@code sum over taps and filters of (w . (x - y))^2}. Directions that no filter sees are free.
 */
public final class Metric {
  private final Segmentation segments;
  private final float[] weights;
  private final float[] filterScales;

  /**
   * The metric of a convolution.
   *
   * @param weights {@code [filters, kernel * kernel * C]}, not copied
   * @param filterScales what each filter's output is multiplied with afterwards
   */
  public Metric(Segmentation segments, float[] weights, float[] filterScales) {
    this.segments = segments;
    this.weights = weights;
    this.filterScales = filterScales;
  }

  /** Returns the symmetric root for one slice, {@code [length, length]}, of mean trace one. */
  DMatrixRMaj of(int slice) {
    int length = segments.length();
    int row = weights.length / filterScales.length;
    DMatrixRMaj sums = new DMatrixRMaj(length, length);
    for (int filter = 0; filter < filterScales.length; filter++) {
      double scale = (double) filterScales[filter] * filterScales[filter];
      for (int tap = 0; tap < segments.taps(); tap++) {
        int start = filter * row + segments.weightIndex(slice, tap, 0);
        for (int i = 0; i < length; i++) {
          for (int j = 0; j < length; j++) {
            sums.add(i, j, scale * weights[start + i] * weights[start + j]);
          }
        }
      }
    }
    double trace = CommonOps_DDRM.trace(sums);
    if (!(trace > 0)) {
      return CommonOps_DDRM.identity(length);
    }
    CommonOps_DDRM.scale(length / trace, sums);
    return EigenVectors.of(sums).root();
  }
}
