package io.github.trec4j.layers;

/** What a forward pass is for. */
public enum Mode {
  /** Batch statistics, dropout, and whatever the backward pass needs is kept. */
  TRAIN,
  /** Running statistics, no dropout. */
  EVALUATE
}
