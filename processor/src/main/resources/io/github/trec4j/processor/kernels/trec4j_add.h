/**
 * The sum of inputs of one shape but of different scales, value by value:
 *
 *     out = clamp((bias + sum_i q_i * multipliers[i]) >> shift, low, high)
 *
 * The bias holds what the zero points come to and half of the output's unit, so that sums round to
 * nearest. The exporter chooses the shift so that no sum overflows an int32.
 */
#ifndef TREC4J_ADD_H
#define TREC4J_ADD_H

#include "trec4j_common.h"
#include "trec4j_simd.h"

typedef struct {
  int32_t inputs; /**< at least 2 */
  int32_t size;   /**< values of each */
} trec4j_add_shape;

typedef struct {
  const int32_t *multipliers; /**< [inputs] */
  int32_t bias, shift, low, high;
} trec4j_add_params;

/** The sum of value `i` of all inputs, in units of the output's 1 << shift. */
TREC4J_INLINE int32_t trec4j_add_sum(const trec4j_add_shape *shape, const trec4j_add_params *params,
                                     const int8_t *const *inputs, int32_t i) {
  int32_t sum = params->bias;
  for (int32_t input = 0; input < shape->inputs; input++) {
    sum += inputs[input][i] * params->multipliers[input];
  }
  return sum;
}

#if TREC4J_DSP

/** Adds four values, times a multiplier, to four sums. */
TREC4J_INLINE void trec4j_add_bytes(uint32_t bytes, int32_t multiplier, int32_t sums[4]) {
  sums[0] += (int8_t)bytes * multiplier;
  sums[1] += (int8_t)(bytes >> 8) * multiplier;
  sums[2] += (int8_t)(bytes >> 16) * multiplier;
  sums[3] += (int8_t)(bytes >> 24) * multiplier;
}

/** Four sums as saturated outputs. */
TREC4J_INLINE uint32_t trec4j_add_narrow(const int32_t sums[4], int32_t shift) {
  return trec4j_pack8(trec4j_ssat8(sums[0] >> shift), trec4j_ssat8(sums[1] >> shift),
                      trec4j_ssat8(sums[2] >> shift), trec4j_ssat8(sums[3] >> shift));
}

/** The first `size` outputs, a multiple of 4, saturated. */
TREC4J_INLINE void trec4j_add_fours(const trec4j_add_shape *shape, const trec4j_add_params *params,
                                    const int8_t *const *inputs, int32_t size, int8_t *output) {
  /* Copied, as a store of bytes could change the originals for all that the compiler knows. */
  const int32_t bias = params->bias, shift = params->shift;
  const int32_t first_multiplier = params->multipliers[0],
                second_multiplier = params->multipliers[1];
  const int8_t *const first = inputs[0], *const second = inputs[1];
  for (int32_t i = 0; i < size; i += 4) {
    int32_t sums[4] = {bias, bias, bias, bias};
    trec4j_add_bytes(trec4j_load4(first + i), first_multiplier, sums);
    trec4j_add_bytes(trec4j_load4(second + i), second_multiplier, sums);
    for (int32_t input = 2; input < shape->inputs; input++) {
      trec4j_add_bytes(trec4j_load4(inputs[input] + i), params->multipliers[input], sums);
    }
    trec4j_store4(output + i, trec4j_add_narrow(sums, shift));
  }
}

#endif

/** The output may be the same buffer as an input. */
TREC4J_INLINE void trec4j_add(const trec4j_add_shape *shape, const trec4j_add_params *params,
                              const int8_t *const *inputs, int8_t *output) {
  int32_t i = 0;
#if TREC4J_DSP
  i = shape->size / 4 * 4;
  trec4j_add_fours(shape, params, inputs, i, output);
  trec4j_clamp_values(output, i, params->low, params->high);
#endif
  for (; i < shape->size; i++) {
    const int32_t sum = trec4j_add_sum(shape, params, inputs, i);
    output[i] = (int8_t)trec4j_clamp(sum >> params->shift, params->low, params->high);
  }
}

#endif
