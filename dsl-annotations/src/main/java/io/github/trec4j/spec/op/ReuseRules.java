package io.github.trec4j.spec.op;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.ReuseRule.Breach;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds what is written of a convolution's reuse against every {@link ReuseRule}. */
public final class ReuseRules {
  /** Most values of a segment: sums of products with centroids stay in 32 bits. */
  private static final int MOST_SEGMENT = 256;

  /** Most segments of one image over all slices. */
  private static final int MOST_SEGMENTS = 1 << 26;

  private static final int SUGGESTED_SEGMENTS = 4;

  private ReuseRules() {}

  /**
   * Returns what the numbers may be, by member in the order of the annotation; a segment of 0
   * chooses one.
   */
  public static Map<String, NumberRange> ranges() {
    Map<String, NumberRange> ranges = new LinkedHashMap<>();
    ranges.put("segment", NumberRange.of(0, MOST_SEGMENT));
    ranges.put("bits", NumberRange.of(Reuse.MIN_BITS, Reuse.MAX_BITS));
    ranges.put("maxClusters", NumberRange.of(0, 1 << Reuse.MAX_BITS));
    ranges.put("keep", NumberRange.of(0, MOST_SEGMENT - 1));
    ranges.put("rank", NumberRange.of(0, Shape.MOST_CHANNELS - 1));
    return ranges;
  }

  /** Checks a number. */
  public static Optional<Breach> ofNumber(String member, NumberRange range, int value) {
    return range.contains(value)
        ? Optional.empty()
        : Optional.of(
            new Breach(
                ReuseRule.OUT_OF_RANGE,
                member,
                member,
                range,
                value,
                io.github.trec4j.dsl.TrecConv.class.getSimpleName()));
  }

  /**
   * Checks what depends on no other layer and no shape.
   *
   * @param members each within its own range
   */
  public static List<Breach> ofMembers(ReuseMembers members) {
    List<Breach> breaches = new ArrayList<>();
    if (members.hashing() == Hashing.RANDOM && members.hashGradient() != HashGradient.NONE) {
      breaches.add(new Breach(ReuseRule.RANDOM_HASHES_TRAINED, "hashGradient"));
    }
    int bits = members.bits();
    if (members.maxClusters() > 1 << bits) {
      breaches.add(
          new Breach(
              ReuseRule.TOO_MANY_CLUSTERS, "maxClusters", members.maxClusters(), bits, 1 << bits));
    }
    if (members.keep() > 0) {
      if (members.sharing() != Sharing.SHARED) {
        breaches.add(beside(ReuseRule.KEEP_NEEDS_LEARNED_SHARED, "keep", members.sharing()));
      }
      breaches.addAll(notFromData(ReuseRule.KEEP_NEEDS_LEARNED_SHARED, "keep", members));
    }
    if (members.rank() > 0) {
      breaches.addAll(notFromData(ReuseRule.RANK_NEEDS_LEARNED, "rank", members));
    }
    return breaches;
  }

  /** Returns the constants by which hash vectors do not come from data alone. */
  private static List<Breach> notFromData(ReuseRule rule, String member, ReuseMembers members) {
    List<Breach> breaches = new ArrayList<>();
    if (members.hashing() != Hashing.LEARNED) {
      breaches.add(beside(rule, member, members.hashing()));
    }
    if (members.hashGradient() != HashGradient.NONE) {
      breaches.add(beside(rule, member, members.hashGradient()));
    }
    return breaches;
  }

  private static Breach beside(ReuseRule rule, String member, Enum<?> constant) {
    return new Breach(
        rule, member, constant.getDeclaringClass().getSimpleName() + "." + constant.name());
  }

  /** Checks whether all filters are combinations of fewer. */
  public static Optional<Breach> ofFilters(int rank, int filters) {
    return rank > 0 && rank >= filters
        ? Optional.of(new Breach(ReuseRule.RANK_TOO_HIGH, "rank", rank, filters, filters - 1))
        : Optional.empty();
  }

  /** Checks whether something of a segment is left to cluster. */
  public static Optional<Breach> ofKept(int keep, int segment) {
    return keep > 0 && keep >= segment
        ? Optional.of(
            new Breach(
                ReuseRule.KEEPS_WHOLE_SEGMENT, "keep", keep, segment, Math.max(0, segment - 1)))
        : Optional.empty();
  }

  /**
   * Checks whether the segments of an input tile it and can be counted.
   *
   * @param name of the convolution, for the message
   */
  public static Optional<Breach> ofSegments(String name, TrecConv conv, Shape input) {
    int segment = conv.reuse().segment();
    Sharing sharing = conv.reuse().sharing();
    if (!Segmentation.isValid(segment, sharing, conv.kernel(), input.channels())) {
      int[] valid = Segmentation.validLengths(sharing, conv.kernel(), input.channels());
      return Optional.of(
          new Breach(
              ReuseRule.SEGMENT_DOES_NOT_DIVIDE,
              "segment",
              rule(sharing),
              segment,
              input,
              nearest(segment, valid)));
    }
    Segmentation segments = conv.segmentation(input);
    long count = (long) segments.slices() * segments.perSlice();
    return count > MOST_SEGMENTS
        ? Optional.of(
            new Breach(ReuseRule.TOO_MANY_SEGMENTS, "segment", name, count, MOST_SEGMENTS))
        : Optional.empty();
  }

  private static String rule(Sharing sharing) {
    return switch (sharing) {
      case SHARED ->
          "a shared segment must divide the input's channels, or be a row run of kernel columns * channels";
      case PER_SLICE -> "a segment must divide kernel rows * columns * channels";
    };
  }

  private static String nearest(int segment, int[] valid) {
    return Arrays.stream(valid)
        .filter(length -> length <= MOST_SEGMENT)
        .boxed()
        .sorted(Comparator.comparingInt(length -> Math.abs(length - segment)))
        .limit(SUGGESTED_SEGMENTS)
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
