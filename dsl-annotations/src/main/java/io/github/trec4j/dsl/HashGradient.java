package io.github.trec4j.dsl;

/** How training moves the hash vectors of a {@link TrecConv}. */
public enum HashGradient {
  /** They stay as they were initialised. */
  NONE,
  /** By the smooth stand-ins of the paper (Guan et al., NeurIPS 2022, section 3). */
  PAPER
}
