package io.github.trec4j.reuse;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * What the outputs of a convolution's filters vary along most, each output scaled by what the
 * layers after it make of it.
 *
 * @param scales {@code [M]}, positive
 * @param directions {@code [R][M]}, orthonormal, of the scaled outputs
 */
@SuppressWarnings("ArrayRecordComponent") // lives while one layer learns
public record PrincipalOutputs(double[] scales, double[][] directions) {
  /** Filters that count for less than this share of the largest count for so much. */
  private static final double LEAST_SHARE = 1e-3;

  /**
   * Finds the directions.
   *
   * @param outputs {@code [count, M]}
   * @param filterScales what each filter's output is multiplied with afterwards
   * @param rank how many (R), below M
   */
  public static PrincipalOutputs of(float[] outputs, int count, float[] filterScales, int rank) {
    double[] scales = scales(filterScales);
    EigenVectors eigen = EigenVectors.of(covariance(outputs, count, scales));
    return new PrincipalOutputs(scales, Arrays.copyOf(eigen.vectors(), rank));
  }

  private static double[] scales(float[] filterScales) {
    double[] scales = new double[filterScales.length];
    double largest = 0;
    for (float scale : filterScales) {
      largest = Math.max(largest, Math.abs(scale));
    }
    for (int m = 0; m < scales.length; m++) {
      double least = largest > 0 ? LEAST_SHARE * largest : 1;
      scales[m] = Math.max(least, Math.abs(filterScales[m]));
    }
    return scales;
  }

  private static DMatrixRMaj covariance(float[] outputs, int count, double[] scales) {
    int filters = scales.length;
    double[] mean = new double[filters];
    for (int i = 0; i < count * filters; i++) {
      mean[i % filters] += outputs[i] / (double) count;
    }
    double[] row = new double[filters];
    DMatrixRMaj sums = new DMatrixRMaj(filters, filters);
    for (int n = 0; n < count; n++) {
      for (int m = 0; m < filters; m++) {
        row[m] = scales[m] * (outputs[n * filters + m] - mean[m]);
      }
      for (int a = 0; a < filters; a++) {
        for (int b = 0; b < filters; b++) {
          sums.data[a * filters + b] += row[a] * row[b];
        }
      }
    }
    return sums;
  }

  /**
   * Returns the weights {@code [M, K]} whose scaled outputs are those of the given ones, projected
   * on the directions.
   */
  public float[] nearest(float[] weights) {
    int filters = scales.length;
    int length = weights.length / filters;
    double[] nearest = new double[weights.length];
    for (double[] direction : directions) {
      double[] along = new double[length];
      for (int m = 0; m < filters; m++) {
        for (int k = 0; k < length; k++) {
          along[k] += direction[m] * scales[m] * weights[m * length + k];
        }
      }
      for (int m = 0; m < filters; m++) {
        for (int k = 0; k < length; k++) {
          nearest[m * length + k] += direction[m] / scales[m] * along[k];
        }
      }
    }
    float[] rounded = new float[nearest.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) nearest[i];
    }
    return rounded;
  }

  /**
   * Returns orthonormal columns {@code [M, R]} that span what the outputs keep without their
   * scales.
   */
  public float[] span() {
    int rank = directions.length;
    double[][] columns = new double[rank][scales.length];
    for (int r = 0; r < rank; r++) {
      for (int m = 0; m < scales.length; m++) {
        columns[r][m] = directions[r][m] / scales[m];
      }
    }
    Orthonormal.replace(columns);
    float[] span = new float[scales.length * rank];
    for (int i = 0; i < span.length; i++) {
      span[i] = (float) columns[i % rank][i / rank];
    }
    return span;
  }
}
