package io.github.trec4j.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both products against a plain triple loop. */
final class MatrixProductTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 5, 7", "17, 2, 33", "64, 75, 100"})
  void ejmlAgreesWithThePlainSum(int m, int n, int k) {
    checkAllForms(MatrixProducts.choose("ejml"), m, n, k);
  }

  /** Where the native library is shipped, so that it must load. */
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 5, 7", "17, 2, 33", "64, 75, 100"})
  void openBlasAgreesWithThePlainSum(int m, int n, int k) {
    checkAllForms(MatrixProducts.choose("openblas"), m, n, k);
  }

  private static void checkAllForms(MatrixProduct product, int m, int n, int k) {
    for (int form = 0; form < 8; form++) {
      check(product, (form & 1) != 0, (form & 2) != 0, (form & 4) != 0, m, n, k);
    }
  }

  private static void check(
      MatrixProduct product,
      boolean transposeA,
      boolean transposeB,
      boolean add,
      int m,
      int n,
      int k) {
    Random random = new Random(1);
    float[] a = normal(random, m * k);
    float[] b = normal(random, k * n);
    float[] c = normal(random, m * n);
    // each behind other values, as a part of a larger panel
    Panel panelA = panel(product, a);
    Panel panelB = panel(product, b);
    Panel panelC = panel(product, c);
    product.multiply(transposeA, transposeB, m, n, k, panelA, panelB, add, panelC);
    float[] expected = new float[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = add ? c[i * n + j] : 0;
        for (int l = 0; l < k; l++) {
          sum +=
              (double) a[transposeA ? l * m + i : i * k + l]
                  * b[transposeB ? j * k + l : l * n + j];
        }
        expected[i * n + j] = (float) sum;
      }
    }
    float[] actual = new float[m * n];
    panelC.get(0, actual, 0, m * n);
    assertArrayEquals(expected, actual, 1e-4f, product.name());
  }

  private static Panel panel(MatrixProduct product, float[] values) {
    Panel whole = product.panel(values.length + 3);
    whole.put(3, values, 0, values.length);
    return whole.from(3);
  }

  private static float[] normal(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void smallPanelsAreRefused() {
    MatrixProduct product = MatrixProducts.standard();
    Panel small = product.panel(3);
    assertThrows(
        IllegalArgumentException.class,
        () -> product.multiply(false, false, 2, 2, 2, small, small, false, small));
  }

  @Test
  void unknownNameIsTheUsersError() {
    UserError error = assertThrows(UserError.class, () -> MatrixProducts.choose("mkl"));
    assertTrue(error.getMessage().contains("-Dtrec4j.blas=mkl: there are openblas and ejml"));
  }

  @Test
  void workersShareALoopAndPassFailuresOn() {
    Workers workers = new Workers(3);
    int[] seen = new int[10];
    workers.run(
        10,
        (worker, from, to) -> {
          for (int i = from; i < to; i++) {
            seen[i] += 1 + worker;
          }
        });
    assertEquals(3 * 1 + 3 * 2 + 4 * 3, java.util.Arrays.stream(seen).sum());
    assertThrows(
        RuntimeException.class,
        () ->
            workers.run(
                3,
                (worker, from, to) -> {
                  if (worker == 2) {
                    throw new IllegalStateException("worker 2");
                  }
                }));
  }
}
