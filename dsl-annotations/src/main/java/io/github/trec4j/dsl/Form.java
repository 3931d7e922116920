package io.github.trec4j.dsl;

/** How the firmware computes a convolution; every form gives the same bytes. */
public enum Form {
  /**
   * Whichever makes the network fastest by the estimate, with all weights and working memory that
   * the board has room for.
   */
  FASTEST,
  /** Every product of a weight with an input. */
  DIRECT,
  /**
   * Winograd's, for 3x3 kernels with stride 1 and kernels of five rows with stride 1 down: a
   * quarter to half of the instructions, but weights take three to nine times the flash, or {@link
   * #WINOGRAD_ON_THE_FLY}.
   */
  WINOGRAD,
  /**
   * Winograd's, for 3x3 kernels with stride 1, with weights that are transformed on the fly: less
   * flash than any other form, but the transformed inputs lie in RAM all at once.
   */
  WINOGRAD_ON_THE_FLY
}
