package io.github.trec4j.layers;

import io.github.trec4j.convolution.Convolver;
import io.github.trec4j.convolution.Geometry;
import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Shape;
import java.util.List;

/**
 * What a layer is made from.
 *
 * @param name of its node
 * @param op what it computes
 * @param inputs shapes of one image, an input each
 * @param inputGradient whether {@link UnaryLayer#backward} must give the gradient by the input; a
 *     layer that reads the network's images need not
 * @param seed of its first weights and of whatever else is random
 * @param compute what it computes with
 */
public record LayerContext(
    String name, Op op, List<Shape> inputs, boolean inputGradient, long seed, Compute compute) {
  /** Copies the list. */
  public LayerContext {
    inputs = List.copyOf(inputs);
  }

  /**
   * Returns the operation.
   *
   * @throws IllegalArgumentException if it is of another kind
   */
  <T extends Op> T op(Class<T> kind) {
    if (!kind.isInstance(op)) {
      throw new IllegalArgumentException(name + " is " + op + ", not " + kind.getSimpleName());
    }
    return kind.cast(op);
  }

  /**
   * Returns the shape of the only input.
   *
   * @throws IllegalArgumentException if there are more
   */
  Shape input() {
    return Op.single(inputs);
  }

  /** Returns the shape of the output. */
  Shape output() {
    return op.outputOf(inputs);
  }

  /** Returns what convolves for it. */
  Convolver convolver(Geometry geometry) {
    return compute.convolutions().convolver(geometry, compute.workers());
  }

  /** Returns the threads that it computes with. */
  Workers workers() {
    return compute.workers();
  }
}
