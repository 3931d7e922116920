package io.github.trec4j.convolution;

/**
 * A convolution over batches, and its gradients, of one {@link Geometry}. Keeps room from batch to
 * batch, and shares a batch among workers always in the same way, so that every run adds alike. Not
 * for two batches at once.
 */
public interface Convolver {
  /**
   * Computes a batch's output.
   *
   * @param input {@code [batch, H, W, C]}
   * @param weights {@code [filters, height, width, C]} of the window; also those of the {@link
   *     #backward} that follows
   * @param bias {@code [filters]}
   * @param output written, {@code [batch, H', W', filters]}
   */
  void forward(float[] input, int batch, float[] weights, float[] bias, float[] output);

  /**
   * Computes the gradients of the batch of the last {@link #forward}.
   *
   * @param input the same
   * @param gradient by its output
   * @param byWeights written
   * @param byBias written; empty where nobody needs it
   * @param byInput written; empty where nobody needs it; may be {@code input}
   */
  void backward(
      float[] input,
      float[] gradient,
      int batch,
      float[] byWeights,
      float[] byBias,
      float[] byInput);
}
