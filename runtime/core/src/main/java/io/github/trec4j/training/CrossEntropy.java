package io.github.trec4j.training;

import io.github.trec4j.tensor.Tensor;
import java.util.Objects;

/**
 * The mean cross-entropy of softmax, with its gradient.
 *
 * @param smoothing the share of each target that is spread over all classes, in [0, 1)
 */
public record CrossEntropy(float smoothing) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if it is outside
   */
  public CrossEntropy {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException("label smoothing " + smoothing);
    }
  }

  /**
   * Result of one batch.
   *
   * @param loss mean over the images
   * @param correct images whose largest logit is their label's
   */
  public record Result(double loss, int correct) {}

  /**
   * Computes the loss and its gradient.
   *
   * @param logits {@code [N, 1, 1, classes]}
   * @param labels {@code [N]}
   * @param gradient resized and overwritten with the gradient by the logits
   * @throws IndexOutOfBoundsException if there is no logit for a label
   */
  public Result apply(Tensor logits, int[] labels, Tensor gradient) {
    int batch = logits.batch();
    int classes = logits.shape().size();
    gradient.resize(batch);
    double loss = 0;
    int correct = 0;
    for (int image = 0; image < batch; image++) {
      int start = image * classes;
      int label = Objects.checkIndex(labels[image], classes);
      loss += softmax(logits.values(), gradient.values(), start, classes, label);
      correct += argMax(logits.values(), start, classes) == label ? 1 : 0;
    }
    for (int i = 0; i < batch * classes; i++) {
      gradient.values()[i] /= batch;
    }
    return new Result(loss / batch, correct);
  }

  private double softmax(float[] logits, float[] gradient, int start, int classes, int label) {
    double largest = logits[start + argMax(logits, start, classes)];
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += Math.exp(logits[start + i] - largest);
    }
    double logSum = largest + Math.log(sum);
    double loss = 0;
    for (int i = 0; i < classes; i++) {
      double target = smoothing / classes + (i == label ? 1 - smoothing : 0);
      double logProbability = logits[start + i] - logSum;
      loss -= target * logProbability;
      gradient[start + i] = (float) (Math.exp(logProbability) - target);
    }
    return loss;
  }

  /** Returns the place of the largest value, from {@code start}; the first of several. */
  static int argMax(float[] values, int start, int length) {
    int best = 0;
    for (int i = 1; i < length; i++) {
      if (values[start + i] > values[start + best]) {
        best = i;
      }
    }
    return best;
  }
}
