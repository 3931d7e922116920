package io.github.trec4j.layers;

import io.github.trec4j.math.Panel;
import io.github.trec4j.tensor.Tensor;

/**
 * Where a convolution's im2row rows come from: the input itself, or the input with its segments
 * replaced by their clusters' centroids. Different workers may work on different images at once.
 */
interface Patches {
  /** Returns the length of a row, {@code kernel * kernel * C}. */
  int length();

  /** Takes the batch that the next calls are about, and prepares for it. */
  void prepare(Tensor input);

  /**
   * Writes the rows of one image, {@code [H_out * W_out, length]}.
   *
   * @param rows written from {@code at} on
   */
  void gather(int worker, int image, Panel rows, int at);

  /**
   * Computes the gradient by one image of the input from those by its rows.
   *
   * @param rows gradients, from {@code at} on
   * @param gradient of the whole batch; this image's part is overwritten
   */
  void scatter(int worker, int image, Panel rows, int at, float[] gradient);
}
