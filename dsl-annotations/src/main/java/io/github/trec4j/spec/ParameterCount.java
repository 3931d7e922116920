package io.github.trec4j.spec;

/** How many numbers a network learns. */
public final class ParameterCount {
  private ParameterCount() {}

  /**
   * Returns the number of weights, biases, and scales and shifts of batch normalisation; hash
   * vectors are not counted.
   */
  public static long of(NetworkSpec spec) {
    return spec.nodes().stream()
        .filter(node -> !node.inputs().isEmpty())
        .mapToLong(node -> of(node.op(), spec.inputOf(node)))
        .sum();
  }

  private static long of(Op op, Shape input) {
    if (op instanceof Op.Conv conv) {
      long filter = (long) conv.window().area() * input.channels() + (conv.bias() ? 1 : 0);
      return filter * conv.filters();
    } else if (op instanceof Op.Dense dense) {
      return (input.size() + (dense.bias() ? 1L : 0)) * dense.units();
    } else if (op instanceof Op.BatchNorm) {
      return 2L * input.channels();
    }
    return 0;
  }
}
