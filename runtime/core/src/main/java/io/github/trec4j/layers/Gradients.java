package io.github.trec4j.layers;

import io.github.trec4j.tensor.Tensor;

/** What generated code does with gradients between layers. */
public final class Gradients {
  private Gradients() {}

  /**
   * Returns the gradient by a tensor that several layers read.
   *
   * @param first by one of them; modified and returned
   * @param second by another one
   */
  public static Tensor sum(Tensor first, Tensor second) {
    float[] sums = first.values();
    float[] others = second.values();
    int size = first.size();
    for (int i = 0; i < size; i++) {
      sums[i] += others[i];
    }
    return first;
  }
}
