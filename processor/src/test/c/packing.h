/** Packs plain weights as the kernels want them: what the exporter does in Java. */
#ifndef TREC4J_TEST_PACKING_H
#define TREC4J_TEST_PACKING_H

#include <stdint.h>

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

#endif
