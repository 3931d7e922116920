/**
 * TREC convolution: what both segment forms share.
 *
 * A segment is a short vector of input values. Segments of one image and slice that hash alike
 * form a cluster; products are taken once a cluster, with its mean (the centroid), and gathered:
 *
 *   1. hash     p_j = sum_l x[l] * h[set][j][l], with set = slice or, with one hash set, 0
 *               t_j = thresholds[set][j]
 *               and if centred, with colsum[l] = sum of x[l] over the N segments,
 *               t_j = thresholds[set][j] + floor((sum_l colsum[l] * h[set][j][l]) / N)
 *               bucket = sum_j (p_j > t_j) << j
 *   2. cluster  buckets get the cluster numbers 0, 1, .. at first sight, in the order of segments;
 *               once max_clusters are in use every new bucket maps to the last one.
 *   3. centroid floor((2 * sum + n) / (2 * n)) - input_zero_point over the n members.
 *   4. reassign (optional) each segment moves to the cluster of least squared distance (ties: the
 *               lowest number), then centroids are computed anew; one without members stays.
 *   5. table    s = sum_l centroid_c[l] * w[m][k]
 *               P[c][t][m] = sat16(multiply_high(s, table_multipliers[m]))
 *   6. gather   acc = bias[m]; for slices, then taps, ascending: acc = sat16(acc + P[c][t][m]);
 *               a tap in the padding adds nothing.
 *   7. output   clamp(acc >> shift, low, high); bias holds output zero point and rounding.
 *
 * With keep = R > 0 the parts of a segment along R directions are kept: convolved as they are. The
 * weights above hold only what they leave, and acc does not begin with bias[m] but with
 *
 *     z[s][r] = clamp(multiply_high(sum_l x[l] * directions[s][r][l] + direction_bias[s][r],
 *                                   direction_multipliers[s][r]), -128, 127)
 *     acc     = sat16(bias[m] + multiply_high(sum_k z[k] * e[m][k], kept_multipliers[m]))
 *
 * where k runs over taps, slices, directions, and z is 0 in the padding. Segments are then
 * reassigned by what directions leave of them, to the cluster of least
 *
 *     sum_l c'[l]^2 - 2 * (x[l] - input_zero_point) * c'[l]
 *
 * with
 *
 *     along[r] = multiply_high(sum_l centroid[l] * directions[s][r][l], direction_squares[s][r])
 *     part[l]  = sum_r ((along[r] * directions[s][r][l] + 128) >> 8)
 *     c'[l]    = clamp(centroid[l] - ((part[l] + 8) >> 4), -2047, 2047)
 *
 * The forms differ in what a segment is (N of them a slice, S slices, T taps); the first two share
 * segments between taps, the last one is the paper's, per slice:
 *
 *   run         a segment                              L              S                T
 *   1           pixel slice: L channels of a pixel     divides C      C / L            kernel^2
 *   kernel > 1  row run: `kernel` pixels of a row      kernel * C     1                kernel
 *   0           L entries of an im2row row             divides them   kernel^2*C / L   1
 *
 * Weights (packing TREC_BLOCKS): int16 [ceil(M/16)][S][T][4][Lp/4][8], Lp = L rounded up to a
 * multiple of 4; the four filter quads of a block of 16 filters, each packed as in trec4j_quads.h.
 * Kept weights e (packing KEPT_BLOCKS): int16 [ceil(M/16)][4][Kp/4][8], four quads a block alike.
 * Their entries are cut in rows, one a kernel row for pixel slices and a single one for row runs;
 * Kp counts each row's entries rounded up to a multiple of 4.
 */
#ifndef TREC4J_TREC_H
#define TREC4J_TREC_H

#include "trec4j_common.h"
#include "trec4j_quads.h"

typedef struct {
  int32_t input_height, input_width, input_channels;
  int32_t kernel, stride, pad;
  int32_t output_height, output_width, filters;
  int32_t segment;      /**< L, at most 256 */
  int32_t run;          /**< 1 pixel slice, kernel (> 1) row run, 0 per slice */
  int32_t bits;         /**< 1..8 */
  int32_t hash_sets;    /**< 1 or S */
  int32_t max_clusters; /**< 1..2^bits */
  int32_t centred, reassign;
  int32_t keep; /**< R, directions that are kept of a segment; 0 unless run > 0 */
} trec4j_trec_shape;

typedef struct {
  const int16_t *weights;           /**< TREC_BLOCKS */
  const int16_t *bias;              /**< [M rounded up to 16] */
  const int32_t *table_multipliers; /**< [M rounded up to 16], in [0, 2^31) */
  const int8_t *hash_vectors;       /**< [hash_sets][bits][Lp], in [-127, 127] */
  const int32_t *thresholds;        /**< [hash_sets][bits], in [-2^29, 2^29] */
  int32_t input_zero_point;
  int32_t shift; /**< 1..8 */
  int32_t low, high;
  /* Where keep > 0: */
  const int8_t *directions;             /**< [S][keep][Lp], in [-127, 127] */
  const int32_t *direction_bias;        /**< [S][keep], -input_zero_point * sum_l directions */
  const int32_t *direction_multipliers; /**< [S][keep], in [0, 2^31) */
  const int32_t *direction_squares;     /**< [S][keep], in [0, 2^31); of 2^-44, if reassigning */
  const int16_t *kept_weights;          /**< KEPT_BLOCKS */
  const int32_t *kept_multipliers;      /**< [M rounded up to 16], multiples of 256 in [0, 2^31) */
} trec4j_trec_params;

/** Filters of a block: what the gather holds in registers as eight pairs of int16. */
#define TREC4J_TREC_BLOCK 16

/** Bytes of a block of one row of the table. */
#define TREC4J_TREC_ROW_BYTES 32

/** A table beyond this many bytes is built for one kernel row at a time. */
#define TREC4J_TREC_TABLE_LIMIT 32768

/** Centroids are multiplied in pairs, hence kept for an even number of clusters. */
#define TREC4J_TREC_EVEN(max_clusters) TREC4J_ROUND_UP(max_clusters, 2)

/** Bytes of the centroids of one slice. */
#define TREC4J_TREC_CENTROIDS(segment, max_clusters) \
  (2 * TREC4J_TREC_EVEN(max_clusters) * TREC4J_ROUND_UP(segment, 4))

TREC4J_INLINE int32_t trec4j_trec_slices(const trec4j_trec_shape *shape) {
  const int32_t channels = shape->input_channels;
  if (shape->run > 1) return 1;
  return (shape->run == 1 ? channels : shape->kernel * shape->kernel * channels) / shape->segment;
}

/** Rows of the grid of a slice's segments; a shared segment belongs to an input row. */
TREC4J_INLINE int32_t trec4j_trec_segment_rows(const trec4j_trec_shape *shape) {
  return shape->run == 0 ? shape->output_height : shape->input_height;
}

/** Columns of the grid of a slice's segments; only pixel slices stand at input columns. */
TREC4J_INLINE int32_t trec4j_trec_segment_columns(const trec4j_trec_shape *shape) {
  return shape->run == 1 ? shape->input_width : shape->output_width;
}

/** N: segments of a slice. */
TREC4J_INLINE int32_t trec4j_trec_segments(const trec4j_trec_shape *shape) {
  return trec4j_trec_segment_rows(shape) * trec4j_trec_segment_columns(shape);
}

/** Copies `entries` im2row entries from number `first` on, for one output pixel. */
TREC4J_INLINE void trec4j_trec_im2row(const trec4j_trec_shape *shape, const int8_t *input,
                                      int32_t zero_point, int32_t output_y, int32_t output_x,
                                      int32_t first, int32_t entries, int8_t *values) {
  const int32_t channels = shape->input_channels;
  while (entries > 0) {
    /* A piece ends with the pixel it lies in. */
    const int32_t tap = first / channels;
    const int32_t channel = first % channels;
    const int32_t piece = TREC4J_MIN(channels - channel, entries);
    const int32_t y = output_y * shape->stride - shape->pad + tap / shape->kernel;
    const int32_t x = output_x * shape->stride - shape->pad + tap % shape->kernel;
    if (y < 0 || y >= shape->input_height || x < 0 || x >= shape->input_width) {
      memset(values, zero_point, (size_t)piece);
    } else {
      memcpy(values, input + (y * shape->input_width + x) * channels + channel, (size_t)piece);
    }
    first += piece;
    entries -= piece;
    values += piece;
  }
}

/** Copies the pixels of input row `y` under a kernel row that starts at column `left`. */
TREC4J_INLINE void trec4j_trec_row_run(const trec4j_trec_shape *shape, const int8_t *input,
                                       int32_t zero_point, int32_t y, int32_t left,
                                       int8_t *values) {
  const int32_t channels = shape->input_channels;
  for (int32_t x = left; x < left + shape->kernel; x++) {
    if (x < 0 || x >= shape->input_width) {
      memset(values, zero_point, (size_t)channels);
    } else {
      memcpy(values, input + (y * shape->input_width + x) * channels, (size_t)channels);
    }
    values += channels;
  }
}

/** Where a segment's values lie together in the input, as an index; -1 if they do not. */
TREC4J_INLINE int32_t trec4j_trec_place(const trec4j_trec_shape *shape, int32_t slice, int32_t row,
                                        int32_t column) {
  const int32_t channels = shape->input_channels;
  int32_t y = row;
  int32_t x = column;
  int32_t channel = slice * shape->segment;
  int32_t pixels = 1;
  if (shape->run > 1) {
    x = column * shape->stride - shape->pad;
    channel = 0;
    pixels = shape->kernel;
  } else if (shape->run == 0) {
    if (channels % shape->segment != 0) return -1;
    const int32_t tap = channel / channels;
    channel -= tap * channels;
    y = row * shape->stride - shape->pad + tap / shape->kernel;
    x = column * shape->stride - shape->pad + tap % shape->kernel;
    if (y < 0 || y >= shape->input_height) return -1;
  }
  if (x < 0 || x + pixels > shape->input_width) return -1;
  return (y * shape->input_width + x) * channels + channel;
}

/**
 * The values of a segment, readable up to a multiple of four: in place in the input where they lie
 * together and such a read stays within it, else put together in `buffer`.
 */
TREC4J_INLINE const int8_t *trec4j_trec_segment(const trec4j_trec_shape *shape, const int8_t *input,
                                                int32_t zero_point, int32_t slice, int32_t row,
                                                int32_t column, int8_t *buffer) {
  const int32_t padded = TREC4J_ROUND_UP(shape->segment, 4);
  const int32_t size = shape->input_height * shape->input_width * shape->input_channels;
  const int32_t place = trec4j_trec_place(shape, slice, row, column);
  if (place >= 0 && (padded == shape->segment || place + padded <= size)) return input + place;
  if (shape->run == 1) {
    memcpy(buffer, input + place, (size_t)shape->segment);
  } else if (shape->run > 1) {
    trec4j_trec_row_run(shape, input, zero_point, row, column * shape->stride - shape->pad, buffer);
  } else {
    trec4j_trec_im2row(shape, input, zero_point, row, column, slice * shape->segment,
                       shape->segment, buffer);
  }
  return buffer;
}

#endif
