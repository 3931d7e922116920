package io.github.trec4j.dsl;

/** When a {@link TrecConv} reuses. */
public enum Reusing {
  /** Always. */
  ALWAYS,
  /**
   * Only where the estimate, with all of {@link TrecConv#maxClusters} in use, takes fewer cycles
   * than a {@link Conv} would; elsewhere it is compiled as one, with a note.
   */
  PROFITABLE
}
