package io.github.trec4j.training;

import io.github.trec4j.data.Dataset;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.network.Network;
import io.github.trec4j.tensor.Tensor;

/**
 * How well a network does on a set of images.
 *
 * @param images how many
 * @param correct whose largest logit is their label's
 * @param loss mean cross-entropy
 */
public record Evaluation(int images, int correct, double loss) {
  private static final int BATCH = 64;

  /** Returns the share of correct images, 0 to 1. */
  public double accuracy() {
    return images == 0 ? 0 : (double) correct / images;
  }

  /** Runs the network, in {@link Mode#EVALUATE}, on all images. */
  public static Evaluation of(Network network, Dataset data) {
    CrossEntropy crossEntropy = new CrossEntropy(0);
    Tensor images = new Tensor(data.shape());
    Tensor gradient = new Tensor(network.spec().last().output());
    int[] labels = new int[BATCH];
    int correct = 0;
    double loss = 0;
    for (int first = 0; first < data.size(); first += BATCH) {
      int count = Math.min(BATCH, data.size() - first);
      data.read(first, count, images);
      for (int i = 0; i < count; i++) {
        labels[i] = data.label(first + i);
      }
      CrossEntropy.Result result =
          crossEntropy.apply(network.forward(images, Mode.EVALUATE), labels, gradient);
      correct += result.correct();
      loss += result.loss() * count;
    }
    return new Evaluation(data.size(), correct, loss / Math.max(1, data.size()));
  }
}
