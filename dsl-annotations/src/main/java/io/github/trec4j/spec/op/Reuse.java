package io.github.trec4j.spec.op;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.dsl.TrecConv;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

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

  /**
   * Returns Deep Reuse's form of this: random hash vectors that never change, nothing else. It has
   * a cluster for every hash, also where few suffice for what kept directions leave.
   */
  public Reuse deepReuse() {
    return builder(segment).bits(bits).sharing(sharing).hashing(Hashing.RANDOM).build();
  }

  /**
   * Returns the attributes of {@link TrecConv} that make this, by name and in their order; of the
   * others than segment and bits only those that are not default.
   */
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("segment", segment);
    attributes.put("bits", bits);
    return Attributes.of(TrecConv.class)
        .with(attributes)
        .with("maxClusters", maxClusters == 1 << bits ? 0 : maxClusters)
        .with("sharing", sharing)
        .with("hashing", hashing)
        .with("hashGradient", hashGradient)
        .with("reassign", reassign)
        .with("keep", keep)
        .with("rank", rank)
        .members();
  }

  /** Returns a few words: {@code reuse L 15, H 5, shared, learned}. */
  String describe() {
    return "reuse L %d, H %d, %s, %s%s%s%s"
        .formatted(
            segment,
            bits,
            sharing.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            hashing.name().toLowerCase(Locale.ROOT),
            reassign ? ", reassigned" : "",
            keep == 0 ? "" : ", keep " + keep,
            rank == 0 ? "" : ", rank " + rank);
  }

  /**
   * Returns the text that fingerprints are made from. Rank came last: where there is none, weights
   * trained before it keep their fingerprint.
   */
  String canonicalText() {
    String text =
        "segment=%d, bits=%d, maxClusters=%d, sharing=%s, hashing=%s, hashGradient=%s, reassign=%s, keep=%d"
            .formatted(
                segment,
                bits,
                maxClusters,
                sharing.name(),
                hashing.name(),
                hashGradient.name(),
                reassign,
                keep);
    return "Reuse[" + text + (rank == 0 ? "" : ", rank=" + rank) + "]";
  }

  /** Returns a builder whose other settings are the annotation's defaults. */
  public static Builder builder(int segment) {
    return new Builder(segment);
  }

  /** Returns a builder that begins with this. */
  public Builder toBuilder() {
    return builder(segment)
        .bits(bits)
        .maxClusters(maxClusters == 1 << bits ? 0 : maxClusters)
        .sharing(sharing)
        .hashing(hashing)
        .hashGradient(hashGradient)
        .reassign(reassign)
        .keep(keep)
        .rank(rank);
  }

  /** Makes a {@link Reuse} setting by setting. */
  public static final class Builder {
    private final int segment;
    private int bits = Attributes.defaultNumber(TrecConv.class, "bits");
    private int maxClusters;
    private Sharing sharing = Sharing.SHARED;
    private Hashing hashing = Hashing.LEARNED;
    private HashGradient hashGradient = HashGradient.NONE;
    private boolean reassign;
    private int keep;
    private int rank;

    private Builder(int segment) {
      this.segment = segment;
    }

    /** Sets the hash bits. */
    public Builder bits(int number) {
      bits = number;
      return this;
    }

    /**
     * Sets the clusters a slice that there are tables for; 0 for as many as the bits tell apart.
     */
    public Builder maxClusters(int number) {
      maxClusters = number;
      return this;
    }

    /** Sets what is clustered. */
    public Builder sharing(Sharing what) {
      sharing = what;
      return this;
    }

    /** Sets where the hash vectors come from. */
    public Builder hashing(Hashing source) {
      hashing = source;
      return this;
    }

    /** Sets how training moves the hash vectors. */
    public Builder hashGradient(HashGradient gradient) {
      hashGradient = gradient;
      return this;
    }

    /** Sets whether each segment moves to its nearest centroid once. */
    public Builder reassign(boolean moves) {
      reassign = moves;
      return this;
    }

    /** Sets the directions that are kept. */
    public Builder keep(int directions) {
      keep = directions;
      return this;
    }

    /** Sets the basis filters, 0 for all filters. */
    public Builder rank(int filters) {
      rank = filters;
      return this;
    }

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public Reuse build() {
      int clusters = maxClusters == 0 ? 1 << bits : maxClusters;
      return new Reuse(
          segment, bits, clusters, sharing, hashing, hashGradient, reassign, keep, rank);
    }
  }
}
