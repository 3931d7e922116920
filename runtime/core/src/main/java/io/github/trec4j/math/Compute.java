package io.github.trec4j.math;

/**
 * What layers compute with.
 *
 * @param product matrix products
 * @param workers threads that share a batch
 */
public record Compute(MatrixProduct product, Workers workers) {
  /** Returns this machine's matrix product on all its processors. */
  public static Compute standard() {
    return withThreads(Runtime.getRuntime().availableProcessors());
  }

  /** Returns this machine's matrix product on that many threads. */
  public static Compute withThreads(int threads) {
    return new Compute(MatrixProducts.standard(), new Workers(threads));
  }
}
