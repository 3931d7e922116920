package io.github.trec4j.math;

/**
 * Products of row-major float matrices, on the calling thread alone; several threads may call at
 * once, each with a result of its own.
 */
public interface MatrixProduct {
  /** Returns the name for logs and reports. */
  String name();

  /** Returns a panel for this product; its values are undefined. */
  Panel panel(int size);

  /**
   * Computes {@code c = op(a) op(b)}, or adds that to {@code c}. Each matrix starts at the first
   * place of its panel.
   *
   * @param transposeA whether {@code a} is stored {@code [k, m]} instead of {@code [m, k]}
   * @param transposeB whether {@code b} is stored {@code [n, k]} instead of {@code [k, n]}
   * @param add whether the product is added to {@code c}
   * @param c {@code [m, n]}, modified; must not be {@code a} or {@code b}
   * @throws IllegalArgumentException if a panel is too small or another product's
   */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Panel a,
      Panel b,
      boolean add,
      Panel c);

  /** Refuses panels that the matrices do not fit in. */
  static void check(int m, int n, int k, Panel a, Panel b, Panel c) {
    if (a.size() < (long) m * k || b.size() < (long) k * n || c.size() < (long) m * n) {
      throw new IllegalArgumentException(
          "panels of %d, %d and %d values for a product of %d x %d x %d"
              .formatted(a.size(), b.size(), c.size(), m, k, n));
    }
  }
}
