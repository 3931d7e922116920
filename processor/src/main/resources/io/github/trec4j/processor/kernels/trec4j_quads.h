/**
 * The product of two columns with four filters: the inner loop of the convolution and of the TREC
 * product table.
 *
 * Weights come in filter quads (packing FILTER_QUADS), int16 [ceil(M/4)][Kp/4][8] with Kp = K
 * rounded up to a multiple of 4. With the filters f0..f3 of a quad and the entries k0..k3 of a
 * group, each halfword holds two weights of two filters,
 *
 *     p(k) = 256 * w[f0][k] + w[f1][k]   and   q(k) = 256 * w[f2][k] + w[f3][k],
 *
 * in the order p(k0) p(k2) q(k0) q(k2) p(k1) p(k3) q(k1) q(k3); missing filters and entries are 0.
 * A quad so takes a byte a weight, as plain int8 rows would. Weights lie in [-127, 127].
 *
 * A pair of columns a, b (int16) is interleaved in the same way, [Kp/4][8] in the order
 * a(k0) a(k2) b(k0) b(k2) a(k1) a(k3) b(k1) b(k3). Why: one SMLAD of a weight word with a column
 * word gives 256 * A + B for the filters A and B, a second one on the sign-extended low bytes gives
 * B alone, hence A = (mixed - B) >> 8: 12 instructions for 16 multiply-adds, without unpacking to
 * RAM. The order k0 k2 k1 k3 is what SXTB16 makes of four int8 in a word.
 */
#ifndef TREC4J_QUADS_H
#define TREC4J_QUADS_H

#include "trec4j_common.h"

/** Halfwords of one filter quad, or of a pair of columns, for `padded` entries. */
#define TREC4J_QUAD_HALFWORDS(padded) (2 * (padded))

/** Most entries of int8 columns that one product may take: 128 * 127 * 516 < 2^23 keeps A exact. */
#define TREC4J_QUAD_INT8_LIMIT 516

/** Where entry `k` of column 0 stands in an interleaved pair; column 1 stands 2 further on. */
TREC4J_INLINE int32_t trec4j_quad_index(int32_t k) {
  return (k >> 2) * 8 + (k & 1) * 4 + ((k >> 1) & 1);
}

/** Writes `padded` (a multiple of 4) int8 values as one column of an interleaved pair. */
TREC4J_INLINE void trec4j_quad_expand(const int8_t *values, int32_t padded, int16_t *column) {
  for (int32_t k = 0; k < padded; k += 4) {
    column[0] = values[k];
    column[1] = values[k + 2];
    column[4] = values[k + 1];
    column[5] = values[k + 3];
    column += 8;
  }
}

/** Sums of two columns (first index: filter of the quad, second: column). */
typedef struct {
  int32_t of[4][2];
} trec4j_quad_sums;

/** Adds the products of `groups` groups of four entries to the sums. */
TREC4J_INLINE void trec4j_quad_product(const int16_t *weights, const int16_t *columns,
                                       int32_t groups, trec4j_quad_sums *sums) {
  for (int32_t half = 0; half < 2 * groups; half++) {
    for (int32_t i = 0; i < 4; i++) {
      int32_t pair = weights[i];
      int32_t odd = (int8_t)(pair & 0xff);
      int32_t even = (pair - odd) >> 8;
      int32_t filter = i & 2;
      for (int32_t column = 0; column < 2; column++) {
        int32_t value = columns[2 * column + (i & 1)];
        sums->of[filter][column] += even * value;
        sums->of[filter + 1][column] += odd * value;
      }
    }
    weights += 4;
    columns += 4;
  }
}

#endif
