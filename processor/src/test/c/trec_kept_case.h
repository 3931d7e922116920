/** What convolves the kept directions of a TREC test's case, drawn and packed. */
#ifndef TREC4J_TEST_TREC_KEPT_CASE_H
#define TREC4J_TEST_TREC_KEPT_CASE_H

#include "packing.h"
#include "reference.h"
#include "support.h"
#include "trec_stress.h"

/** What convolves the kept directions of a case, plain and packed. */
typedef struct {
  int8_t *directions, *padded_directions, *weights;
  int32_t *bias, *multipliers, *squares, *kept_multipliers, *kept_bias;
  int16_t *packed;
} kept_parameters;

static inline int8_t *kept_directions(const ref_conv *c, int stress, kept_parameters *k) {
  const int32_t count = ref_slices(c) * c->keep;
  const int32_t padded = pack_round_up(c->segment, 4);
  k->directions = malloc((size_t)(count * c->segment));
  k->padded_directions = calloc((size_t)(count * padded), 1);
  k->bias = calloc((size_t)count, sizeof(int32_t));
  k->multipliers = malloc((size_t)count * sizeof(int32_t));
  k->squares = malloc((size_t)count * sizeof(int32_t));
  random_tensor(k->directions, count * c->segment, -127, 127);
  for (int32_t i = 0; i < count; i++) {
    /* From projections that hardly matter to ones that saturate. */
    k->multipliers[i] =
        stress == SATURATE ? INT32_MAX : 1 + random_in(0, INT32_MAX / (32 * c->segment)) * 2;
    k->squares[i] =
        stress == SATURATE || stress == EXTREME ? INT32_MAX : random_in(0, INT32_MAX / c->segment);
    for (int32_t l = 0; l < c->segment; l++) {
      const int8_t value = k->directions[i * c->segment + l];
      k->padded_directions[i * padded + l] = value;
      k->bias[i] -= c->input_zero_point * value;
    }
  }
  return k->padded_directions;
}

/** Packs plain weights with columns' rows filled up. */
static inline int16_t *kept_pack_quads(const ref_conv *c, const kept_parameters *k) {
  const int32_t entries = ref_taps(c) * ref_slices(c) * c->keep;
  const int32_t rows = c->run > 1 ? 1 : c->kernel_height;
  const int32_t row = entries / rows;
  const int32_t padded = rows * pack_round_up(row, 4);
  const int32_t lanes = pack_round_up(c->filters, 16);
  int16_t *packed = malloc((size_t)(lanes * padded / 2) * sizeof(int16_t));
  int8_t *filled = calloc((size_t)(lanes * padded), 1);
  for (int32_t i = 0; i < c->filters * entries; i++) {
    const int32_t entry = i % entries;
    filled[i / entries * padded + entry / row * (padded / rows) + entry % row] = k->weights[i];
  }
  pack_filter_quads(filled, lanes, padded, packed);
  free(filled);
  return packed;
}

/** Packs them as a Winograd form wants them. */
static inline int16_t *kept_pack_winograd(const ref_conv *c, const kept_parameters *k,
                                          int32_t positions) {
  const int32_t values = ref_slices(c) * c->keep;
  const int32_t size = pack_winograd_size(c->filters, values, positions);
  int16_t *packed = malloc((size_t)size * sizeof(int16_t));
  pack_winograd(k->weights, c->filters, values, c->kernel_height, positions, packed);
  return packed;
}

static inline void kept_weights(const ref_conv *c, int stress, int32_t positions,
                                kept_parameters *k) {
  const int32_t entries = ref_taps(c) * ref_slices(c) * c->keep;
  k->weights = malloc((size_t)(c->filters * entries));
  k->kept_multipliers = calloc((size_t)pack_round_up(c->filters, 16), sizeof(int32_t));
  k->kept_bias = calloc((size_t)c->filters, sizeof(int32_t));
  random_tensor(k->weights, c->filters * entries, -127, 127);
  if (stress == EXTREME)
    memset(k->weights, random_bits() % 2 ? -127 : 127, (size_t)(c->filters * entries));
  for (int32_t m = 0; m < c->filters; m++) {
    k->kept_multipliers[m] =
        stress == SATURATE ? random_in(1 << 20, 8388607) * 256 : random_in(0, 1 << 16) * 256;
  }
  /* Only tiles of 6x6 take inputs as 128 more. */
  for (int32_t i = 0; positions > 16 && i < c->filters * entries; i++) {
    k->kept_bias[i / entries] -= 128 * k->weights[i];
  }
  k->packed = positions > 0 ? kept_pack_winograd(c, k, positions) : kept_pack_quads(c, k);
}

static inline void kept_free(kept_parameters *k) {
  free(k->directions);
  free(k->padded_directions);
  free(k->weights);
  free(k->bias);
  free(k->multipliers);
  free(k->squares);
  free(k->kept_multipliers);
  free(k->kept_bias);
  free(k->packed);
}

#endif
