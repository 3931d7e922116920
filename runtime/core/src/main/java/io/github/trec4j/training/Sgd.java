package io.github.trec4j.training;

import io.github.trec4j.layers.Parameter;
import io.github.trec4j.math.Workers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stochastic gradient descent with momentum, weight decay and a limit on the gradient's norm. */
public final class Sgd {
  private static final int PIECE = 1 << 15;

  private final List<Parameter> parameters;
  private final Map<String, float[]> velocities = new LinkedHashMap<>();
  private final float momentum;
  private final float weightDecay;
  private final double largestNorm;
  private final Workers workers;

  /**
   * Prepares to train the given parameters.
   *
   * @param momentum share of the last step that is kept, in [0, 1)
   * @param weightDecay added to the gradient of each parameter that decays, times its value
   * @param largestNorm gradients are scaled down to it together; infinite for no limit
   */
  public Sgd(
      List<Parameter> parameters,
      double momentum,
      double weightDecay,
      double largestNorm,
      Workers workers) {
    this.parameters = List.copyOf(parameters);
    this.momentum = (float) momentum;
    this.weightDecay = (float) weightDecay;
    this.largestNorm = largestNorm;
    this.workers = workers;
    for (Parameter parameter : parameters) {
      velocities.put(parameter.name(), new float[parameter.values().length]);
    }
  }

  /** Returns what is trained. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** Returns the momentum's velocities by parameter; mutable, for checkpoints. */
  Map<String, float[]> velocities() {
    return velocities;
  }

  /**
   * Changes the parameters by their gradients.
   *
   * @return false if nothing was changed since a gradient is not finite; only where their norm is
   *     limited is that noticed
   */
  public boolean step(double rate) {
    float scale = clipping();
    if (Float.isNaN(scale)) {
      return false;
    }
    for (Parameter parameter : parameters) {
      float[] velocity = velocities.get(parameter.name());
      float decay = parameter.decays() ? weightDecay : 0f;
      int pieces = (velocity.length + PIECE - 1) / PIECE;
      workers.run(
          pieces,
          (worker, from, to) ->
              move(
                  parameter,
                  velocity,
                  from * PIECE,
                  Math.min(to * PIECE, velocity.length),
                  scale,
                  decay,
                  (float) rate));
    }
    return true;
  }

  private void move(
      Parameter parameter,
      float[] velocity,
      int from,
      int to,
      float scale,
      float decay,
      float rate) {
    float[] values = parameter.values();
    float[] gradient = parameter.gradient();
    for (int i = from; i < to; i++) {
      velocity[i] = momentum * velocity[i] + (scale * gradient[i] + decay * values[i]);
      values[i] -= rate * velocity[i];
    }
  }

  /**
   * Returns the factor that brings the gradients' common norm within the limit; not a number if
   * there is no such norm.
   */
  private float clipping() {
    if (largestNorm == Double.POSITIVE_INFINITY) {
      return 1f;
    }
    double squares = 0;
    for (Parameter parameter : parameters) {
      for (float value : parameter.gradient()) {
        squares += (double) value * value;
      }
    }
    if (!Double.isFinite(squares)) { // squares of floats do not overflow
      return Float.NaN;
    }
    double norm = Math.sqrt(squares);
    return norm > largestNorm ? (float) (largestNorm / norm) : 1f;
  }
}
