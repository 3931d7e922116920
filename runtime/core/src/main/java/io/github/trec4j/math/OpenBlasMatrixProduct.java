package io.github.trec4j.math;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Matrix products by OpenBLAS, whose native library JavaCPP unpacks and loads. Each call runs on
 * the calling thread alone: layers cut their batch themselves, so that the passes around a product
 * run on all cores too.
 */
public final class OpenBlasMatrixProduct implements MatrixProduct {
  // the names of CBLAS's enumerations, which JavaCPP's binding does not carry
  private static final int ROW_MAJOR = 101;
  private static final int NO_TRANSPOSE = 111;
  private static final int TRANSPOSE = 112;

  /**
   * Loads the native library.
   *
   * @throws UnsatisfiedLinkError if there is none for this machine
   */
  public OpenBlasMatrixProduct() {
    openblas_nolapack.blas_set_num_threads(1);
  }

  @Override
  public String name() {
    return "OpenBLAS";
  }

  @Override
  public Panel panel(int size) {
    return new NativePanel(size);
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
    openblas_nolapack.cblas_sgemm(
        ROW_MAJOR,
        transposeA ? TRANSPOSE : NO_TRANSPOSE,
        transposeB ? TRANSPOSE : NO_TRANSPOSE,
        m,
        n,
        k,
        1f,
        pointer(a),
        transposeA ? m : k,
        pointer(b),
        transposeB ? k : n,
        add ? 1f : 0f,
        pointer(c),
        n);
  }

  private static FloatPointer pointer(Panel panel) {
    if (!(panel instanceof NativePanel room)) {
      throw new IllegalArgumentException("not a panel of OpenBLAS's");
    }
    return room.pointer;
  }

  /** Memory outside the Java heap; freed with the object. */
  private static final class NativePanel implements Panel {
    private final int size;
    private final FloatPointer pointer;
    private final FloatBuffer values;

    NativePanel(int size) {
      this.size = size;
      pointer = new FloatPointer(size);
      values = pointer.asBuffer();
    }

    private NativePanel(NativePanel whole, int start) {
      size = whole.size - start;
      pointer = whole.pointer.getPointer(start);
      values = whole.values.slice(start, size);
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Panel from(int start) {
      return new NativePanel(this, start);
    }

    @Override
    public void put(int at, float[] source, int from, int length) {
      values.put(at, source, from, length);
    }

    @Override
    public void get(int at, float[] target, int to, int length) {
      values.get(at, target, to, length);
    }
  }
}
