package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;

/** What the C of a reuse convolution consists of, as far as its size depends on it. */
final class TrecCode {
  /** Most values of a segment that are worked on in line, TREC4J_TREC_SHORT. */
  private static final int SHORT = 32;

  /** Values that are added without a loop, TREC4J_TREC_UNROLLED. */
  private static final int UNROLLED = 64;

  /** Most values of a segment that the shared tables are for, TREC4J_TREC_TABLE_PADDED. */
  private static final int TABLE_VALUES = 64;

  /** Values that are summed together, TREC4J_TREC_STRIP. */
  private static final int STRIP = 16;

  /** Vectors that a segment is multiplied with in one go, TREC4J_TREC_DOTS. */
  static final int DOTS = 8;

  /** Members whose values an int16 sum can hold, TREC4J_TREC_NEAR_MEMBERS. */
  private static final int NEAR_MEMBERS = 256;

  private final TrecPlan plan;
  private final Reuse reuse;
  private final Segmentation segments;

  TrecCode(TrecPlan plan) {
    this.plan = plan;
    this.reuse = plan.op().reuse();
    this.segments = plan.segmentation();
  }

  /** Returns whether segments are told apart at all. */
  boolean clusters() {
    return reuse.maxClusters() > 1;
  }

  /** Returns whether mean projections are subtracted. */
  boolean centres() {
    return clusters() && reuse.centred();
  }

  /** Returns whether segments move to the nearest cluster. */
  boolean reassigns() {
    return clusters() && reuse.reassign();
  }

  /** Returns how often a slice's segments are gone through. */
  int passes() {
    return reassigns() ? 2 : 1;
  }

  /** Returns the words of a segment that are multiplied in line; 0 where a routine does it. */
  int inlinedWords() {
    return isShort() ? segments.paddedLength() / Quads.SIZE : 0;
  }

  boolean isShort() {
    return segments.paddedLength() <= SHORT;
  }

  /** Returns the words of a segment that are added to a cluster without a loop. */
  int joinedWords() {
    int rest = segments.paddedLength() % UNROLLED;
    return (joinsInLoop() ? UNROLLED + rest : rest) / Quads.SIZE;
  }

  /** Returns whether segments are so long that a loop adds them. */
  boolean joinsInLoop() {
    return segments.paddedLength() >= UNROLLED;
  }

  /** Returns whether segments are filled up to whole words. */
  boolean hasRest() {
    return segments.length() < segments.paddedLength();
  }

  /** Returns whether a cluster may have more members than an int16 sum can hold. */
  boolean carries() {
    return segments.perSlice() >= NEAR_MEMBERS;
  }

  /** Returns whether segments are too long for the routines that make tables. */
  boolean inlinesTable() {
    return segments.paddedLength() > TABLE_VALUES;
  }

  boolean keeps() {
    return reuse.keep() > 0;
  }

  /** Returns the directions that are projected on together, the first ones or the last. */
  int inlinedDirections() {
    int keep = reuse.keep();
    return keep <= DOTS ? keep : DOTS + keep % DOTS;
  }

  /** Returns whether projections are convolved by the routine for them, or in pieces. */
  boolean convolvesKept() {
    return keeps() && plan.keptByWinograd().isEmpty();
  }

  /** Returns whether projections are so many that they are multiplied in pieces. */
  boolean convolvesInPieces() {
    return convolvesKept()
        && Quads.pieces(KeptLayout.of(plan.op(), plan.input()).paddedEntries()) > 1;
  }

  /** Returns whether centring sums strips of a segment. */
  boolean sumsStrips() {
    return centres() && (mayBeCut() || summedValues() >= STRIP);
  }

  /** Returns whether centring sums single words of a segment. */
  boolean sumsWords() {
    return centres() && (mayBeCut() || summedValues() % STRIP > 0);
  }

  /** Returns whether values of a segment may be summed in parts, as they are of several pixels. */
  private boolean mayBeCut() {
    return segments.form() == Segmentation.Form.IM2ROW_SLICE
        && plan.input().channels() % segments.length() > 0;
  }

  /** Returns the values that are summed one behind the other: of a segment, or of an input row. */
  private int summedValues() {
    return segments.form() == Segmentation.Form.ROW_RUN
        ? plan.input().width() * plan.input().channels()
        : segments.length();
  }
}
