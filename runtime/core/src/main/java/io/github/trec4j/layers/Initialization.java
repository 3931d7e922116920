package io.github.trec4j.layers;

import java.util.Random;

/** First values of weights. */
final class Initialization {
  private Initialization() {}

  /**
   * Draws normal values with variance {@code 2 / inputs}, which keeps the scale of activations
   * through rectified layers (He et al., ICCV 2015).
   *
   * @param inputs values that one output sums
   */
  static void heNormal(float[] values, int inputs, Random random) {
    double deviation = Math.sqrt(2.0 / inputs);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
  }
}
