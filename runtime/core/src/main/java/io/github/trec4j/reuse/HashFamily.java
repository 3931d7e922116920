package io.github.trec4j.reuse;

/**
 * The hash vectors of one convolution with their thresholds. Bit j of a segment is whether its
 * projection on vector j, less that of the image's mean segment where hashes are centred, exceeds
 * threshold j. Both arrays are mutable and shared with the layer's parameters or states.
 *
 * @param sets one for all slices, or one a slice
 * @param bits vectors a set
 * @param length values a segment
 * @param vectors {@code [sets, bits, length]}
 * @param thresholds {@code [sets, bits]}
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose: training writes what hashing reads
public record HashFamily(int sets, int bits, int length, float[] vectors, float[] thresholds) {
  /** A family around the given arrays, which are not copied. */
  public HashFamily {
    if (vectors.length != sets * bits * length || thresholds.length != sets * bits) {
      throw new IllegalArgumentException(
          "%d and %d values for %d sets of %d bits and segments of %d"
              .formatted(vectors.length, thresholds.length, sets, bits, length));
    }
  }

  /** Returns where a vector starts. */
  int vectorStart(int set, int bit) {
    return (set * bits + bit) * length;
  }

  /** Returns the threshold of a bit. */
  float threshold(int set, int bit) {
    return thresholds[set * bits + bit];
  }
}
