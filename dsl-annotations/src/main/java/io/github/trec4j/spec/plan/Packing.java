package io.github.trec4j.spec.plan;

/** The order in which a parameter's values lie in flash. */
public enum Packing {
  /**
   * Convolution weights, two filters in a halfword: {@code int16 [ceil(M/2)][K]}, each {@code 256 *
   * w[2p][k] + w[2p+1][k]}; the second of a missing last filter is 0. K runs over kernel row,
   * kernel column, channel.
   */
  FILTER_PAIRS,
  /** Dense weights as they are: {@code int8 [M][K]}. */
  ROWS,
  /**
   * Reuse weights in blocks of sixteen filters: {@code int8 [ceil(M/16)][slices][taps][16][L
   * rounded up to 4]}; what is missing is 0.
   */
  TREC_BLOCKS,
  /** One value a filter. */
  PER_FILTER,
  /** One value a filter, filled up with zeros to whole blocks of sixteen. */
  PER_FILTER_BLOCKS,
  /** Hash vectors {@code int8 [hash sets][bits][L rounded up to 4]}, filled up with zeros. */
  HASH_VECTORS,
  /** Thresholds {@code int32 [hash sets][bits]}. */
  THRESHOLDS
}
