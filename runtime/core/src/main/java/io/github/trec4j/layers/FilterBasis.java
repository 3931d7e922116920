package io.github.trec4j.layers;

import io.github.trec4j.reuse.PrincipalOutputs;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.tensor.Tensor;
import io.github.trec4j.tensor.TensorName;
import java.util.Arrays;

/**
 * Filters as combinations of few basis filters: with {@code V [M, R]} of orthonormal columns the
 * weights {@code W [M, K]} count as {@code V V' W}, so that {@code V' W} are the basis filters. V
 * comes from data once; training changes W only, whose gradient is projected in the same way.
 */
final class FilterBasis {
  private final State state;
  private final int filters;
  private final int rank;
  private float[] basis = new float[0];
  private float[] projected = new float[0];

  private FilterBasis(State state, int filters, int rank) {
    this.state = state;
    this.filters = filters;
    this.rank = rank;
  }

  /** Returns the basis of a convolution, to be learned or restored. */
  static FilterBasis of(String convolution, int filters, int rank) {
    return new FilterBasis(
        State.zeros(TensorName.FILTER_BASIS.of(convolution), filters, rank), filters, rank);
  }

  /** Returns V for checkpoints. */
  State state() {
    return state;
  }

  /**
   * Returns rows {@code [M, K]} projected on the span of V; overwritten by the next call.
   *
   * @param rows weights, or a gradient by them
   */
  float[] project(float[] rows) {
    int length = rows.length / filters;
    basis = zeros(basis, rank * length);
    projected = zeros(projected, rows.length);
    for (int filter = 0; filter < filters; filter++) {
      for (int r = 0; r < rank; r++) {
        addScaled(rows, filter * length, factor(filter, r), basis, r * length, length);
      }
    }
    for (int filter = 0; filter < filters; filter++) {
      for (int r = 0; r < rank; r++) {
        addScaled(basis, r * length, factor(filter, r), projected, filter * length, length);
      }
    }
    return projected;
  }

  private static float[] zeros(float[] room, int size) {
    if (room.length != size) {
      return new float[size];
    }
    Arrays.fill(room, 0f);
    return room;
  }

  private float factor(int filter, int r) {
    return state.values()[filter * rank + r];
  }

  private static void addScaled(
      float[] from, int start, float factor, float[] to, int at, int length) {
    for (int i = 0; i < length; i++) {
      to[at + i] += factor * from[start + i];
    }
  }

  /**
   * Returns outputs, which are combinations and a bias, as what the basis filters gave.
   *
   * @param outputs {@code [N, H, W, M]}
   * @return {@code [N, H, W, R]}
   */
  Tensor along(Tensor outputs, float[] bias) {
    Shape shape = outputs.shape();
    Tensor along =
        new Tensor(new Shape(shape.height(), shape.width(), rank)).resize(outputs.batch());
    for (int pixel = 0; pixel < outputs.size() / filters; pixel++) {
      for (int filter = 0; filter < filters; filter++) {
        float value = outputs.values()[pixel * filters + filter] - bias[filter];
        for (int r = 0; r < rank; r++) {
          along.values()[pixel * rank + r] += factor(filter, r) * value;
        }
      }
    }
    return along;
  }

  /**
   * Makes V span what the outputs vary along most, and the weights combinations of the basis.
   *
   * @param outputs of the convolution with all filters
   * @param filterScales what each filter's output is multiplied with by the layers after it
   * @param weights {@code [M, K]}, replaced by the nearest combinations
   */
  void learn(Tensor outputs, float[] filterScales, float[] weights) {
    PrincipalOutputs principal =
        PrincipalOutputs.of(outputs.values(), outputs.size() / filters, filterScales, rank);
    System.arraycopy(principal.nearest(weights), 0, weights, 0, weights.length);
    System.arraycopy(principal.span(), 0, state.values(), 0, state.values().length);
  }
}
