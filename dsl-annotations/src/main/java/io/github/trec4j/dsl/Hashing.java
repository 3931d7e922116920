package io.github.trec4j.dsl;

/** Where the hash vectors of a {@link TrecConv} come from. */
public enum Hashing {
  /**
   * From the training data: principal directions, rotated and thresholded so that clusters are
   * tight (TREC).
   */
  LEARNED,
  /** Drawn at random and never changed (Deep Reuse: Ning and Shen, ICS 2019). */
  RANDOM
}
