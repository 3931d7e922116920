/** Draws the input and the parameters of a TREC test's case, plain and packed. */
#ifndef TREC4J_TEST_TREC_PARAMETERS_H
#define TREC4J_TEST_TREC_PARAMETERS_H

#include "packing.h"
#include "reference.h"
#include "support.h"
#include "trec4j_trec.h"
#include "trec_kept_case.h"
#include "trec_stress.h"

/** All that a case needs but its input and its memory. */
typedef struct {
  ref_conv reference;
  trec4j_trec_params params;
  int8_t *weights, *hash, *padded_hash;
  int16_t *bias, *packed;
  int32_t *multipliers, *thresholds;
  kept_parameters kept;
} trec_parameters;

/** Fills the map of a filter's place k to the packed blocks. */
static inline void pack_blocks(const ref_conv *c, int16_t *packed) {
  const int32_t entries = ref_entries(c);
  int8_t *segment_weights = calloc((size_t)(16 * c->segment), 1);
  for (int32_t block = 0; block < c->filters; block += 16) {
    for (int32_t s = 0; s < ref_slices(c); s++) {
      for (int32_t t = 0; t < ref_taps(c); t++) {
        memset(segment_weights, 0, (size_t)(16 * c->segment));
        for (int32_t i = 0; i < 16 && block + i < c->filters; i++) {
          for (int32_t l = 0; l < c->segment; l++) {
            segment_weights[i * c->segment + l] =
                c->weights[(block + i) * entries + ref_entry(c, s, t, l)];
          }
        }
        for (int32_t quad = 0; quad < 16; quad += 4) {
          packed =
              pack_quad(segment_weights + quad * c->segment, c->segment, 4, c->segment, packed);
        }
      }
    }
  }
  free(segment_weights);
}

static inline void fill_input(const trec4j_trec_shape *shape, int stress, int8_t *input) {
  const int32_t size = shape->input_height * shape->input_width * shape->input_channels;
  if (stress == ONE_CLUSTER) {
    memset(input, random_bits() % 2 ? -128 : 127, (size_t)size);
    return;
  }
  if (stress == TIES) {
    random_int8(input, size, -2, 2);
    return;
  }
  if (stress == ALL_DIFFER) {
    random_int8(input, size, -128, 127);
    return;
  }
  if (random_bits() % 2) {
    random_tensor(input, size, -128, 127);
    return;
  }
  /* Few distinct pixels, as in flat regions, with a little noise. */
  for (int32_t pixel = 0; pixel < size; pixel += shape->input_channels) {
    const int32_t level = random_in(0, 3);
    for (int32_t c = 0; c < shape->input_channels; c++) {
      input[pixel + c] = (int8_t)(level * 60 - 100 + c % 7 + random_in(0, 3));
    }
  }
  if (stress == EXTREME) {
    for (int32_t i = 0; i < size; i++) input[i] = input[i] < 0 ? -128 : 127;
  }
}

/** The shape and what is not a list. */
static inline ref_conv trec_reference(const trec4j_trec_shape *shape,
                                      const trec4j_trec_params *params) {
  const ref_conv reference = {REF_GEOMETRY(shape),
                              .input_zero_point = params->input_zero_point,
                              .low = params->low,
                              .high = params->high,
                              .segment = shape->segment,
                              .run = shape->run,
                              .bits = shape->bits,
                              .hash_sets = shape->hash_sets,
                              .max_clusters = shape->max_clusters,
                              .centred = shape->centred,
                              .reassign = shape->reassign,
                              .shift = params->shift,
                              .keep = shape->keep};
  return reference;
}

static inline trec4j_trec_params trec_draw_numbers(int stress) {
  trec4j_trec_params params = {0};
  params.input_zero_point = random_in(-128, 127);
  params.shift = random_in(1, 8);
  params.low = -128;
  params.high = 127;
  if (stress == RELU) {
    params.low = random_in(-128, 127);
    params.high = random_in(params.low, 127);
  }
  if (stress == EXTREME) params.input_zero_point = random_bits() % 2 ? -128 : 127;
  return params;
}

static inline void trec_draw_weights(int stress, trec_parameters *p) {
  const ref_conv *const c = &p->reference;
  const int32_t size = c->filters * ref_entries(c);
  const int32_t blocks = pack_round_up(c->filters, 16) / 16;
  const int32_t padded = pack_round_up(c->segment, 4);
  p->weights = malloc((size_t)size);
  random_tensor(p->weights, size, -127, 127);
  for (int32_t i = 0; stress == EXTREME && i < size; i++) {
    p->weights[i] = p->weights[i] < 0 ? -127 : 127;
  }
  p->packed = malloc((size_t)(blocks * ref_slices(c) * ref_taps(c) * 8 * padded) * sizeof(int16_t));
  p->reference.weights = p->weights;
  p->params.weights = p->packed;
  pack_blocks(c, p->packed);
}

static inline void trec_draw_hashes(int stress, trec_parameters *p) {
  const int32_t segment = p->reference.segment;
  const int32_t hashes = p->reference.hash_sets * p->reference.bits;
  const int32_t padded = pack_round_up(segment, 4);
  const int32_t largest = stress == TIES ? 1 : 127;
  p->hash = malloc((size_t)(hashes * segment));
  p->padded_hash = calloc((size_t)(hashes * padded), 1);
  p->thresholds = malloc((size_t)hashes * sizeof(int32_t));
  random_tensor(p->hash, hashes * segment, -largest, largest);
  for (int32_t i = 0; i < hashes; i++) {
    p->thresholds[i] = random_in(-1, 1) * random_in(0, 127 * 40 * segment / 4);
    if (stress == ONE_CLUSTER) p->thresholds[i] = 1 << 29;
    if (stress == TIES) p->thresholds[i] = random_in(-1, 1);
    for (int32_t l = 0; l < segment; l++) {
      p->padded_hash[i * padded + l] = p->hash[i * segment + l];
    }
  }
  p->reference.hash = p->hash;
  p->params.hash_vectors = p->padded_hash;
  p->reference.thresholds = p->params.thresholds = p->thresholds;
}

/** A multiplier of the table; `lean` ones cannot saturate, `whole` ones are multiples of 256. */
static inline int32_t trec_draw_multiplier(int stress, int32_t segment, int lean, int whole) {
  if (lean) {
    const int64_t most = (((int64_t)INT16_MAX << 32) + INT32_MAX) / (255 * 127 * segment);
    const int32_t largest = most < INT32_MAX ? (int32_t)most : INT32_MAX;
    const int32_t multiplier = stress == EXTREME ? largest : random_in(0, largest / 8) * 8;
    return whole ? multiplier / 256 * 256 : multiplier;
  }
  if (stress == SATURATE) {
    const int32_t multiplier = random_in(1 << 24, INT32_MAX);
    return whole ? multiplier / 256 * 256 : multiplier;
  }
  return random_in(0, INT32_MAX / (1 + random_in(0, segment * 4))) %
             (200000 * (1 + 256 / segment)) +
         1;
}

static inline void trec_draw_scales(int stress, trec_parameters *p) {
  const int32_t filters = p->reference.filters, lanes = pack_round_up(filters, 16);
  const int whole = random_bits() % 2;
  const int lean = stress != SATURATE && whole;
  p->bias = calloc((size_t)lanes, sizeof(int16_t));
  p->multipliers = calloc((size_t)lanes, sizeof(int32_t));
  for (int32_t m = 0; m < filters; m++) {
    /* Any, or such that the output does not saturate for the bias alone. */
    const int32_t limit = random_bits() % 2 ? 32767 : 64 << p->reference.shift;
    p->bias[m] = (int16_t)random_in(-limit - 1, limit);
    p->multipliers[m] = trec_draw_multiplier(stress, p->reference.segment, lean,
                                             stress == SATURATE ? whole : m % 2 == 0);
  }
  p->reference.bias16 = p->params.bias = p->bias;
  p->reference.multipliers = p->params.table_multipliers = p->multipliers;
}

static inline void trec_draw_kept(int stress, int32_t positions, trec_parameters *p) {
  kept_parameters *const kept = &p->kept;
  p->params.directions = kept_directions(&p->reference, stress, kept);
  kept_weights(&p->reference, stress, positions, kept);
  p->reference.directions = kept->directions;
  p->reference.kept_weights = kept->weights;
  p->params.kept_weights = kept->packed;
  p->params.kept_bias = kept->kept_bias;
  p->params.direction_bias = kept->bias;
  p->reference.direction_multipliers = p->params.direction_multipliers = kept->multipliers;
  p->reference.direction_squares = p->params.direction_squares = kept->squares;
  p->reference.kept_multipliers = p->params.kept_multipliers = kept->kept_multipliers;
}

/** Draws all; `positions` of the Winograd form that convolves kept directions, or 0. */
static inline trec_parameters trec_parameters_new(const trec4j_trec_shape *shape, int32_t positions,
                                                  int stress) {
  trec_parameters p = {.params = trec_draw_numbers(stress)};
  p.reference = trec_reference(shape, &p.params);
  trec_draw_weights(stress, &p);
  trec_draw_hashes(stress, &p);
  trec_draw_scales(stress, &p);
  if (shape->keep > 0) trec_draw_kept(stress, positions, &p);
  return p;
}

static inline void trec_parameters_free(trec_parameters *p) {
  if (p->reference.keep > 0) kept_free(&p->kept);
  free(p->packed);
  free(p->thresholds);
  free(p->padded_hash);
  free(p->hash);
  free(p->multipliers);
  free(p->bias);
  free(p->weights);
}

#endif
