package io.github.trec4j.layers;

import io.github.trec4j.convolution.ConvolutionEngine;
import io.github.trec4j.convolution.ConvolutionEngines;
import io.github.trec4j.math.Workers;

/**
 * What layers compute with.
 *
 * @param convolutions computes convolutions and fully connected layers
 * @param workers threads that share a batch
 */
public record Compute(ConvolutionEngine convolutions, Workers workers) {
  /** Returns this machine's fastest convolutions on all its processors. */
  public static Compute standard() {
    return withThreads(Runtime.getRuntime().availableProcessors());
  }

  /** Returns this machine's fastest convolutions on that many threads. */
  public static Compute withThreads(int threads) {
    return new Compute(ConvolutionEngines.standard(), new Workers(threads));
  }
}
