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
 * segments between taps, the last one is the paper's, per slice. With kernels of h * w:
 *
 *   run    a segment                                   L              S              T
 *   1      pixel slice: L channels of an input pixel   divides C      C / L          h * w
 *   w > 1  row run: w pixels of an input row           w * C          1              h
 *   0      L entries of an im2row row                  divides them   h * w * C / L  1
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
  int32_t kernel_height, kernel_width, stride_y, stride_x;
  int32_t pad_top, pad_left, pad_bottom, pad_right;
  int32_t output_height, output_width, filters;
  int32_t segment;      /**< L, at most 256 */
  int32_t run;          /**< 1 pixel slice, kernel_width (> 1) row run, 0 per slice */
  int32_t bits;         /**< 1..8 */
  int32_t hash_sets;    /**< 1 or S */
  int32_t max_clusters; /**< 1..2^bits */
  int32_t centred, reassign;
  int32_t keep; /**< R, directions that are kept of a segment; 0 unless run > 0 */
  /* How the work is cut: the plan weighs memory against passes. */
  int32_t table_rows;   /**< run > 0: kernel rows of one table, a divisor of their number; else 0 */
  int32_t group;        /**< run = 0: slices of a group; else 0 */
  int32_t column_pairs; /**< keep > 0: pairs of columns that are multiplied in one go; else 0 */
  int32_t output_pitch; /**< bytes from one output pixel to the next, at least the filters */
} trec4j_trec_shape;

/**
 * Where the regions of the scratch begin, in bytes and multiples of 8. Those of a phase may share
 * their memory with those of other phases, which are used at another time. A region that a shape
 * does not need has no size. Lp = L rounded up to 4; cl = max_clusters, cl2 and cl4 = cl rounded up
 * to 2 and to 4; G = group.
 *
 * In a shared kernel the sums belong to the phase of gathering. Per slice they are those of all
 * filters, [M/16][outputs][16], kept from group to group, and stand before or behind all else. With
 * Winograd's forms they are those of all filters, too, and stand between `used` and the phases.
 */
typedef struct {
  int32_t map;         /**< uint32 [S][H + pads][map width]; per slice [outputs][G] */
  int32_t projections; /**< int8, see trec4j_trec_kept.h, if keeping */
  int32_t centroids;   /**< int16 [S or G][cl2 / 2][Lp/4][8], pairs as in trec4j_quads.h */
  int32_t used;        /**< uint16 [S or G] clusters in use */
  /* Projecting, if keeping: */
  int32_t project_segment; /**< int8 [Lp] a segment that is not in one place in the input */
  int32_t project_pairs;   /**< DSP: uint32 [Lp/4][keep][2] directions of a slice, in pairs */
  /* In the same phase, where Winograd's forms convolve the projections; see trec4j_winograd.h: */
  int32_t tiles;    /**< int16 [points * points][Kc/4][2 tiles][4], Kc = S * R rounded up to 4 */
  int32_t products; /**< int32 [positions][2 filters][2 tiles] */
  int32_t frame;    /**< TREC4J_WINOGRAD_FRAME */
  int32_t zeros;    /**< int8 [Kc], projections in the padding */
  /* Clustering: */
  int32_t vectors;     /**< DSP: uint32 [Lp/4][bits][2] hash vectors, negated, the last bit first */
  int32_t thresholds;  /**< int32 [bits] thresholds of the slice, centring included */
  int32_t column_sums; /**< int32 [Lp] sums over all segments of the slice */
  int32_t of_bucket;   /**< uint16 [2^bits] cluster number of a bucket, or TREC4J_TREC_UNSEEN */
  int32_t cluster_sums; /**< int32 [cl][Lp] sums over a cluster's members; DSP: of the first 256
                             members, 512, and so on */
  int32_t near_sums;    /**< DSP: uint32 [cl][Lp/2] pairs, the sums over the members since */
  int32_t counts;       /**< int32 [cl] members of a cluster */
  int32_t means;        /**< int16 [cl4][Lp] means, if reassigning; DSP: [cl4 / 4][Lp/4][4][4] the
                             same, times -2, in pairs */
  int32_t norms;        /**< int32 [cl4] squared norms of the means, if reassigning */
  int32_t segment;      /**< int8 [Lp] a segment that is not in one place in the input */
  /* Gathering: */
  int32_t table;   /**< int16 [cl2 + 1][taps of table_rows][16]; per slice [G][cl2][16] */
  int32_t bias;    /**< int16 [16] */
  int32_t columns; /**< int16 [column_pairs][Kp/4][8], if keeping */
  int32_t sums;  /**< int16 [outputs][16], to even if keeping; none where one gather does it all */
  int32_t bytes; /**< of all */
} trec4j_trec_scratch;

typedef struct {
  const int16_t *weights;           /**< TREC_BLOCKS */
  const int16_t *bias;              /**< [M rounded up to 16] */
  const int32_t *table_multipliers; /**< [M rounded up to 16], in [0, 2^31) */
  const int8_t *hash_vectors;       /**< [hash_sets][bits][Lp], in [-127, 127] */
  const int32_t *thresholds;        /**< [hash_sets][bits], in [-2^29, 2^29] */
  int32_t input_zero_point;
  int32_t shift; /**< 1..8 */
  int32_t low, high;
  /* Where keep > 0; with Winograd's forms the weights are as trec4j_winograd.h has them: */
  const int8_t *directions;             /**< [S][keep][Lp], in [-127, 127] */
  const int32_t *direction_bias;        /**< [S][keep], -input_zero_point * sum_l directions */
  const int32_t *direction_multipliers; /**< [S][keep], in [0, 2^31) */
  const int32_t *direction_squares;     /**< [S][keep], in [0, 2^31); of 2^-44, if reassigning */
  const int16_t *kept_weights;          /**< KEPT_BLOCKS */
  const int32_t *kept_multipliers;      /**< [M rounded up to 16], multiples of 256 in [0, 2^31) */
  const int32_t *kept_bias; /**< [M], Winograd's forms: makes up for inputs of 128 more */
} trec4j_trec_params;

/** Filters of a block: what the gather holds in registers as eight pairs of int16. */
#define TREC4J_TREC_BLOCK 16

/** Bytes of a block of one row of the table. */
#define TREC4J_TREC_ROW_BYTES 32

/** Centroids are multiplied in pairs, hence kept for an even number of clusters. */
#define TREC4J_TREC_EVEN(max_clusters) TREC4J_ROUND_UP(max_clusters, 2)

/** Bytes of the centroids of one slice. */
#define TREC4J_TREC_CENTROIDS(segment, max_clusters) \
  (2 * TREC4J_TREC_EVEN(max_clusters) * TREC4J_ROUND_UP(segment, 4))

TREC4J_INLINE int32_t trec4j_trec_slices(const trec4j_trec_shape *shape) {
  const int32_t channels = shape->input_channels;
  if (shape->run > 1) return 1;
  if (shape->run == 1) return channels / shape->segment;
  return shape->kernel_height * shape->kernel_width * channels / shape->segment;
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
    const int32_t y = output_y * shape->stride_y - shape->pad_top + tap / shape->kernel_width;
    const int32_t x = output_x * shape->stride_x - shape->pad_left + tap % shape->kernel_width;
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
  for (int32_t x = left; x < left + shape->kernel_width; x++) {
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
    x = column * shape->stride_x - shape->pad_left;
    channel = 0;
    pixels = shape->kernel_width;
  } else if (shape->run == 0) {
    if (channels % shape->segment != 0) return -1;
    const int32_t tap = channel / channels;
    channel -= tap * channels;
    y = row * shape->stride_y - shape->pad_top + tap / shape->kernel_width;
    x = column * shape->stride_x - shape->pad_left + tap % shape->kernel_width;
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
    trec4j_trec_row_run(shape, input, zero_point, row, column * shape->stride_x - shape->pad_left,
                        buffer);
  } else {
    trec4j_trec_im2row(shape, input, zero_point, row, column, slice * shape->segment,
                       shape->segment, buffer);
  }
  return buffer;
}

/**
 * Requires room for map, projections, and what `held` slices leave of their clustering; and regions
 * that begin where words may.
 */
TREC4J_INLINE void trec4j_trec_require_map(const trec4j_trec_shape *shape,
                                           const trec4j_trec_scratch *layout, int32_t map_entries,
                                           int32_t projections, int32_t held) {
  const int32_t centroids = TREC4J_TREC_CENTROIDS(shape->segment, shape->max_clusters);
  TREC4J_REQUIRE(layout->map >= 0);
  TREC4J_REQUIRE(shape->output_pitch >= shape->filters);
  TREC4J_REQUIRE(layout->projections - layout->map >= 4 * map_entries);
  TREC4J_REQUIRE(layout->centroids - layout->projections >= projections);
  TREC4J_REQUIRE(layout->used - layout->centroids >= held * centroids);
  TREC4J_REQUIRE(shape->keep == 0 || layout->project_segment - layout->used >= 2 * held);
  TREC4J_REQUIRE(layout->vectors - layout->used >= 2 * held);
  TREC4J_REQUIRE(layout->table - layout->used >= 2 * held);
  TREC4J_REQUIRE((layout->map | layout->projections | layout->centroids | layout->used) % 8 == 0);
  TREC4J_REQUIRE((layout->project_segment | layout->project_pairs) % 8 == 0);
  TREC4J_REQUIRE((layout->vectors | layout->thresholds | layout->column_sums) % 8 == 0);
  TREC4J_REQUIRE((layout->of_bucket | layout->cluster_sums | layout->near_sums) % 8 == 0);
  TREC4J_REQUIRE((layout->counts | layout->means | layout->norms | layout->segment) % 8 == 0);
  TREC4J_REQUIRE((layout->table | layout->bias | layout->columns | layout->sums) % 8 == 0);
}

#endif
