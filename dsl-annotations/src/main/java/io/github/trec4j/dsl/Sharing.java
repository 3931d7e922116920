package io.github.trec4j.dsl;

/** What a {@link TrecConv} clusters. */
public enum Sharing {
  /**
   * Segments of the input, once for all the kernel taps that see them: no im2row matrix is ever
   * built.
   */
  SHARED,
  /** Segments of each im2row slice on its own, as in the paper. */
  PER_SLICE
}
