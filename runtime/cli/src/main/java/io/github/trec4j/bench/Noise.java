package io.github.trec4j.bench;

import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.ReuseStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Images of noise, in which every bucket of a hash is as likely as any other.
 *
 * @param pixels {@code [H, W, C]}
 * @param clusters that the first step's slices have in it, the mean; 0 where nothing is reused
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read once
record Noise(byte[] pixels, double clusters) {
  private static final int MOST_DRAWS = 40;

  /** Returns images of that many bytes each. */
  static List<byte[]> images(int count, int bytes, long seed) {
    Random random = new Random(seed);
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] image = new byte[bytes];
      random.nextBytes(image);
      images.add(image);
    }
    return images;
  }

  /**
   * Returns the first of some images in which every slice of the first step has the wanted number
   * of clusters, or else the one that comes closest.
   *
   * @param wanted at most what the tables hold; 0 where nothing is reused
   */
  static Noise withClusters(Int8Network network, int wanted, long seed) {
    Noise best = new Noise(new byte[0], -1);
    int bytes = network.network().spec().input().size();
    for (byte[] image : images(MOST_DRAWS, bytes, seed)) {
      double clusters = clusters(network, image);
      if (clusters > best.clusters) {
        best = new Noise(image, clusters);
      }
      if (clusters >= wanted) {
        return best;
      }
    }
    return best;
  }

  private static double clusters(Int8Network network, byte[] image) {
    return network
        .run(Int8Network.quantizeInput(image))
        .reuse()
        .get(0)
        .map(ReuseStatistics::meanClusters)
        .orElse(0.0);
  }
}
