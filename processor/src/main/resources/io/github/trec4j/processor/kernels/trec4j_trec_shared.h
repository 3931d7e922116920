/**
 * TREC convolution with shared segments, int8 [H, W, C] to int8 [H, W, M]; the rules stand in
 * trec4j_trec.h.
 *
 * The im2row slices of different kernel taps hold the same input values at shifted places, and one
 * hash serves them all. So the input is hashed and clustered once, and there is no im2row buffer.
 * The map of cluster rows has a border that stands for the padding: it names a row of zeros, which
 * spares the gather every comparison.
 */
#ifndef TREC4J_TREC_SHARED_H
#define TREC4J_TREC_SHARED_H

#include "trec4j_common.h"
#include "trec4j_trec.h"
#include "trec4j_trec_cluster.h"
#include "trec4j_trec_kept.h"
#include "trec4j_trec_gather.h"
#include "trec4j_trec_table.h"

typedef trec4j_trec_shape trec4j_trec_shared_shape;

/** Taps of a kernel row: a row run covers it at once. */
#define TREC4J_TREC_ROW_TAPS(kernel, run) ((run) > 1 ? 1 : (kernel))

/** Bytes of a table for `rows` kernel rows, with its row of zeros. */
#define TREC4J_TREC_SHARED_TABLE(kernel, run, max_clusters, rows)             \
  ((TREC4J_TREC_EVEN(max_clusters) + 1) * TREC4J_TREC_ROW_TAPS(kernel, run) * \
   (rows)*TREC4J_TREC_ROW_BYTES)

/** Kernel rows of one table: all of them if that fits the limit, else one. */
#define TREC4J_TREC_SHARED_ROWS(kernel, run, max_clusters)                                \
  (TREC4J_TREC_SHARED_TABLE(kernel, run, max_clusters, kernel) <= TREC4J_TREC_TABLE_LIMIT \
       ? (kernel)                                                                         \
       : 1)

#define TREC4J_TREC_SHARED_SLICES(input_channels, segment, run) \
  ((run) > 1 ? 1 : (input_channels) / (segment))

/** Entries of the map of one slice, border included. */
#define TREC4J_TREC_SHARED_MAP(input_height, input_width, pad, output_width, run) \
  (((input_height) + 2 * (pad)) * ((run) > 1 ? (output_width) : (input_width) + 2 * (pad)))

/** Bytes of the sums: none if one gather does it all. The kept part makes them in pairs. */
#define TREC4J_TREC_SHARED_SUMS(slices, kernel, run, max_clusters, outputs, keep)  \
  ((keep) > 0 ? TREC4J_ROUND_UP(outputs, 2) * TREC4J_TREC_ROW_BYTES                \
   : (slices) > 1 || TREC4J_TREC_SHARED_ROWS(kernel, run, max_clusters) < (kernel) \
       ? (outputs)*TREC4J_TREC_ROW_BYTES                                           \
       : 0)

/** Bytes of what kept part and gather need: a table, a bias, columns, sums. */
#define TREC4J_TREC_SHARED_GATHER(slices, kernel, run, max_clusters, outputs, keep) \
  (TREC4J_TREC_SHARED_TABLE(kernel, run, max_clusters,                              \
                            TREC4J_TREC_SHARED_ROWS(kernel, run, max_clusters)) +   \
   TREC4J_TREC_ROW_BYTES + TREC4J_TREC_KEPT_COLUMNS(kernel, run, slices, keep) +    \
   TREC4J_TREC_SHARED_SUMS(slices, kernel, run, max_clusters, outputs, keep))

/** Bytes of scratch: map, projections, centroids and cluster numbers, then the steps in turn. */
#define TREC4J_TREC_SHARED_SCRATCH(input_height, input_width, input_channels, kernel, pad,         \
                                   output_height, output_width, segment, run, bits, max_clusters,  \
                                   reassign, keep)                                                 \
  (TREC4J_ROUND_UP(4 * TREC4J_TREC_SHARED_SLICES(input_channels, segment, run) *                   \
                       TREC4J_TREC_SHARED_MAP(input_height, input_width, pad, output_width, run),  \
                   8) +                                                                            \
   TREC4J_TREC_KEPT_PROJECTIONS(                                                                   \
       TREC4J_TREC_SHARED_MAP(input_height, input_width, pad, output_width, run),                  \
       TREC4J_TREC_SHARED_SLICES(input_channels, segment, run), keep) +                            \
   TREC4J_TREC_SHARED_SLICES(input_channels, segment, run) *                                       \
       TREC4J_TREC_CENTROIDS(segment, max_clusters) +                                              \
   TREC4J_ROUND_UP(2 * TREC4J_TREC_SHARED_SLICES(input_channels, segment, run), 8) +               \
   TREC4J_MAX(TREC4J_TREC_PROJECT_SCRATCH(segment, keep),                                          \
              TREC4J_MAX(TREC4J_TREC_CLUSTER_SCRATCH(segment, bits, max_clusters, reassign),       \
                         TREC4J_TREC_SHARED_GATHER(                                                \
                             TREC4J_TREC_SHARED_SLICES(input_channels, segment, run), kernel, run, \
                             max_clusters, (output_height) * (output_width), keep))))

/** Where everything lies in the scratch, and what follows from the shape. */
typedef struct {
  int32_t slices, padded, map_width, map_entries, table_rows, row_taps, row_bytes;
  uint32_t *map;       /**< [S][H + 2 pad][map_width] */
  int8_t *projections; /**< see trec4j_trec_kept.h */
  int16_t *centroids;  /**< [S] times interleaved pairs */
  uint16_t *used;      /**< [S] clusters in use */
  uint8_t *clustering; /**< scratch of projection and clustering; the table takes its place */
  int16_t *table, *bias;
  int16_t *columns; /**< of the kept part */
  int16_t *sums;    /**< [outputs][16], null where one gather does it all */
} trec4j_trec_shared_layout;

TREC4J_INLINE trec4j_trec_shared_layout trec4j_trec_shared_layout_at(const trec4j_trec_shape *shape,
                                                                     uint8_t *cursor) {
  const int32_t kernel = shape->kernel;
  const int32_t most = shape->max_clusters;
  trec4j_trec_shared_layout at = {0};
  at.slices = trec4j_trec_slices(shape);
  at.padded = TREC4J_ROUND_UP(shape->segment, 4);
  at.map_width = shape->run > 1 ? shape->output_width : shape->input_width + 2 * shape->pad;
  at.map_entries = (shape->input_height + 2 * shape->pad) * at.map_width;
  at.table_rows = TREC4J_TREC_SHARED_ROWS(kernel, shape->run, most);
  at.row_taps = TREC4J_TREC_ROW_TAPS(kernel, shape->run);
  at.row_bytes = at.table_rows * at.row_taps * TREC4J_TREC_ROW_BYTES;
  at.map = trec4j_take(&cursor, TREC4J_ROUND_UP(4 * at.slices * at.map_entries, 8));
  at.projections =
      trec4j_take(&cursor, TREC4J_TREC_KEPT_PROJECTIONS(at.map_entries, at.slices, shape->keep));
  at.centroids = trec4j_take(&cursor, at.slices * TREC4J_TREC_CENTROIDS(shape->segment, most));
  at.used = trec4j_take(&cursor, TREC4J_ROUND_UP(2 * at.slices, 8));
  at.clustering = cursor;
  at.table =
      trec4j_take(&cursor, TREC4J_TREC_SHARED_TABLE(kernel, shape->run, most, at.table_rows));
  at.bias = trec4j_take(&cursor, TREC4J_TREC_ROW_BYTES);
  at.columns =
      trec4j_take(&cursor, TREC4J_TREC_KEPT_COLUMNS(kernel, shape->run, at.slices, shape->keep));
  const int32_t sums = TREC4J_TREC_SHARED_SUMS(at.slices, kernel, shape->run, most, 1, shape->keep);
  at.sums = sums > 0 ? (int16_t *)(void *)cursor : NULL;
  return at;
}

/** Lets the map's border name the row of zeros. Row runs have none to the left and right. */
TREC4J_INLINE void trec4j_trec_shared_border(const trec4j_trec_shape *shape,
                                             const trec4j_trec_shared_layout *at,
                                             uint32_t zero_row) {
  const int32_t map_rows = shape->input_height + 2 * shape->pad;
  const int32_t side = shape->run > 1 ? 0 : shape->pad;
  if (shape->pad == 0) return;
  for (int32_t i = 0; i < at->slices * map_rows; i++) {
    uint32_t *row = at->map + i * at->map_width;
    const int32_t y = i % map_rows - shape->pad;
    const int32_t ends = y < 0 || y >= shape->input_height ? at->map_width : side;
    for (int32_t x = 0; x < ends; x++) row[x] = row[at->map_width - 1 - x] = zero_row;
  }
}

/** Steps 1 to 4 for all slices. */
TREC4J_INLINE void trec4j_trec_shared_cluster(const trec4j_trec_shape *shape,
                                              const trec4j_trec_params *params, const int8_t *input,
                                              const trec4j_trec_shared_layout *at) {
  const uint32_t first_row = trec4j_trec_row_entry(at->table, 0);
  const uint32_t row_bytes = (uint32_t)at->row_bytes;
  const int32_t even = TREC4J_TREC_EVEN(shape->max_clusters);
  /* Row runs already hold the padding to the left and right. */
  const int32_t inner = shape->pad * at->map_width + (shape->run > 1 ? 0 : shape->pad);
  trec4j_trec_shared_border(shape, at, first_row + (uint32_t)even * row_bytes);
  for (int32_t slice = 0; slice < at->slices; slice++) {
    trec4j_trec_clusters clusters = trec4j_trec_clusters_at(shape, at->clustering);
    clusters.centroids = at->centroids + slice * even * at->padded;
    trec4j_trec_cluster(shape, params, input, slice, &clusters,
                        at->map + slice * at->map_entries + inner, at->map_width, 1, first_row,
                        row_bytes);
    at->used[slice] = (uint16_t)clusters.used;
  }
}

/** Step 5 for one slice, one block of filters and the kernel rows from `kernel_row` on. */
TREC4J_INLINE void trec4j_trec_shared_table(const trec4j_trec_shape *shape,
                                            const trec4j_trec_params *params,
                                            const trec4j_trec_shared_layout *at, int32_t block,
                                            int32_t slice, int32_t kernel_row) {
  const int32_t taps = shape->kernel * at->row_taps;
  const int32_t first_tap = kernel_row * at->row_taps;
  const int32_t tap_halfwords = TREC4J_TREC_BLOCK / 4 * TREC4J_QUAD_HALFWORDS(at->padded);
  const int16_t *weights =
      params->weights + ((block * at->slices + slice) * taps + first_tap) * tap_halfwords;
  const int16_t *centroids =
      at->centroids + slice * TREC4J_TREC_EVEN(shape->max_clusters) * at->padded;
  const int32_t *multipliers = params->table_multipliers + block * TREC4J_TREC_BLOCK;
  const int lean = trec4j_trec_is_lean(multipliers, shape->segment);
  for (int32_t tap = 0; tap < at->table_rows * at->row_taps; tap++) {
    trec4j_trec_table(weights, centroids, at->used[slice], at->padded, multipliers, lean,
                      at->table + tap * TREC4J_TREC_BLOCK, at->row_bytes / 2);
    weights += tap_halfwords;
  }
}

TREC4J_INLINE void trec4j_trec_shared(const trec4j_trec_shape *shape,
                                      const trec4j_trec_params *params, const int8_t *input,
                                      int8_t *output, void *scratch) {
  const trec4j_trec_shared_layout at = trec4j_trec_shared_layout_at(shape, scratch);
  const trec4j_trec_gather_shape gather = {shape->output_height,
                                           shape->output_width,
                                           shape->stride * at.map_width,
                                           shape->run > 1 ? 1 : shape->stride,
                                           at.table_rows,
                                           at.row_taps,
                                           at.map_width,
                                           1,
                                           TREC4J_TREC_BLOCK,
                                           shape->filters};
  const trec4j_trec_kept_shape kept = trec4j_trec_kept_of(shape);
  if (shape->keep > 0) {
    trec4j_trec_project(shape, params, &kept, input, at.clustering, at.projections);
  }
  trec4j_trec_shared_cluster(shape, params, input, &at);
  memset(at.table + TREC4J_TREC_EVEN(shape->max_clusters) * (at.row_bytes / 2), 0,
         (size_t)at.row_bytes);
  for (int32_t block = 0; block * TREC4J_TREC_BLOCK < shape->filters; block++) {
    if (shape->keep > 0) {
      trec4j_trec_kept(shape, params, &kept, block, at.projections, at.columns, at.sums);
    } else {
      trec4j_trec_bias(params->bias + block * TREC4J_TREC_BLOCK, at.bias);
    }
    for (int32_t slice = 0; slice < at.slices; slice++) {
      for (int32_t kernel_row = 0; kernel_row < shape->kernel; kernel_row += at.table_rows) {
        const int first = shape->keep == 0 && slice == 0 && kernel_row == 0;
        const int last = slice == at.slices - 1 && kernel_row + at.table_rows == shape->kernel;
        trec4j_trec_shared_table(shape, params, &at, block, slice, kernel_row);
        trec4j_trec_gather(&gather, params, block,
                           at.map + slice * at.map_entries + kernel_row * at.map_width, at.table,
                           first ? at.bias : NULL, at.sums, last ? output : NULL);
      }
    }
  }
}

#endif
