/**
 * TREC, the sums that step 1 centres by: each entry's sum over all segments of a slice.
 *
 * What the segments of a slice read at one kernel place and channel lies in the input at equal
 * distances, in rows and columns. So the entries of a pixel are summed over such a grid, straight
 * from the input and without putting segments together; entries in the padding are only counted.
 */
#ifndef TREC4J_TREC_COLSUM_H
#define TREC4J_TREC_COLSUM_H

#include "trec4j_common.h"
#include "trec4j_simd.h"
#include "trec4j_trec.h"

/** Members whose int8 values an int16 sum can hold. */
#define TREC4J_TREC_NEAR_MEMBERS 256

/** Values that are summed together: four words, whose packed sums fit into registers. */
#define TREC4J_TREC_STRIP 16

/** Where vectors of values begin in the input, as indices. */
typedef struct {
  int32_t first;
  int32_t rows, columns;
  int32_t row_step, column_step;
} trec4j_trec_grid;

/** Which of a row of equally distant places lie within the input. */
typedef struct {
  int32_t first, count;
} trec4j_trec_span;

/** Of `count` places from `first` on, `step` apart, those in [0, size). */
TREC4J_INLINE trec4j_trec_span trec4j_trec_within(int32_t first, int32_t step, int32_t count,
                                                  int32_t size) {
  const int32_t skipped = first < 0 ? (step - 1 - first) / step : 0;
  trec4j_trec_span span = {first + skipped * step, 0};
  if (span.first < size) {
    span.count = TREC4J_MAX(0, TREC4J_MIN((size - 1 - span.first) / step + 1, count - skipped));
  }
  return span;
}

/** Adds the first `entries` values of all vectors to the sums, one by one. */
TREC4J_INLINE void trec4j_trec_add_values(const int8_t *input, const trec4j_trec_grid *grid,
                                          int32_t entries, int32_t *sums) {
  for (int32_t row = 0; row < grid->rows; row++) {
    for (int32_t column = 0; column < grid->columns; column++) {
      const int8_t *values =
          input + grid->first + row * grid->row_step + column * grid->column_step;
      for (int32_t l = 0; l < entries; l++) sums[l] += values[l];
    }
  }
}

#if TREC4J_DSP

/** Adds packed sums of four entries, as SXTB16 orders them, to the sums of the first `entries`. */
TREC4J_INLINE void trec4j_trec_add_pairs(uint32_t even, uint32_t odd, int32_t entries,
                                         int32_t *sums) {
  sums[0] += (int16_t)(even & 0xffffu);
  if (entries > 1) sums[1] += (int16_t)(odd & 0xffffu);
  if (entries > 2) sums[2] += (int32_t)even >> 16;
  if (entries > 3) sums[3] += (int32_t)odd >> 16;
}

/** Adds up to 256 vectors of `words` (1 to 4) words, of which the first `entries` values count. */
TREC4J_INLINE void trec4j_trec_add_tile(const int8_t *input, const trec4j_trec_grid *tile,
                                        int32_t words, int32_t entries, int32_t *sums) {
  uint32_t pairs[8] = {0};
  const int8_t *row = input + tile->first;
  for (int32_t y = 0; y < tile->rows; y++) {
    const int8_t *vector = row;
#pragma GCC unroll 4
    for (int32_t x = 0; x < tile->columns; x++) {
#pragma GCC unroll 4
      for (int32_t i = 0; i < words; i++) {
        const uint32_t values = trec4j_load4(vector + 4 * i);
        pairs[2 * i] = trec4j_sxtab16(pairs[2 * i], values);
        pairs[2 * i + 1] = trec4j_sxtab16_high(pairs[2 * i + 1], values);
      }
      vector += tile->column_step;
    }
    row += tile->row_step;
  }
#pragma GCC unroll 4
  for (int32_t i = 0; i < words; i++) {
    trec4j_trec_add_pairs(pairs[2 * i], pairs[2 * i + 1], entries - 4 * i, sums + 4 * i);
  }
}

/** Adds all vectors, in tiles whose sums fit into int16. */
TREC4J_INLINE void trec4j_trec_add_words(const int8_t *input, const trec4j_trec_grid *grid,
                                         int32_t words, int32_t entries, int32_t *sums) {
  const int32_t columns = TREC4J_MIN(grid->columns, TREC4J_TREC_NEAR_MEMBERS);
  const int32_t rows = TREC4J_TREC_NEAR_MEMBERS / columns;
  for (int32_t row = 0; row < grid->rows; row += rows) {
    for (int32_t column = 0; column < grid->columns; column += columns) {
      trec4j_trec_grid tile = *grid;
      tile.first += row * grid->row_step + column * grid->column_step;
      tile.rows = TREC4J_MIN(rows, grid->rows - row);
      tile.columns = TREC4J_MIN(columns, grid->columns - column);
      trec4j_trec_add_tile(input, &tile, words, entries, sums);
    }
  }
}

/** Adds the values of a strip of all vectors. */
TREC4J_SHARED void trec4j_trec_add_strip(const int8_t *input, const trec4j_trec_grid *grid,
                                         int32_t *sums) {
  trec4j_trec_add_words(input, grid, TREC4J_TREC_STRIP / 4, TREC4J_TREC_STRIP, sums);
}

/** Adds the first `entries` values, at most 4, of all vectors. */
TREC4J_SHARED void trec4j_trec_add_word(const int8_t *input, const trec4j_trec_grid *grid,
                                        int32_t entries, int32_t *sums) {
  trec4j_trec_grid whole = *grid;
  trec4j_trec_grid last = *grid;
  /* In the last row a word of fewer entries could reach beyond the input. */
  if (entries < 4) whole.rows = grid->row_step < 4 ? 0 : grid->rows - 1;
  last.first += whole.rows * grid->row_step;
  last.rows -= whole.rows;
  trec4j_trec_add_words(input, &whole, 1, entries, sums);
  trec4j_trec_add_values(input, &last, entries, sums);
}

#endif

/** Adds the first `entries` values of all vectors to the sums, on the DSP path packed. */
TREC4J_INLINE void trec4j_trec_add_vectors(const int8_t *input, const trec4j_trec_grid *grid,
                                           int32_t entries, int32_t *sums) {
  if (grid->rows == 0 || grid->columns == 0) return;
#if TREC4J_DSP
  trec4j_trec_grid rest = *grid;
  int32_t done = 0;
  for (; done + TREC4J_TREC_STRIP <= entries; done += TREC4J_TREC_STRIP) {
    rest.first = grid->first + done;
    trec4j_trec_add_strip(input, &rest, sums + done);
  }
  for (; done < entries; done += 4) {
    rest.first = grid->first + done;
    trec4j_trec_add_word(input, &rest, TREC4J_MIN(4, entries - done), sums + done);
  }
#else
  trec4j_trec_add_values(input, grid, entries, sums);
#endif
}

/** What a slice of pixels, or of im2row rows, reads within the input at a kernel place. */
TREC4J_INLINE trec4j_trec_grid trec4j_trec_grid_of(const trec4j_trec_shape *shape, int32_t tap,
                                                   int32_t channel) {
  const int32_t channels = shape->input_channels;
  const int32_t width = shape->input_width;
  const int32_t step_y = shape->run == 0 ? shape->stride_y : 1;
  const int32_t step_x = shape->run == 0 ? shape->stride_x : 1;
  const int32_t top = shape->run == 0 ? tap / shape->kernel_width - shape->pad_top : 0;
  const int32_t left = shape->run == 0 ? tap % shape->kernel_width - shape->pad_left : 0;
  const trec4j_trec_span rows =
      trec4j_trec_within(top, step_y, trec4j_trec_segment_rows(shape), shape->input_height);
  const trec4j_trec_span columns =
      trec4j_trec_within(left, step_x, trec4j_trec_segment_columns(shape), width);
  const trec4j_trec_grid grid = {(rows.first * width + columns.first) * channels + channel,
                                 rows.count, columns.count, step_y * width * channels,
                                 step_x * channels};
  return grid;
}

/** Entries of a slice from `l` on that lie in one pixel, where they begin at `channel`. */
TREC4J_INLINE int32_t trec4j_trec_pixel_entries(const trec4j_trec_shape *shape, int32_t l,
                                                int32_t channel) {
  /* The common case tells the compiler a constant. */
  if (shape->input_channels % shape->segment == 0) return shape->segment;
  return TREC4J_MIN(shape->input_channels - channel, shape->segment - l);
}

/** The sums of a slice of pixels or of im2row rows, pixel by pixel. */
TREC4J_INLINE void trec4j_trec_slice_colsum(const trec4j_trec_shape *shape, const int8_t *input,
                                            int32_t zero_point, int32_t slice,
                                            int32_t *column_sums) {
  int32_t entries;
  for (int32_t l = 0; l < shape->segment; l += entries) {
    const int32_t entry = slice * shape->segment + l;
    const int32_t channel = entry % shape->input_channels;
    const trec4j_trec_grid grid =
        trec4j_trec_grid_of(shape, entry / shape->input_channels, channel);
    const int32_t padding = trec4j_trec_segments(shape) - grid.rows * grid.columns;
    entries = trec4j_trec_pixel_entries(shape, l, channel);
    for (int32_t i = 0; i < entries; i++) column_sums[l + i] = padding * zero_point;
    trec4j_trec_add_vectors(input, &grid, entries, column_sums + l);
  }
}

/** Adds the sum of a channel over input column `x` to the entries of all row runs that hold it. */
TREC4J_INLINE void trec4j_trec_add_column(const trec4j_trec_shape *shape, int32_t x,
                                          int32_t channel, int32_t sum, int32_t *column_sums) {
  const int32_t stride = shape->stride_x;
  for (int32_t tap = 0; tap < shape->kernel_width; tap++) {
    const int32_t left = x + shape->pad_left - tap;
    if (left >= 0 && left % stride == 0 && left / stride < shape->output_width) {
      column_sums[tap * shape->input_channels + channel] += sum;
    }
  }
}

/**
 * The sums of row runs. All runs of a column begin and end alike, so each value of an input row is
 * summed over the rows once, whatever number of runs hold it.
 */
TREC4J_INLINE void trec4j_trec_run_colsum(const trec4j_trec_shape *shape, const int8_t *input,
                                          int32_t zero_point, int32_t *column_sums) {
  const int32_t channels = shape->input_channels;
  const int32_t row_values = shape->input_width * channels;
  for (int32_t l = 0; l < shape->segment; l++) {
    const int32_t inside = trec4j_trec_within(l / channels - shape->pad_left, shape->stride_x,
                                              shape->output_width, shape->input_width)
                               .count;
    column_sums[l] = shape->input_height * (shape->output_width - inside) * zero_point;
  }
  for (int32_t first = 0; first < row_values; first += TREC4J_TREC_STRIP) {
    const int32_t entries = TREC4J_MIN(TREC4J_TREC_STRIP, row_values - first);
    /* A row of the grid is a column of the input: the loop over what a row holds is the inner. */
    const trec4j_trec_grid grid = {first, 1, shape->input_height, 0, row_values};
    int32_t strip[TREC4J_TREC_STRIP] = {0};
    trec4j_trec_add_vectors(input, &grid, entries, strip);
    for (int32_t i = 0; i < entries; i++) {
      trec4j_trec_add_column(shape, (first + i) / channels, (first + i) % channels, strip[i],
                             column_sums);
    }
  }
}

/** column_sums[l] = sum of x[l] over all segments of the slice. */
TREC4J_INLINE void trec4j_trec_colsum(const trec4j_trec_shape *shape, const int8_t *input,
                                      int32_t zero_point, int32_t slice, int32_t *column_sums) {
  if (shape->run > 1) {
    trec4j_trec_run_colsum(shape, input, zero_point, column_sums);
  } else {
    trec4j_trec_slice_colsum(shape, input, zero_point, slice, column_sums);
  }
}

#endif
