package io.github.trec4j.layers;

import io.github.trec4j.math.Panel;
import io.github.trec4j.tensor.Tensor;
import java.util.List;

/**
 * Where a convolution's im2row rows come from: the input itself, or the input with its segments
 * replaced by their clusters' centroids. Different workers may work on different images at once.
 */
interface Patches {

  /** Returns how the rows of an image lie in a panel. */
  Bands bands();

  /** Takes the batch that the next calls are about, and prepares for it. */
  void prepare(Tensor input, Mode mode);

  /** Returns whether {@link #scatter} must be called in every backward pass. */
  default boolean needsScatter() {
    return false;
  }

  /** Completes the backward pass after all images' {@link #scatter}. */
  default void endBackward(int batch) {}

  /** Returns what training changes. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Returns what checkpoints hold besides. */
  default List<State> states() {
    return List.of();
  }

  /**
   * Writes the rows of one image.
   *
   * @param rows written from {@code at} on, as {@link #bands} lie
   */
  void gather(int worker, int image, Panel rows, int at);

  /**
   * Computes the gradient by one image of the input from those by its rows.
   *
   * @param rows gradients, from {@code at} on
   * @param gradient of the whole batch; this image's part is overwritten; empty where nobody needs
   *     it
   */
  void scatter(int worker, int image, Panel rows, int at, float[] gradient);
}
