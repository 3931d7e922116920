package io.github.trec4j.reuse;

import java.util.Arrays;
import java.util.Random;

/** Random hash vectors: Deep Reuse's (Ning and Shen, ICS 2019), and where the paper's start. */
public final class RandomHashing {
  private RandomHashing() {}

  /** Draws standard normal vectors, and sets all thresholds. */
  public static void draw(HashFamily hashes, float threshold, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < hashes.vectors().length; i++) {
      hashes.vectors()[i] = (float) random.nextGaussian();
    }
    Arrays.fill(hashes.thresholds(), threshold);
  }
}
