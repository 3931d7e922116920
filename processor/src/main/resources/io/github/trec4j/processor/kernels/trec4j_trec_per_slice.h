/**
 * TREC convolution as in the paper, int8 [H, W, C] to int8 [H, W, M]: each slice of L entries of
 * the im2row matrix is hashed and clustered on its own. The rules stand in trec4j_trec.h.
 *
 * Slices are worked on in groups, so that the map, the centroids and the table of a group stay
 * small and the sums pass through memory once a group. There is no im2row buffer either: a slice is
 * read from the input.
 */
#ifndef TREC4J_TREC_PER_SLICE_H
#define TREC4J_TREC_PER_SLICE_H

#include "trec4j_common.h"
#include "trec4j_trec.h"
#include "trec4j_trec_cluster.h"
#include "trec4j_trec_gather.h"
#include "trec4j_trec_table.h"

/** What follows from the shape, and where everything lies. */
typedef struct {
  int32_t slices, padded, outputs;
  int32_t table_halfwords; /**< of a slice */
  uint32_t *map;
  int16_t *centroids;
  uint16_t *used;
  int16_t *table, *bias;
  int16_t *sums; /**< null where one group does it all */
} trec4j_trec_per_slice_work;

TREC4J_INLINE trec4j_trec_per_slice_work trec4j_trec_per_slice_at(const trec4j_trec_shape *shape,
                                                                  const trec4j_trec_scratch *layout,
                                                                  void *scratch) {
  trec4j_trec_per_slice_work at = {0};
  at.slices = trec4j_trec_slices(shape);
  at.padded = TREC4J_ROUND_UP(shape->segment, 4);
  at.outputs = shape->output_height * shape->output_width;
  at.table_halfwords = TREC4J_TREC_EVEN(shape->max_clusters) * TREC4J_TREC_BLOCK;
  at.map = trec4j_at(scratch, layout->map);
  at.centroids = trec4j_at(scratch, layout->centroids);
  at.used = trec4j_at(scratch, layout->used);
  at.table = trec4j_at(scratch, layout->table);
  at.bias = trec4j_at(scratch, layout->bias);
  at.sums = shape->group < at.slices ? trec4j_at(scratch, layout->sums) : NULL;
  return at;
}

/** Requires a shape and a layout that go together. The sums stand before or behind all else. */
TREC4J_INLINE void trec4j_trec_per_slice_require(const trec4j_trec_shape *shape,
                                                 const trec4j_trec_scratch *layout,
                                                 const trec4j_trec_per_slice_work *at) {
  const int32_t filters = TREC4J_ROUND_UP(shape->filters, TREC4J_TREC_BLOCK);
  const int32_t sums = shape->group < at->slices ? 2 * at->outputs * filters : 0;
  const int32_t end =
      TREC4J_MAX(layout->segment + at->padded, layout->bias + TREC4J_TREC_ROW_BYTES);
  TREC4J_REQUIRE(shape->run == 0 && shape->keep == 0);
  TREC4J_REQUIRE(shape->group >= 1 && shape->group <= at->slices);
  TREC4J_REQUIRE(layout->sums >= 0 && layout->bytes - layout->sums >= sums);
  TREC4J_REQUIRE(layout->map - layout->sums >= sums || layout->sums >= end);
  trec4j_trec_require_map(shape, layout, shape->group * at->outputs, 0, shape->group);
  trec4j_trec_require_clustering(shape, layout);
  TREC4J_REQUIRE(layout->bias - layout->table >= 2 * shape->group * at->table_halfwords);
  TREC4J_REQUIRE(layout->bytes - layout->bias >= TREC4J_TREC_ROW_BYTES);
}

/** Steps 1 to 4 for the `slices` slices from `first` on. */
TREC4J_INLINE void trec4j_trec_per_slice_cluster(const trec4j_trec_shape *shape,
                                                 const trec4j_trec_scratch *layout,
                                                 const trec4j_trec_params *params,
                                                 const int8_t *input,
                                                 const trec4j_trec_per_slice_work *at,
                                                 int32_t first, int32_t slices, void *scratch) {
  const int32_t even = TREC4J_TREC_EVEN(shape->max_clusters);
  for (int32_t i = 0; i < slices; i++) {
    trec4j_trec_clusters clusters =
        trec4j_trec_clusters_at(layout, scratch, at->centroids + i * even * at->padded);
    trec4j_trec_cluster(shape, params, input, first + i, &clusters, at->map + i,
                        shape->output_width * shape->group, shape->group,
                        trec4j_trec_row_entry(at->table, 2u * (uint32_t)(i * at->table_halfwords)),
                        TREC4J_TREC_ROW_BYTES);
    at->used[i] = (uint16_t)clusters.used;
  }
}

/** Step 5 for the `slices` slices from `first` on and one block of filters. */
TREC4J_INLINE void trec4j_trec_per_slice_table(const trec4j_trec_shape *shape,
                                               const trec4j_trec_params *params,
                                               const trec4j_trec_per_slice_work *at, int32_t block,
                                               int32_t first, int32_t slices) {
  const int32_t slice_halfwords = TREC4J_TREC_BLOCK / 4 * TREC4J_QUAD_HALFWORDS(at->padded);
  const int32_t even = TREC4J_TREC_EVEN(shape->max_clusters);
  const int32_t *multipliers = params->table_multipliers + block * TREC4J_TREC_BLOCK;
  const int lean = trec4j_trec_is_lean(multipliers, shape->segment);
  for (int32_t i = 0; i < slices; i++) {
    trec4j_trec_table(params->weights + (block * at->slices + first + i) * slice_halfwords,
                      at->centroids + i * even * at->padded, at->used[i], at->padded, multipliers,
                      lean, at->table + i * at->table_halfwords, TREC4J_TREC_BLOCK);
  }
}

/** Steps 5 to 7 for a group and all filters. The last group may be shorter. */
TREC4J_INLINE void trec4j_trec_per_slice_group(const trec4j_trec_shape *shape,
                                               const trec4j_trec_params *params, int8_t *output,
                                               const trec4j_trec_per_slice_work *at, int32_t first,
                                               int32_t slices) {
  const trec4j_trec_gather_shape gather = {shape->output_height,
                                           shape->output_width,
                                           shape->output_width * shape->group,
                                           shape->group,
                                           1,
                                           slices,
                                           0,
                                           1,
                                           0,
                                           shape->filters,
                                           shape->output_pitch};
  for (int32_t block = 0; block * TREC4J_TREC_BLOCK < shape->filters; block++) {
    int16_t *sums = at->sums;
    if (sums != NULL) sums += block * at->outputs * TREC4J_TREC_BLOCK;
    trec4j_trec_per_slice_table(shape, params, at, block, first, slices);
    trec4j_trec_bias(params->bias + block * TREC4J_TREC_BLOCK, at->bias);
    trec4j_trec_gather(&gather, params, block, at->map, at->table, first == 0 ? at->bias : NULL,
                       sums, first + slices == at->slices ? output : NULL);
  }
}

TREC4J_INLINE void trec4j_trec_per_slice(const trec4j_trec_shape *shape,
                                         const trec4j_trec_scratch *layout,
                                         const trec4j_trec_params *params, const int8_t *input,
                                         int8_t *output, void *scratch) {
  const trec4j_trec_per_slice_work at = trec4j_trec_per_slice_at(shape, layout, scratch);
  const int32_t group = shape->group;
  const int32_t whole = at.slices / group * group;
  const int32_t rest = at.slices - whole;
  trec4j_trec_per_slice_require(shape, layout, &at);
  for (int32_t first = 0; first < whole; first += group) {
    trec4j_trec_per_slice_cluster(shape, layout, params, input, &at, first, group, scratch);
    trec4j_trec_per_slice_group(shape, params, output, &at, first, group);
  }
  if (rest > 0) {
    trec4j_trec_per_slice_cluster(shape, layout, params, input, &at, whole, rest, scratch);
    trec4j_trec_per_slice_group(shape, params, output, &at, whole, rest);
  }
}

#endif
