package io.github.trec4j.math;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/** Matrix products in Java by EJML: runs everywhere, and the reference in tests. */
public final class EjmlMatrixProduct implements MatrixProduct {
  @Override
  public String name() {
    return "EJML";
  }

  @Override
  public Panel panel(int size) {
    return new HeapPanel(size);
  }

  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Panel a,
      Panel b,
      boolean add,
      Panel c) {
    MatrixProduct.check(m, n, k, a, b, c);
    FMatrixRMaj left = transposeA ? matrix(a, k, m) : matrix(a, m, k);
    FMatrixRMaj right = transposeB ? matrix(b, n, k) : matrix(b, k, n);
    FMatrixRMaj result = matrix(c, m, n);
    if (add) {
      multiplyAdd(transposeA, transposeB, left, right, result);
    } else {
      multiply(transposeA, transposeB, left, right, result);
    }
    if (((HeapPanel) c).start > 0) {
      c.put(0, result.data, 0, m * n);
    }
  }

  private static void multiply(
      boolean transposeA, boolean transposeB, FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
    if (transposeA && transposeB) {
      CommonOps_FDRM.multTransAB(a, b, c);
    } else if (transposeA) {
      CommonOps_FDRM.multTransA(a, b, c);
    } else if (transposeB) {
      CommonOps_FDRM.multTransB(a, b, c);
    } else {
      CommonOps_FDRM.mult(a, b, c);
    }
  }

  private static void multiplyAdd(
      boolean transposeA, boolean transposeB, FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
    if (transposeA && transposeB) {
      CommonOps_FDRM.multAddTransAB(a, b, c);
    } else if (transposeA) {
      CommonOps_FDRM.multAddTransA(a, b, c);
    } else if (transposeB) {
      CommonOps_FDRM.multAddTransB(a, b, c);
    } else {
      CommonOps_FDRM.multAdd(a, b, c);
    }
  }

  /** Returns a matrix around the panel's values; around a copy, where they start further on. */
  private static FMatrixRMaj matrix(Panel panel, int rows, int columns) {
    if (!(panel instanceof HeapPanel heap)) {
      throw new IllegalArgumentException("not a panel of EJML's");
    }
    if (heap.start == 0) {
      return FMatrixRMaj.wrap(rows, columns, heap.values);
    }
    FMatrixRMaj copy = new FMatrixRMaj(rows, columns);
    panel.get(0, copy.data, 0, rows * columns);
    return copy;
  }

  private static final class HeapPanel implements Panel {
    private final float[] values;
    private final int start;

    HeapPanel(int size) {
      this(new float[size], 0);
    }

    private HeapPanel(float[] values, int start) {
      this.values = values;
      this.start = start;
    }

    @Override
    public int size() {
      return values.length - start;
    }

    @Override
    public Panel from(int place) {
      return new HeapPanel(values, start + place);
    }

    @Override
    public void put(int at, float[] source, int from, int length) {
      System.arraycopy(source, from, values, start + at, length);
    }

    @Override
    public void get(int at, float[] target, int to, int length) {
      System.arraycopy(values, start + at, target, to, length);
    }
  }
}
