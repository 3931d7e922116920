package io.github.trec4j.quantization;

import io.github.trec4j.UserError;
import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.BatchNorm;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.tensor.TensorName;

/**
 * The real weights of a step with its batch normalisation multiplied in.
 *
 * @param weights {@code [M][K]}
 * @param bias {@code [M]}
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one step's quantisation
public record FoldedWeights(double[][] weights, double[] bias) {
  /**
   * Reads and folds.
   *
   * @throws UserError if a tensor is missing, has a wrong size, or holds a value that is not finite
   */
  public static FoldedWeights of(Step step, Weights weights) {
    Node main = step.main();
    int filters = step.output().channels();
    int entries = Math.toIntExact(main.op().fanIn(step.kernel().inputs()));
    float[] flat = tensor(weights, TensorName.WEIGHTS.of(main.name()), filters * entries);
    double[][] rows = new double[filters][entries];
    for (int i = 0; i < flat.length; i++) {
      rows[i / entries][i % entries] = flat[i];
    }
    double[] bias = new double[filters];
    if (main.op().bias()) {
      float[] stored = tensor(weights, TensorName.BIAS.of(main.name()), filters);
      for (int m = 0; m < filters; m++) {
        bias[m] = stored[m];
      }
    }
    FoldedWeights folded = new FoldedWeights(rows, bias);
    for (Node node : step.nodes()) {
      if (node.op() instanceof BatchNorm norm) {
        folded.foldIn(node.name(), norm, weights);
      }
    }
    return folded;
  }

  /**
   * Returns the values of a tensor after checking them.
   *
   * @throws UserError if it is missing, has another size, or a value is not finite
   */
  public static float[] tensor(Weights weights, String name, int size) {
    if (!weights.has(name)) {
      throw new UserError("the weights have no tensor " + name + "; use weights of this network");
    }
    float[] values = weights.get(name);
    if (values.length != size) {
      throw new UserError(
          name
              + " has "
              + values.length
              + " values, not "
              + size
              + "; use weights of this network");
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new UserError(name + " holds " + value + "; these weights diverged: train anew");
      }
    }
    return values;
  }

  private void foldIn(String node, BatchNorm norm, Weights stored) {
    float[] scale = tensor(stored, TensorName.SCALE.of(node), bias.length);
    float[] shift = tensor(stored, TensorName.SHIFT.of(node), bias.length);
    float[] mean = tensor(stored, TensorName.MEAN.of(node), bias.length);
    float[] variance = tensor(stored, TensorName.VARIANCE.of(node), bias.length);
    for (int m = 0; m < bias.length; m++) {
      double factor = scale[m] / Math.sqrt((double) variance[m] + norm.epsilon());
      for (int k = 0; k < weights[m].length; k++) {
        weights[m][k] *= factor;
      }
      bias[m] = (bias[m] - mean[m]) * factor + shift[m];
    }
  }

  /** Returns the largest magnitude among a filter's weights. */
  public double largest(int filter) {
    double largest = 0;
    for (double weight : weights[filter]) {
      largest = Math.max(largest, Math.abs(weight));
    }
    return largest;
  }
}
