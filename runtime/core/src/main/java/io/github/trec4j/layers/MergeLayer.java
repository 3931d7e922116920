package io.github.trec4j.layers;

import io.github.trec4j.tensor.Tensor;
import java.util.List;

/** A layer of two or more inputs. */
public non-sealed interface MergeLayer extends Layer {
  /**
   * Computes the gradients by the inputs.
   *
   * @param gradient by the output; may be modified
   * @return gradients by the inputs, in order, none sharing memory with another; valid until the
   *     next call
   */
  List<Tensor> backward(Tensor gradient);
}
