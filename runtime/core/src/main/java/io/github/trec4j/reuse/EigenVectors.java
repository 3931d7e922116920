package io.github.trec4j.reuse;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The eigenvectors of a symmetric matrix, those of the largest eigenvalues first.
 *
 * @param values eigenvalues, descending
 * @param vectors unit vectors, one a value
 */
@SuppressWarnings("ArrayRecordComponent") // this package alone sees it
record EigenVectors(double[] values, double[][] vectors) {
  static EigenVectors of(DMatrixRMaj symmetric) {
    int size = symmetric.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(symmetric.copy())) {
      throw new IllegalArgumentException("no eigenvectors: are there values that are not finite?");
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
            .mapToInt(i -> i)
            .toArray();
    double[] values = new double[size];
    double[][] vectors = new double[size][];
    for (int i = 0; i < size; i++) {
      values[i] = eigen.getEigenvalue(order[i]).getReal();
      vectors[i] = eigen.getEigenVector(order[i]).getData().clone();
    }
    return new EigenVectors(values, vectors);
  }

  /** Returns the number of leading values that are at least the given share of the sum. */
  int leading(double share, int most) {
    double sum = IntStream.range(0, values.length).mapToDouble(i -> Math.max(0, values[i])).sum();
    int count = 1;
    while (count < Math.min(most, values.length) && values[count] > share * sum) {
      count++;
    }
    return count;
  }

  /** Returns the symmetric root: the matrix whose square is this one. */
  DMatrixRMaj root() {
    DMatrixRMaj root = new DMatrixRMaj(values.length, values.length);
    for (int k = 0; k < values.length; k++) {
      double scale = Math.sqrt(Math.max(0, values[k]));
      for (int i = 0; i < values.length; i++) {
        for (int j = 0; j < values.length; j++) {
          root.add(i, j, scale * vectors[k][i] * vectors[k][j]);
        }
      }
    }
    return root;
  }
}
