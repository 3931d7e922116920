/** Packs plain weights as the kernels want them: what the exporter does in Java. */
#ifndef TREC4J_TEST_PACKING_H
#define TREC4J_TEST_PACKING_H

#include <stdint.h>
#include <string.h>

static inline int32_t pack_round_up(int32_t n, int32_t unit) {
  return (n + unit - 1) / unit * unit;
}

/**
 * One filter quad: `weight` of entry k of filter f is values[f * filter_step + k] for f < filters
 * and k < entries, else 0. Writes 2 * entries (rounded up to 4) halfwords.
 */
static inline int16_t *pack_quad(const int8_t *values, int32_t filter_step, int32_t filters,
                                 int32_t entries, int16_t *packed) {
  static const int32_t order[4] = {0, 2, 1, 3};
  for (int32_t group = 0; group < entries; group += 4) {
    for (int32_t half = 0; half < 4; half += 2) {
      for (int32_t pair = 0; pair < 4; pair += 2) {
        for (int32_t i = 0; i < 2; i++) {
          const int32_t k = group + order[half + i];
          int32_t a = 0, b = 0;
          if (k < entries && pair < filters) a = values[pair * filter_step + k];
          if (k < entries && pair + 1 < filters) b = values[(pair + 1) * filter_step + k];
          *packed++ = (int16_t)(256 * a + b);
        }
      }
    }
  }
  return packed;
}

/** FILTER_QUADS of weights [filters][entries]. */
static inline void pack_filter_quads(const int8_t *weights, int32_t filters, int32_t entries,
                                     int16_t *packed) {
  for (int32_t m = 0; m < filters; m += 4) {
    packed = pack_quad(weights + m * entries, entries, filters - m, entries, packed);
  }
}

/** Row `row` of G for a kernel of 3 at the points 0, 1, -1, infinity. */
static inline int32_t pack_winograd2_point(int32_t row, int32_t tap) {
  static const int32_t points[4][3] = {{2, 0, 0}, {1, 1, 1}, {1, -1, 1}, {0, 0, 2}};
  return points[row][tap];
}

/** Row `row` of Winograd's G for a kernel of `taps` at the points 0, 1, -1, 2, -2, infinity. */
static inline int32_t pack_winograd_point(int32_t row, int32_t taps, int32_t tap) {
  static const int32_t points[4] = {1, -1, 2, -2};
  int32_t power = 1;
  if (row == 0) return tap == 0 ? 6 : 0;
  if (row == 5) return tap == taps - 1 ? 6 : 0;
  for (int32_t i = 0; i < tap; i++) power *= points[row - 1];
  return power;
}

/** U[i][j] of filter m and channel c. */
static inline int32_t pack_winograd_value(const int8_t *weights, int32_t channels, int32_t taps,
                                          int32_t positions, int32_t m, int32_t c, int32_t i,
                                          int32_t j) {
  int32_t sum = 0;
  for (int32_t y = 0; y < taps; y++) {
    for (int32_t x = 0; x < taps; x++) {
      const int32_t factor =
          positions == 16 ? pack_winograd2_point(i, y) * pack_winograd2_point(j, x)
                          : pack_winograd_point(i, taps, y) * pack_winograd_point(j, taps, x);
      sum += factor * weights[((m * taps + y) * taps + x) * channels + c];
    }
  }
  return sum;
}

/** int16 of the packed weights. */
static inline int32_t pack_winograd_size(int32_t filters, int32_t channels, int32_t positions) {
  return pack_round_up(filters, 2) * positions * pack_round_up(channels, 4);
}

/** Weights [M][taps][taps][C] as trec4j_winograd.h has them. */
static inline void pack_winograd(const int8_t *weights, int32_t filters, int32_t channels,
                                 int32_t taps, int32_t positions, int16_t *packed) {
  static const int32_t lanes[4] = {0, 2, 1, 3};
  const int32_t quads = pack_round_up(channels, 4) / 4;
  memset(packed, 0, (size_t)pack_winograd_size(filters, channels, positions) * sizeof(int16_t));
  for (int32_t m = 0; m < filters; m++) {
    for (int32_t c = 0; c < channels; c++) {
      for (int32_t p = 0; p < positions; p++) {
        /* 40 positions: the last four have the high parts of rows and columns 3 and 4. */
        const int32_t high = p - 36;
        const int32_t points = positions == 16 ? 4 : 6;
        const int32_t i = high >= 0 ? 3 + high / 2 : p / points;
        const int32_t j = high >= 0 ? 3 + high % 2 : p % points;
        const int split = positions > 36 && (i == 3 || i == 4) && (j == 3 || j == 4);
        const int32_t value = pack_winograd_value(weights, channels, taps, positions, m, c, i, j);
        const int32_t low = split ? (int8_t)(value & 0xff) : value;
        packed[(((m / 2) * positions + p) * quads + c / 4) * 8 + m % 2 * 4 + lanes[c % 4]] =
            (int16_t)(high >= 0 ? (value - low) / 256 : low);
      }
    }
  }
}

/** Bytes of weights that are transformed on the fly. */
static inline int32_t pack_winograd_fly_size(int32_t filters, int32_t channels) {
  return 9 * filters * pack_round_up(channels, 4);
}

/** Weights [M][3][3][C] as trec4j_winograd_fly.h has them. */
static inline void pack_winograd_fly(const int8_t *weights, int32_t filters, int32_t channels,
                                     int8_t *packed) {
  const int32_t quads = pack_round_up(channels, 4) / 4;
  memset(packed, 0, (size_t)pack_winograd_fly_size(filters, channels));
  for (int32_t m = 0; m < filters; m++) {
    for (int32_t tap = 0; tap < 9; tap++) {
      for (int32_t c = 0; c < channels; c++) {
        packed[((m * quads + c / 4) * 9 + tap % 3 * 3 + tap / 3) * 4 + c % 4] =
            weights[(m * 9 + tap) * channels + c];
      }
    }
  }
}

/** Weights [M][5][run] as trec4j_winograd_rows.h has them. */
static inline void pack_winograd_rows(const int8_t *weights, int32_t filters, int32_t run,
                                      int16_t *packed) {
  static const int32_t points[8][5] = {
      {90, 0, 0, 0, 0},   {-20, -20, -20, -20, -20}, {-20, 20, -20, 20, -20}, {1, 2, 4, 8, 16},
      {1, -2, 4, -8, 16}, {16, 8, 4, 2, 1},          {16, -8, 4, -2, 1},      {0, 0, 0, 0, 90}};
  static const int32_t lanes[4] = {0, 2, 1, 3};
  const int32_t quads = pack_round_up(run, 4) / 4;
  memset(packed, 0, (size_t)pack_winograd_size(filters, run, 8) * sizeof(int16_t));
  for (int32_t m = 0; m < filters; m++) {
    for (int32_t k = 0; k < run; k++) {
      for (int32_t p = 0; p < 8; p++) {
        int32_t sum = 0;
        for (int32_t y = 0; y < 5; y++) sum += points[p][y] * weights[(m * 5 + y) * run + k];
        packed[(((m / 2) * 8 + p) * quads + k / 4) * 8 + m % 2 * 4 + lanes[k % 4]] = (int16_t)sum;
      }
    }
  }
}

/** int16 of packed depthwise weights of a square kernel, of a channel. */
static inline int32_t pack_depthwise_pairs_size(int32_t taps, int32_t stride) {
  return 2 * taps * (stride == 1 ? taps - 1 : (taps + 1) / 2);
}

/** Weights [taps][taps][C] as trec4j_depthwise_pairs.h has them. */
static inline void pack_depthwise_pairs(const int8_t *weights, int32_t channels, int32_t taps,
                                        int32_t stride, int16_t *packed) {
  for (int32_t c = 0; c < channels; c++) {
    for (int32_t x = 0; x < taps; x++) {
      for (int32_t y = 0; y + 1 < taps; y += 2) {
        *packed++ = weights[(y * taps + x) * channels + c];
        *packed++ = weights[((y + 1) * taps + x) * channels + c];
      }
      for (int32_t y = 1; stride == 1 && y + 1 < taps; y += 2) {
        *packed++ = weights[(y * taps + x) * channels + c];
        *packed++ = weights[((y + 1) * taps + x) * channels + c];
      }
      if (stride == 2) {
        *packed++ = weights[((taps - 1) * taps + x) * channels + c];
        *packed++ = 0;
      }
    }
  }
}

#endif
