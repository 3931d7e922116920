package io.github.trec4j.layers;

import io.github.trec4j.tensor.Tensor;
import java.util.List;

/** A layer of one input. */
public non-sealed interface UnaryLayer extends Layer {
  /**
   * Computes the output.
   *
   * @param input {@code [N, H, W, C]}; must stay as it is until {@link #backward} has run
   * @return {@link #output}
   */
  Tensor forward(Tensor input, Mode mode);

  @Override
  default Tensor forward(List<Tensor> inputs, Mode mode) {
    return forward(inputs.get(0), mode);
  }

  /**
   * Computes the gradient by the input, and by the parameters, which it overwrites.
   *
   * @param gradient by the output; may be modified
   * @return gradient by the input, valid until the next call
   */
  Tensor backward(Tensor gradient);
}
