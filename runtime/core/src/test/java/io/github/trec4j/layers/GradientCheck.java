package io.github.trec4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.tensor.Tensor;
import java.util.Random;

/**
 * Compares a layer's gradients with central differences of the loss {@code sum(output * weights)},
 * whose weights are random.
 */
final class GradientCheck {
  private static final float STEP = 1e-2f;
  private static final double TOLERANCE = 5e-3;
  private static final int PLACES = 60;

  private final UnaryLayer layer;
  private final Runnable beforeForward;
  private final Random random = new Random(5);
  private float[] lossWeights = new float[0];

  /** A check that calls {@code beforeForward} first each time, to make random layers repeat. */
  GradientCheck(UnaryLayer layer, Runnable beforeForward) {
    this.layer = layer;
    this.beforeForward = beforeForward;
  }

  GradientCheck(UnaryLayer layer) {
    this(layer, () -> {});
  }

  /** Checks the gradients by the input and by all parameters. */
  void check(Tensor input) {
    lossWeights = normal(forward(input).size());
    Tensor gradient = new Tensor(input.batch(), layer.output().shape(), lossWeights.clone());
    float[] byInput = layer.backward(gradient).values().clone();
    compare("input", input, input.values(), input.size(), byInput);
    for (Parameter parameter : layer.parameters()) {
      assertEquals(parameter.values().length, parameter.gradient().length);
      float[] analytic = parameter.gradient().clone();
      compare(parameter.name(), input, parameter.values(), analytic.length, analytic);
    }
  }

  private Tensor forward(Tensor input) {
    beforeForward.run();
    return layer.forward(input, Mode.TRAIN);
  }

  private void compare(String what, Tensor input, float[] values, int size, float[] analytic) {
    double squaredError = 0;
    double squares = 0;
    for (int i = 0; i < Math.min(PLACES, size); i++) {
      int place = size <= PLACES ? i : random.nextInt(size);
      float kept = values[place];
      values[place] = kept + STEP;
      double above = loss(input);
      values[place] = kept - STEP;
      double below = loss(input);
      values[place] = kept;
      double numeric = (above - below) / (2 * STEP);
      squaredError += Math.pow(numeric - analytic[place], 2);
      squares += Math.pow(numeric, 2);
    }
    assertTrue(squares > 0, what + ": no gradient to compare");
    double error = Math.sqrt(squaredError / squares);
    assertTrue(error < TOLERANCE, () -> layer.name() + " by " + what + ": error " + error);
  }

  private double loss(Tensor input) {
    Tensor output = forward(input);
    double sum = 0;
    for (int i = 0; i < output.size(); i++) {
      sum += (double) output.values()[i] * lossWeights[i];
    }
    return sum;
  }

  private float[] normal(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
