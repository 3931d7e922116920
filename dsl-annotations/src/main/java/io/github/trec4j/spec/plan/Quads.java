package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.util.List;

/** What kernels that multiply with quads of filters have in common; see trec4j_quads.h. */
final class Quads {
  /** Filters, and entries of a column, that are packed together. */
  static final int SIZE = 4;

  /** Entries that one exact product takes; longer filters go piece by piece. */
  private static final int PIECE = 516;

  private Quads() {}

  /** Returns weights in quads, a bias and a multiplier a filter. */
  static List<ParameterArray> parameters(int filters, int entries) {
    long weights = ScratchLayout.roundUp(filters, SIZE) * ScratchLayout.roundUp(entries, SIZE) / 2;
    return List.of(
        new ParameterArray("weights", ElementType.INT16, Math.toIntExact(weights)),
        new ParameterArray("bias", ElementType.INT32, filters),
        new ParameterArray("multipliers", ElementType.INT32, filters));
  }

  /** Returns how many pieces a filter is multiplied in. */
  static double pieces(double entries) {
    return Math.ceil(entries / PIECE);
  }
}
