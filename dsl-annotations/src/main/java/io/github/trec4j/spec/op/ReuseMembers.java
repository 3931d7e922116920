package io.github.trec4j.spec.op;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.dsl.TrecConv;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * What is written of a convolution's reuse: the members of {@link TrecConv}, be they right or
 * wrong. {@link ReuseRules} says which of them make a {@link Reuse}.
 *
 * @param segment values a segment; in the annotation 0 chooses one
 * @param bits hash bits
 * @param maxClusters clusters a slice; 0 for as many as the bits tell apart
 * @param sharing what is clustered
 * @param hashing where the hash vectors come from
 * @param hashGradient how training moves them
 * @param reassign whether each segment moves to its nearest centroid once
 * @param keep leading directions of a segment that are convolved exactly
 * @param rank basis filters, 0 for all filters
 */
public record ReuseMembers(
    int segment,
    int bits,
    int maxClusters,
    Sharing sharing,
    Hashing hashing,
    HashGradient hashGradient,
    boolean reassign,
    int keep,
    int rank) {
  /** Returns the names of all members, in the order of the annotation. */
  public static List<String> names() {
    return Arrays.stream(ReuseMembers.class.getRecordComponents())
        .map(RecordComponent::getName)
        .toList();
  }

  /** Takes them from where they are written. */
  public static ReuseMembers of(MemberValues values) {
    return new ReuseMembers(
        values.number("segment"),
        values.number("bits"),
        values.number("maxClusters"),
        values.constant("sharing", Sharing.class),
        values.constant("hashing", Hashing.class),
        values.constant("hashGradient", HashGradient.class),
        values.flag("reassign"),
        values.number("keep"),
        values.number("rank"));
  }

  /**
   * Returns the reuse that they make.
   *
   * @param length values a segment
   * @throws IllegalArgumentException if one is outside its range
   */
  public Reuse reuse(int length) {
    return Reuse.builder(length)
        .bits(bits)
        .maxClusters(maxClusters)
        .sharing(sharing)
        .hashing(hashing)
        .hashGradient(hashGradient)
        .reassign(reassign)
        .keep(keep)
        .rank(rank)
        .build();
  }
}
