package io.github.trec4j.spec.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Routines that reuse convolutions share, with their sizes; how they were measured stands in {@link
 * CodeBytes}. Where GCC makes them smaller for what their callers have in common, it is the largest
 * that counts.
 */
final class TrecRoutines {
  /** Dot products with one vector, two, up to {@link TrecCode#DOTS}. */
  private static final List<Integer> DOTS_BYTES = List.of(164, 256, 288, 356, 436, 524, 624, 684);

  /** Distances that reassignment computes together. */
  private static final int DISTANCES = 4;

  private final TrecCode code;
  private final Map<String, Integer> routines = new HashMap<>();

  private TrecRoutines(TrecCode code) {
    this.code = code;
  }

  /** Returns the routines of a convolution, beside those that convolve projections by Winograd. */
  static Map<String, Integer> of(TrecPlan plan) {
    TrecCode code = new TrecCode(plan);
    TrecRoutines routines = new TrecRoutines(code);
    routines.addClustering(plan.op().reuse().bits());
    routines.addGathering();
    if (code.keeps()) {
      routines.addKeeping(plan.op().reuse().keep());
    }
    return routines.routines;
  }

  private void addClustering(int bits) {
    routines.put("trec_make_centroids", 380);
    if (code.carries()) {
      routines.put("trec_carry", 80);
    }
    if (code.clusters()) {
      routines.put("trec_widen", 112);
      addDots(bits);
    }
    if (code.reassigns()) {
      routines.put("trec_make_means", 804);
      addDots(DISTANCES);
    }
    if (code.centres()) {
      addCentring();
    }
  }

  /** The mean of projections comes with a division of 64 bits. */
  private void addCentring() {
    routines.put("trec_mean_projection", 936);
    if (code.sumsStrips()) {
      routines.put("trec_add_strip", 868);
    }
    if (code.sumsWords()) {
      routines.put("trec_add_word", 568);
    }
  }

  private void addGathering() {
    routines.put("trec_narrow", 672);
    if (code.inlinesTable()) {
      routines.put(CodeBytes.RAW_QUADS, CodeBytes.RAW_QUADS_BYTES);
    } else {
      routines.put("trec_table_block", 3520);
    }
  }

  private void addKeeping(int directions) {
    routines.put("trec_widen", 112);
    addDots(Math.min(directions, TrecCode.DOTS));
    addDots(directions % TrecCode.DOTS);
    if (code.convolvesInPieces()) {
      routines.put(CodeBytes.RAW_QUADS, CodeBytes.RAW_QUADS_BYTES);
    } else if (code.convolvesKept()) {
      routines.put("trec_kept_block", 1176);
    }
  }

  /** Adds the products of long segments with so many vectors; of short ones they are in line. */
  private void addDots(int vectors) {
    if (vectors > 0 && !code.isShort()) {
      routines.put("trec_dots_" + vectors, DOTS_BYTES.get(vectors - 1));
    }
  }
}
