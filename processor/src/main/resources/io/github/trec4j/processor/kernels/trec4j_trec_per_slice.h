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

typedef trec4j_trec_shape trec4j_trec_per_slice_shape;

/** Most slices of a group. */
#define TREC4J_TREC_GROUP_LIMIT 8

/** Slices of a group: as many as the limits on their number and their table allow. */
#define TREC4J_TREC_GROUP(slices, max_clusters)                         \
  TREC4J_MAX(1, TREC4J_MIN(TREC4J_MIN(slices, TREC4J_TREC_GROUP_LIMIT), \
                           TREC4J_TREC_TABLE_LIMIT /                    \
                               (TREC4J_TREC_EVEN(max_clusters) * TREC4J_TREC_ROW_BYTES)))

#define TREC4J_TREC_PER_SLICE_SLICES(input_channels, kernel, segment) \
  ((kernel) * (kernel) * (input_channels) / (segment))

/** Bytes beside the sums, for groups of `group` slices. */
#define TREC4J_TREC_PER_SLICE_GROUP_SCRATCH(group, outputs, segment, bits, max_clusters, reassign) \
  (TREC4J_ROUND_UP(4 * (group) * (outputs), 8) +                                                   \
   (group)*TREC4J_TREC_CENTROIDS(segment, max_clusters) + TREC4J_ROUND_UP(2 * (group), 8) +        \
   TREC4J_MAX(                                                                                     \
       TREC4J_TREC_CLUSTER_SCRATCH(segment, bits, max_clusters, reassign),                         \
       (group)*TREC4J_TREC_EVEN(max_clusters) * TREC4J_TREC_ROW_BYTES + TREC4J_TREC_ROW_BYTES))

/** Bytes of scratch: the sums of all filters, unless one group does it all, and a group's. */
#define TREC4J_TREC_PER_SLICE_SCRATCH(input_channels, kernel, output_height, output_width, \
                                      filters, segment, bits, max_clusters, reassign)      \
  ((TREC4J_TREC_GROUP(TREC4J_TREC_PER_SLICE_SLICES(input_channels, kernel, segment),       \
                      max_clusters) <                                                      \
            TREC4J_TREC_PER_SLICE_SLICES(input_channels, kernel, segment)                  \
        ? 2 * (output_height) * (output_width)*TREC4J_ROUND_UP(filters, TREC4J_TREC_BLOCK) \
        : 0) +                                                                             \
   TREC4J_TREC_PER_SLICE_GROUP_SCRATCH(                                                    \
       TREC4J_TREC_GROUP(TREC4J_TREC_PER_SLICE_SLICES(input_channels, kernel, segment),    \
                         max_clusters),                                                    \
       (output_height) * (output_width), segment, bits, max_clusters, reassign))

/** Where everything lies in the scratch, and what follows from the shape. */
typedef struct {
  int32_t slices, group, padded, outputs, table_halfwords;
  int16_t *sums;       /**< [M/16][outputs][16] */
  uint32_t *map;       /**< [outputs][group] */
  int16_t *centroids;  /**< [group] times interleaved pairs */
  uint16_t *used;      /**< [group] clusters in use */
  uint8_t *clustering; /**< scratch of the clustering; the table takes its place */
  int16_t *table;      /**< [group][clusters][16] */
  int16_t *bias;
} trec4j_trec_per_slice_layout;

TREC4J_INLINE trec4j_trec_per_slice_layout
trec4j_trec_per_slice_layout_at(const trec4j_trec_shape *shape, uint8_t *cursor) {
  const int32_t most = shape->max_clusters;
  trec4j_trec_per_slice_layout at = {0};
  at.slices = trec4j_trec_slices(shape);
  at.group = TREC4J_TREC_GROUP(at.slices, most);
  at.padded = TREC4J_ROUND_UP(shape->segment, 4);
  at.outputs = shape->output_height * shape->output_width;
  at.table_halfwords = TREC4J_TREC_EVEN(most) * TREC4J_TREC_BLOCK;
  if (at.group < at.slices) {
    at.sums =
        trec4j_take(&cursor, 2 * at.outputs * TREC4J_ROUND_UP(shape->filters, TREC4J_TREC_BLOCK));
  }
  at.map = trec4j_take(&cursor, TREC4J_ROUND_UP(4 * at.group * at.outputs, 8));
  at.centroids = trec4j_take(&cursor, at.group * TREC4J_TREC_CENTROIDS(shape->segment, most));
  at.used = trec4j_take(&cursor, TREC4J_ROUND_UP(2 * at.group, 8));
  at.clustering = cursor;
  at.table = trec4j_take(&cursor, 2 * at.group * at.table_halfwords);
  at.bias = (int16_t *)(void *)cursor;
  return at;
}

/** Steps 1 to 4 for the `slices` slices from `first` on. */
TREC4J_INLINE void trec4j_trec_per_slice_cluster(const trec4j_trec_shape *shape,
                                                 const trec4j_trec_params *params,
                                                 const int8_t *input,
                                                 const trec4j_trec_per_slice_layout *at,
                                                 int32_t first, int32_t slices) {
  const int32_t even = TREC4J_TREC_EVEN(shape->max_clusters);
  for (int32_t i = 0; i < slices; i++) {
    trec4j_trec_clusters clusters = trec4j_trec_clusters_at(shape, at->clustering);
    clusters.centroids = at->centroids + i * even * at->padded;
    trec4j_trec_cluster(shape, params, input, first + i, &clusters, at->map + i,
                        shape->output_width * at->group, at->group,
                        trec4j_trec_row_entry(at->table, 2u * (uint32_t)(i * at->table_halfwords)),
                        TREC4J_TREC_ROW_BYTES);
    at->used[i] = (uint16_t)clusters.used;
  }
}

/** Step 5 for the `slices` slices from `first` on and one block of filters. */
TREC4J_INLINE void trec4j_trec_per_slice_table(const trec4j_trec_shape *shape,
                                               const trec4j_trec_params *params,
                                               const trec4j_trec_per_slice_layout *at,
                                               int32_t block, int32_t first, int32_t slices) {
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
                                               const trec4j_trec_per_slice_layout *at,
                                               int32_t first, int32_t slices) {
  const trec4j_trec_gather_shape gather = {shape->output_height,
                                           shape->output_width,
                                           shape->output_width * at->group,
                                           at->group,
                                           1,
                                           slices,
                                           0,
                                           1,
                                           0,
                                           shape->filters};
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
                                         const trec4j_trec_params *params, const int8_t *input,
                                         int8_t *output, void *scratch) {
  const trec4j_trec_per_slice_layout at = trec4j_trec_per_slice_layout_at(shape, scratch);
  const int32_t whole = at.slices / at.group * at.group;
  for (int32_t first = 0; first < whole; first += at.group) {
    trec4j_trec_per_slice_cluster(shape, params, input, &at, first, at.group);
    trec4j_trec_per_slice_group(shape, params, output, &at, first, at.group);
  }
  if (whole < at.slices) {
    trec4j_trec_per_slice_cluster(shape, params, input, &at, whole, at.slices - whole);
    trec4j_trec_per_slice_group(shape, params, output, &at, whole, at.slices - whole);
  }
}

#endif
