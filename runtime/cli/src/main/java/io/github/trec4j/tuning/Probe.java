package io.github.trec4j.tuning;

import io.github.trec4j.spec.ReuseSettings;

/** Measures a network with some reuse. */
@FunctionalInterface
interface Probe {
  /**
   * Measures.
   *
   * @param settings the reuse of every convolution
   */
  Point measure(ReuseSettings settings);
}
