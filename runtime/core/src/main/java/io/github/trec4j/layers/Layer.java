package io.github.trec4j.layers;

import io.github.trec4j.tensor.Tensor;
import java.util.List;

/** One operation that can be trained. It owns its output and reuses it from batch to batch. */
public interface Layer {
  /** Returns the name of the node it computes. */
  String name();

  /**
   * Computes the output.
   *
   * @param input {@code [N, H, W, C]}; must stay as it is until {@link #backward} has run
   * @return {@link #output}
   */
  Tensor forward(Tensor input, Mode mode);

  /**
   * Computes the gradient by the input, and by the parameters, which it overwrites.
   *
   * @param gradient by the output; may be modified
   * @return gradient by the input, valid until the next call
   */
  Tensor backward(Tensor gradient);

  /** Returns what training changes. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Returns what checkpoints hold besides the parameters. */
  default List<State> states() {
    return List.of();
  }

  /** Returns the last output. */
  Tensor output();
}
