package io.github.trec4j.spec;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;

/**
 * How a convolution finds and skips what repeats within an image.
 *
 * @param segment values a segment (the paper's L)
 * @param bits hash bits (the paper's H), {@value #MIN_BITS} to {@value #MAX_BITS}
 * @param maxClusters clusters a slice that there are tables for, 1 to {@code 2^bits}
 * @param sharing what is clustered
 * @param hashing where the hash vectors come from
 * @param hashGradient how training moves them
 * @param reassign whether each segment moves to its nearest centroid once
 * @param keep leading directions of a segment that are convolved exactly (R), 0 to {@code segment -
 *     1}; only what remains of a segment beside them is clustered
 * @param rank basis filters that are convolved, every filter being a combination of them; 0 if all
 *     filters are
 */
public record Reuse(
    int segment,
    int bits,
    int maxClusters,
    Sharing sharing,
    Hashing hashing,
    HashGradient hashGradient,
    boolean reassign,
    int keep,
    int rank) {
  /** Fewest hash bits. */
  public static final int MIN_BITS = 1;

  /** Most hash bits: a bucket fits a byte. */
  public static final int MAX_BITS = 8;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Reuse {
    if (segment < 1 || bits < MIN_BITS || bits > MAX_BITS) {
      throw new IllegalArgumentException("segment " + segment + ", bits " + bits);
    }
    if (maxClusters < 1 || maxClusters > 1 << bits) {
      throw new IllegalArgumentException("maxClusters " + maxClusters + " with " + bits + " bits");
    }
    if (keep < 0 || keep >= Math.max(1, segment)) {
      throw new IllegalArgumentException("keep " + keep + " of " + segment);
    }
    if (keep > 0 && (sharing != Sharing.SHARED || !fromData(hashing, hashGradient))) {
      throw new IllegalArgumentException("keep needs shared segments and learned hashes");
    }
    if (rank < 0) {
      throw new IllegalArgumentException("rank " + rank);
    }
    if (rank > 0 && !fromData(hashing, hashGradient)) {
      throw new IllegalArgumentException("rank needs learned hashes");
    }
  }

  /**
   * Returns whether projections are centred on the image's own mean before they meet their
   * thresholds; learned hashes are, and Deep Reuse's random ones are not.
   */
  public boolean centred() {
    return fromData(hashing, hashGradient);
  }

  private static boolean fromData(Hashing hashing, HashGradient hashGradient) {
    return hashing == Hashing.LEARNED && hashGradient == HashGradient.NONE;
  }

  /** Returns Deep Reuse's form of this: random hash vectors that never change, nothing else. */
  public Reuse deepReuse() {
    return new Reuse(
        segment, bits, maxClusters, sharing, Hashing.RANDOM, HashGradient.NONE, false, 0, 0);
  }

  /** Returns this with other directions kept. */
  public Reuse withKeep(int directions) {
    return new Reuse(
        segment, bits, maxClusters, sharing, hashing, hashGradient, reassign, directions, rank);
  }

  /** Returns this with so many basis filters, 0 for all filters. */
  public Reuse withRank(int filters) {
    return new Reuse(
        segment, bits, maxClusters, sharing, hashing, hashGradient, reassign, keep, filters);
  }

  /**
   * Returns what fingerprints are made from. Rank came last: where there is none, weights trained
   * before it keep their fingerprint.
   */
  @Override
  public String toString() {
    return "Reuse[segment="
        + segment
        + ", bits="
        + bits
        + ", maxClusters="
        + maxClusters
        + ", sharing="
        + sharing
        + ", hashing="
        + hashing
        + ", hashGradient="
        + hashGradient
        + ", reassign="
        + reassign
        + ", keep="
        + keep
        + (rank == 0 ? "" : ", rank=" + rank)
        + "]";
  }
}
