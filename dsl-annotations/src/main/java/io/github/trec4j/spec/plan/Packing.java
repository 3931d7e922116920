package io.github.trec4j.spec.plan;

/** The order in which a parameter's values lie in flash. */
public enum Packing {
  /**
   * Weights of convolutions and dense layers in quads of four filters, two weights in a halfword:
   * {@code int16 [ceil(M/4)][ceil(K/4)][8]}. With {@code p(k) = 256 * w[f0][k] + w[f1][k]} and
   * {@code q(k) = 256 * w[f2][k] + w[f3][k]} the eight are {@code p(k0) p(k2) q(k0) q(k2) p(k1)
   * p(k3) q(k1) q(k3)}. Missing filters and entries are 0. K runs over kernel row, kernel column,
   * channel, and over the whole input of a dense layer.
   */
  FILTER_QUADS,
  /**
   * Reuse weights in blocks of sixteen filters: {@code int16 [ceil(M/16)][slices][taps]} of four
   * quads {@code [4][ceil(L/4)][8]}, each packed as in {@link #FILTER_QUADS}.
   */
  TREC_BLOCKS,
  /**
   * Weights of the kept part in blocks of sixteen filters: {@code int16 [ceil(M/16)][4][ceil(K/4)]
   * [8]}, four quads a block as in {@link #FILTER_QUADS}, with the entries of {@link ExactLayout}.
   */
  KEPT_BLOCKS,
  /** One value a filter. */
  PER_FILTER,
  /** One value a filter, filled up with zeros to whole blocks of sixteen. */
  PER_FILTER_BLOCKS,
  /** Hash vectors {@code int8 [hash sets][bits][L rounded up to 4]}, filled up with zeros. */
  HASH_VECTORS,
  /** Thresholds {@code int32 [hash sets][bits]}. */
  THRESHOLDS,
  /** Directions {@code int8 [slices][keep][L rounded up to 4]}, filled up with zeros. */
  DIRECTIONS,
  /** One value a direction, {@code [slices][keep]}. */
  PER_DIRECTION
}
