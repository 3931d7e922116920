package io.github.trec4j.layers;

import io.github.trec4j.tensor.Tensor;
import java.util.List;

/**
 * One operation that can be trained. It owns its output and reuses it from batch to batch; whoever
 * reads that must leave it as it is.
 */
public sealed interface Layer permits UnaryLayer, MergeLayer {
  /** Returns the name of the node it computes. */
  String name();

  /** Returns what training changes. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Returns what checkpoints hold besides the parameters. */
  default List<State> states() {
    return List.of();
  }

  /**
   * Computes the output.
   *
   * @param inputs {@code [N, H, W, C]} each, as many as the layer has; must stay as they are until
   *     a backward pass has run
   * @return {@link #output}
   */
  Tensor forward(List<Tensor> inputs, Mode mode);

  /** Returns the last output. */
  Tensor output();
}
