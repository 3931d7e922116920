/**
 * TREC, steps 6 and 7: adds up, for each output and a block of 16 filters, the table's rows that
 * the map names, and turns the sums into int8.
 *
 * Sums are int16 and saturate at every addition, in the order of slices and taps. They pass through
 * memory between two calls for the same output; the first call begins with the bias, the last one
 * writes the outputs.
 */
#ifndef TREC4J_TREC_GATHER_H
#define TREC4J_TREC_GATHER_H

#include "trec4j_common.h"
#include "trec4j_trec.h"
#include "trec4j_trec_table.h"

/** Where the taps of an output stand in the map (steps in entries) and in the table's rows. */
typedef struct {
  int32_t output_rows, output_columns, output_row_step, output_column_step;
  int32_t tap_rows, tap_columns, tap_row_step, tap_column_step;
  int32_t tap_halfwords; /**< from the table's row of one tap to that of the next */
  int32_t filters;
} trec4j_trec_gather_shape;

/** A map entry names a row of the table: by its address where that has 32 bits and matters. */
TREC4J_INLINE uint32_t trec4j_trec_row_entry(const int16_t *table, uint32_t offset) {
  (void)table;
  return offset;
}

TREC4J_INLINE const int16_t *trec4j_trec_row(const int16_t *table, uint32_t entry) {
  return table + entry / sizeof(int16_t);
}

/** Adds the rows of all taps of one output. */
TREC4J_INLINE void trec4j_trec_gather_taps(const trec4j_trec_gather_shape *shape,
                                           const uint32_t *map, const int16_t *table,
                                           int16_t *sums) {
  for (int32_t y = 0; y < shape->tap_rows; y++) {
    for (int32_t x = 0; x < shape->tap_columns; x++) {
      const uint32_t entry = map[y * shape->tap_row_step + x * shape->tap_column_step];
      const int16_t *row =
          trec4j_trec_row(table, entry) + (y * shape->tap_columns + x) * shape->tap_halfwords;
      for (int32_t i = 0; i < TREC4J_TREC_BLOCK; i++) sums[i] = trec4j_sat16(sums[i] + row[i]);
    }
  }
}

/** Writes the `channels` first filters of the block. */
TREC4J_INLINE void trec4j_trec_output(const int16_t *sums, int32_t shift, int32_t low, int32_t high,
                                      int32_t channels, int8_t *output) {
  for (int32_t i = 0; i < channels; i++) {
    output[i] = (int8_t)trec4j_clamp(sums[trec4j_trec_lane(i)] >> shift, low, high);
  }
}

/** The bias of a block in the order of the table's rows. */
TREC4J_INLINE void trec4j_trec_bias(const int16_t *bias, int16_t *lanes) {
  for (int32_t i = 0; i < TREC4J_TREC_BLOCK; i++) lanes[trec4j_trec_lane(i)] = bias[i];
}

/**
 * Gathers block `block` of the filters for every output. `bias` is null unless this is the first
 * call for the block; `output` is null unless it is the last; `sums`, [outputs][16], may be null
 * where it is both.
 */
TREC4J_INLINE void trec4j_trec_gather(const trec4j_trec_gather_shape *shape,
                                      const trec4j_trec_params *params, int32_t block,
                                      const uint32_t *map, const int16_t *table,
                                      const int16_t *bias, int16_t *sums, int8_t *output) {
  const int32_t first_filter = block * TREC4J_TREC_BLOCK;
  const int32_t channels = TREC4J_MIN(TREC4J_TREC_BLOCK, shape->filters - first_filter);
  for (int32_t y = 0; y < shape->output_rows; y++) {
    for (int32_t x = 0; x < shape->output_columns; x++) {
      const int32_t pixel = y * shape->output_columns + x;
      int16_t lanes[TREC4J_TREC_BLOCK];
      memcpy(lanes, bias != NULL ? bias : sums + pixel * TREC4J_TREC_BLOCK, sizeof lanes);
      trec4j_trec_gather_taps(
          shape, map + y * shape->output_row_step + x * shape->output_column_step, table, lanes);
      if (output != NULL) {
        trec4j_trec_output(lanes, params->shift, params->low, params->high, channels,
                           output + pixel * shape->filters + first_filter);
      } else {
        memcpy(sums + pixel * TREC4J_TREC_BLOCK, lanes, sizeof lanes);
      }
    }
  }
}

#endif
