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

/** What follows from the shape, and where everything lies. */
typedef struct {
  int32_t slices, padded;
  int32_t map_width, map_entries; /**< of a slice, border included */
  int32_t row_taps;               /**< taps of a kernel row: a row run covers it at once */
  int32_t row_bytes;              /**< of a cluster's rows of the table, for all its taps */
  uint32_t *map;
  int8_t *projections;
  int16_t *centroids;
  uint16_t *used;
  int16_t *table, *bias, *columns;
  int16_t *sums; /**< null where one gather does it all */
} trec4j_trec_shared_work;

/** Entries of the map of a slice above each other, border included. */
TREC4J_INLINE int32_t trec4j_trec_map_height(const trec4j_trec_shape *shape) {
  return shape->pad_top + shape->input_height + shape->pad_bottom;
}

/** Entries beside each other. Row runs already hold the padding to the left and right. */
TREC4J_INLINE int32_t trec4j_trec_map_width(const trec4j_trec_shape *shape) {
  if (shape->run > 1) return shape->output_width;
  return shape->pad_left + shape->input_width + shape->pad_right;
}

/** Outputs with sums in memory: none if one gather does it all; in pairs if directions are kept. */
TREC4J_INLINE int32_t trec4j_trec_shared_sums(const trec4j_trec_shape *shape) {
  const int32_t outputs = shape->output_height * shape->output_width;
  if (shape->keep > 0) return TREC4J_ROUND_UP(outputs, 2);
  return trec4j_trec_slices(shape) > 1 || shape->table_rows < shape->kernel_height ? outputs : 0;
}

TREC4J_INLINE trec4j_trec_shared_work trec4j_trec_shared_at(const trec4j_trec_shape *shape,
                                                            const trec4j_trec_scratch *layout,
                                                            void *scratch) {
  trec4j_trec_shared_work at = {0};
  at.slices = trec4j_trec_slices(shape);
  at.padded = TREC4J_ROUND_UP(shape->segment, 4);
  at.map_width = trec4j_trec_map_width(shape);
  at.map_entries = trec4j_trec_map_height(shape) * at.map_width;
  at.row_taps = shape->run > 1 ? 1 : shape->kernel_width;
  at.row_bytes = shape->table_rows * at.row_taps * TREC4J_TREC_ROW_BYTES;
  at.map = trec4j_at(scratch, layout->map);
  at.projections = trec4j_at(scratch, layout->projections);
  at.centroids = trec4j_at(scratch, layout->centroids);
  at.used = trec4j_at(scratch, layout->used);
  at.table = trec4j_at(scratch, layout->table);
  at.bias = trec4j_at(scratch, layout->bias);
  at.columns = trec4j_at(scratch, layout->columns);
  at.sums = trec4j_trec_shared_sums(shape) > 0 ? trec4j_at(scratch, layout->sums) : NULL;
  return at;
}

/** Requires a shape, and a layout with room for all but what convolves kept directions. */
TREC4J_INLINE void trec4j_trec_shared_require_common(const trec4j_trec_shape *shape,
                                                     const trec4j_trec_scratch *layout,
                                                     const trec4j_trec_shared_work *at,
                                                     const trec4j_trec_kept_shape *kept) {
  const int32_t last_row = (shape->output_height - 1) * shape->stride_y + shape->kernel_height;
  const int32_t last_column = (shape->output_width - 1) * shape->stride_x + shape->kernel_width;
  const int32_t table = (TREC4J_TREC_EVEN(shape->max_clusters) + 1) * at->row_bytes;
  const int32_t projections = shape->keep > 0 ? kept->size + 3 : 0;
  TREC4J_REQUIRE(shape->run == 1 || (shape->run > 1 && shape->run == shape->kernel_width));
  TREC4J_REQUIRE(last_row <= trec4j_trec_map_height(shape));
  TREC4J_REQUIRE(shape->run > 1 || last_column <= at->map_width);
  TREC4J_REQUIRE(shape->table_rows >= 1 && shape->kernel_height % shape->table_rows == 0);
  trec4j_trec_require_map(shape, layout, at->slices * at->map_entries, projections, at->slices);
  if (shape->keep > 0) trec4j_trec_require_projecting(shape, layout);
  trec4j_trec_require_clustering(shape, layout);
  TREC4J_REQUIRE(layout->bias - layout->table >= table);
  TREC4J_REQUIRE(layout->columns - layout->bias >= TREC4J_TREC_ROW_BYTES);
}

/** Requires a shape and a layout that go together. */
TREC4J_INLINE void trec4j_trec_shared_require(const trec4j_trec_shape *shape,
                                              const trec4j_trec_scratch *layout,
                                              const trec4j_trec_shared_work *at,
                                              const trec4j_trec_kept_shape *kept) {
  trec4j_trec_shared_require_common(shape, layout, at, kept);
  if (shape->keep > 0) trec4j_trec_require_kept(shape, layout, kept);
  TREC4J_REQUIRE(layout->sums - layout->columns >= 0);
  TREC4J_REQUIRE(layout->bytes - layout->sums >=
                 trec4j_trec_shared_sums(shape) * TREC4J_TREC_ROW_BYTES);
}

/** Lets the map's border name the row of zeros. Row runs have none to the left and right. */
TREC4J_INLINE void trec4j_trec_shared_border(const trec4j_trec_shape *shape,
                                             const trec4j_trec_shared_work *at, uint32_t zero_row) {
  const int32_t map_rows = trec4j_trec_map_height(shape);
  const int32_t left = shape->run > 1 ? 0 : shape->pad_left;
  const int32_t right = shape->run > 1 ? 0 : shape->pad_right;
  if (left + right == 0 && map_rows == shape->input_height) return;
  for (int32_t i = 0; i < at->slices * map_rows; i++) {
    uint32_t *row = at->map + i * at->map_width;
    const int32_t y = i % map_rows - shape->pad_top;
    const int inside = y >= 0 && y < shape->input_height;
    const int32_t first = inside ? left : at->map_width;
    for (int32_t x = 0; x < first; x++) row[x] = zero_row;
    for (int32_t x = 0; x < right; x++) row[at->map_width - 1 - x] = zero_row;
  }
}

/** Steps 1 to 4 for all slices. */
TREC4J_INLINE void trec4j_trec_shared_cluster(const trec4j_trec_shape *shape,
                                              const trec4j_trec_scratch *layout,
                                              const trec4j_trec_params *params, const int8_t *input,
                                              const trec4j_trec_shared_work *at, void *scratch) {
  const uint32_t first_row = trec4j_trec_row_entry(at->table, 0);
  const uint32_t row_bytes = (uint32_t)at->row_bytes;
  const int32_t even = TREC4J_TREC_EVEN(shape->max_clusters);
  const int32_t inner = shape->pad_top * at->map_width + (shape->run > 1 ? 0 : shape->pad_left);
  trec4j_trec_shared_border(shape, at, first_row + (uint32_t)even * row_bytes);
  for (int32_t slice = 0; slice < at->slices; slice++) {
    trec4j_trec_clusters clusters =
        trec4j_trec_clusters_at(layout, scratch, at->centroids + slice * even * at->padded);
    trec4j_trec_cluster(shape, params, input, slice, &clusters,
                        at->map + slice * at->map_entries + inner, at->map_width, 1, first_row,
                        row_bytes);
    at->used[slice] = (uint16_t)clusters.used;
  }
}

/** Step 5 for one slice, one block of filters and the kernel rows from `kernel_row` on. */
TREC4J_INLINE void trec4j_trec_shared_table(const trec4j_trec_shape *shape,
                                            const trec4j_trec_params *params,
                                            const trec4j_trec_shared_work *at, int32_t block,
                                            int32_t slice, int32_t kernel_row) {
  const int32_t taps = shape->kernel_height * at->row_taps;
  const int32_t first_tap = kernel_row * at->row_taps;
  const int32_t tap_halfwords = TREC4J_TREC_BLOCK / 4 * TREC4J_QUAD_HALFWORDS(at->padded);
  const int16_t *weights =
      params->weights + ((block * at->slices + slice) * taps + first_tap) * tap_halfwords;
  const int16_t *centroids =
      at->centroids + slice * TREC4J_TREC_EVEN(shape->max_clusters) * at->padded;
  const int32_t *multipliers = params->table_multipliers + block * TREC4J_TREC_BLOCK;
  const int lean = trec4j_trec_is_lean(multipliers, shape->segment);
  for (int32_t tap = 0; tap < shape->table_rows * at->row_taps; tap++) {
    trec4j_trec_table(weights, centroids, at->used[slice], at->padded, multipliers, lean,
                      at->table + tap * TREC4J_TREC_BLOCK, at->row_bytes / 2);
    weights += tap_halfwords;
  }
}

/** Steps 5 to 7 for a block of filters; sums begin with `begin`, or as they are if it is null. */
TREC4J_INLINE void trec4j_trec_shared_block(const trec4j_trec_shape *shape,
                                            const trec4j_trec_params *params,
                                            const trec4j_trec_shared_work *at, int32_t block,
                                            const int16_t *begin, int16_t *sums, int8_t *output) {
  const trec4j_trec_gather_shape gather = {shape->output_height,
                                           shape->output_width,
                                           shape->stride_y * at->map_width,
                                           shape->run > 1 ? 1 : shape->stride_x,
                                           shape->table_rows,
                                           at->row_taps,
                                           at->map_width,
                                           1,
                                           TREC4J_TREC_BLOCK,
                                           shape->filters,
                                           shape->output_pitch};
  for (int32_t slice = 0; slice < at->slices; slice++) {
    for (int32_t row = 0; row < shape->kernel_height; row += shape->table_rows) {
      const int first = slice == 0 && row == 0;
      const int last = slice == at->slices - 1 && row + shape->table_rows == shape->kernel_height;
      trec4j_trec_shared_table(shape, params, at, block, slice, row);
      trec4j_trec_gather(&gather, params, block,
                         at->map + slice * at->map_entries + row * at->map_width, at->table,
                         first ? begin : NULL, sums, last ? output : NULL);
    }
  }
}

/** The table's row of zeros, which stands for the padding. */
TREC4J_INLINE void trec4j_trec_shared_zeros(const trec4j_trec_shape *shape,
                                            const trec4j_trec_shared_work *at) {
  memset(at->table + TREC4J_TREC_EVEN(shape->max_clusters) * (at->row_bytes / 2), 0,
         (size_t)at->row_bytes);
}

TREC4J_INLINE void trec4j_trec_shared(const trec4j_trec_shape *shape,
                                      const trec4j_trec_scratch *layout,
                                      const trec4j_trec_params *params, const int8_t *input,
                                      int8_t *output, void *scratch) {
  const trec4j_trec_shared_work at = trec4j_trec_shared_at(shape, layout, scratch);
  const trec4j_trec_kept_shape kept = trec4j_trec_kept_of(shape);
  trec4j_trec_shared_require(shape, layout, &at, &kept);
  if (shape->keep > 0) {
    trec4j_trec_project(shape, params, &kept, input, trec4j_at(scratch, layout->project_segment),
                        trec4j_at(scratch, layout->project_pairs), at.projections);
  }
  trec4j_trec_shared_cluster(shape, layout, params, input, &at, scratch);
  trec4j_trec_shared_zeros(shape, &at);
  for (int32_t block = 0; block * TREC4J_TREC_BLOCK < shape->filters; block++) {
    if (shape->keep > 0) {
      trec4j_trec_kept(shape, params, &kept, block, at.projections, at.columns, at.sums);
    } else {
      trec4j_trec_bias(params->bias + block * TREC4J_TREC_BLOCK, at.bias);
    }
    trec4j_trec_shared_block(shape, params, &at, block, shape->keep > 0 ? NULL : at.bias, at.sums,
                             output);
  }
}

#endif
