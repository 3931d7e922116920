package io.github.trec4j.tuning;

import io.github.trec4j.spec.Reuse;
import java.util.Map;
import java.util.Optional;

/** Measures a network with some reuse. */
@FunctionalInterface
interface Probe {
  /**
   * Measures.
   *
   * @param convolutions the reuse of every convolution
   */
  Point measure(Map<String, Optional<Reuse>> convolutions);
}
