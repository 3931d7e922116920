package io.github.trec4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Compares a layer's gradients with central differences of the loss {@code sum(output * weights)},
 * whose weights are random. A layer may be made of pieces, each smooth: a step that would lead to
 * another piece is made smaller.
 */
final class GradientCheck {
  private static final float STEP = 1e-2f;
  private static final double TOLERANCE = 5e-3;
  private static final int PLACES = 60;

  /** Steps below which differences of floats say nothing. */
  private static final float LEAST_STEP = STEP / 32;

  private final UnaryLayer layer;
  private final Runnable beforeForward;
  private final Supplier<byte[]> piece;
  private final Random random = new Random(5);
  private float[] lossWeights = new float[0];

  /** A check that calls {@code beforeForward} first each time, to make random layers repeat. */
  GradientCheck(UnaryLayer layer, Runnable beforeForward) {
    this(layer, beforeForward, () -> new byte[0]);
  }

  GradientCheck(UnaryLayer layer) {
    this(layer, () -> {});
  }

  /** A check of a layer that is made of pieces; {@code piece} tells them apart after a forward. */
  GradientCheck(UnaryLayer layer, Supplier<byte[]> piece) {
    this(layer, () -> {}, piece);
  }

  private GradientCheck(UnaryLayer layer, Runnable beforeForward, Supplier<byte[]> piece) {
    this.layer = layer;
    this.beforeForward = beforeForward;
    this.piece = piece;
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
    int places = 0;
    for (int i = 0; i < Math.min(PLACES, size); i++) {
      int place = size <= PLACES ? i : random.nextInt(size);
      OptionalDouble numeric = difference(input, values, place);
      if (numeric.isPresent()) {
        squaredError += Math.pow(numeric.getAsDouble() - analytic[place], 2);
        squares += Math.pow(numeric.getAsDouble(), 2);
        places++;
      }
    }
    assertTrue(squares > 0, what + ": no gradient to compare");
    assertTrue(places >= Math.min(PLACES, size) / 2, what + ": too few places within a piece");
    double error = Math.sqrt(squaredError / squares);
    assertTrue(error < TOLERANCE, () -> layer.name() + " by " + what + ": error " + error);
  }

  /** Returns the slope by a value; empty at the edge of a piece. */
  private OptionalDouble difference(Tensor input, float[] values, int place) {
    forward(input);
    byte[] home = piece.get();
    float kept = values[place];
    for (float step = STEP; step >= LEAST_STEP; step /= 2) {
      values[place] = kept + step;
      double above = loss(input);
      boolean atHome = Arrays.equals(home, piece.get());
      values[place] = kept - step;
      double below = loss(input);
      atHome &= Arrays.equals(home, piece.get());
      values[place] = kept;
      if (atHome) {
        return OptionalDouble.of((above - below) / (2 * step));
      }
    }
    return OptionalDouble.empty();
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
