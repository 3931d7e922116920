/**
 * TREC, step 5: the products of all centroids of a slice with a block of 16 filters at one tap.
 *
 * A row of the table holds 16 int16, one a filter. Within each filter quad f0..f3 they stand in the
 * order f0 f2 f1 f3: the order in which the gather's packed halfwords turn into bytes most cheaply.
 */
#ifndef TREC4J_TREC_TABLE_H
#define TREC4J_TREC_TABLE_H

#include "trec4j_common.h"
#include "trec4j_quads.h"
#include "trec4j_trec.h"

/** Where filter `i` of a block stands in a row: the middle two of each quad change places. */
TREC4J_INLINE int32_t trec4j_trec_lane(int32_t i) { return (i & ~3) | (i & 1) << 1 | (i & 2) >> 1; }

/** One filter quad: rows of `clusters` clusters (rounded up to even), `row_halfwords` apart. */
TREC4J_INLINE void trec4j_trec_table_quad(const int16_t *weights, const int16_t *centroids,
                                          int32_t clusters, int32_t padded,
                                          const int32_t *multipliers, int16_t *table,
                                          int32_t row_halfwords) {
  for (int32_t cluster = 0; cluster < clusters; cluster += 2) {
    trec4j_quad_sums sums = {{{0, 0}, {0, 0}, {0, 0}, {0, 0}}};
    trec4j_quad_product(weights, centroids, padded / 4, &sums);
    for (int32_t filter = 0; filter < 4; filter++) {
      const int32_t lane = trec4j_trec_lane(filter);
      for (int32_t column = 0; column < 2; column++) {
        table[column * row_halfwords + lane] =
            trec4j_sat16(trec4j_multiply_high(sums.of[filter][column], multipliers[filter]));
      }
    }
    centroids += TREC4J_QUAD_HALFWORDS(padded);
    table += 2 * row_halfwords;
  }
}

/** One tap: a whole block of filters. Weights and multipliers are the block's. */
TREC4J_INLINE void trec4j_trec_table(const int16_t *weights, const int16_t *centroids,
                                     int32_t clusters, int32_t padded, const int32_t *multipliers,
                                     int16_t *table, int32_t row_halfwords) {
  for (int32_t quad = 0; quad < TREC4J_TREC_BLOCK / 4; quad++) {
    trec4j_trec_table_quad(weights, centroids, clusters, padded, multipliers, table, row_halfwords);
    weights += TREC4J_QUAD_HALFWORDS(padded);
    multipliers += 4;
    table += 4;
  }
}

#endif
