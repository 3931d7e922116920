package io.github.trec4j.layers;

import io.github.trec4j.tensor.TensorName;
import java.util.List;
import java.util.Random;

/**
 * Weights {@code [filters, values]} and a bias {@code [filters]}: what convolutions and fully
 * connected layers train.
 *
 * @param weights of all filters
 * @param bias a constant a filter; zeros that nobody trains where the operation has none
 * @param hasBias whether it has one
 */
record Filters(Parameter weights, Parameter bias, boolean hasBias) {
  private static final float[] NOBODY_NEEDS_IT = {};

  /** Returns He-normal weights and zero bias. */
  static Filters of(LayerContext context, int filters, int values) {
    String name = context.name();
    Parameter weights = Parameter.zeros(TensorName.WEIGHTS.of(name), true, filters, values);
    Initialization.heNormal(weights.values(), values, new Random(context.seed()));
    Parameter bias = Parameter.zeros(TensorName.BIAS.of(name), false, filters);
    return new Filters(weights, bias, context.op().bias());
  }

  /** Returns what training changes. */
  List<Parameter> parameters() {
    return hasBias ? List.of(weights, bias) : List.of(weights);
  }

  /** Returns where the bias's gradient goes; empty where there is no bias. */
  float[] biasGradient() {
    return hasBias ? bias.gradient() : NOBODY_NEEDS_IT;
  }
}
