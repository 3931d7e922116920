package io.github.trec4j.layers;

import io.github.trec4j.convolution.ConvolutionEngine;
import io.github.trec4j.convolution.Im2rowEngine;
import io.github.trec4j.math.MatrixProducts;
import io.github.trec4j.math.Workers;

/**
 * What layers compute with.
 *
 * @param convolutions computes convolutions and fully connected layers
 * @param workers threads that share a batch
 */
public record Compute(ConvolutionEngine convolutions, Workers workers) {
  /** Returns convolutions by this machine's matrix products on all its processors. */
  public static Compute standard() {
    return withThreads(Runtime.getRuntime().availableProcessors());
  }

  /** Returns convolutions by this machine's matrix products on that many threads. */
  public static Compute withThreads(int threads) {
    return new Compute(new Im2rowEngine(MatrixProducts.standard()), new Workers(threads));
  }
}
