/**
 * The sum of inputs of one shape but of different scales, value by value:
 *
 *     out = clamp((bias + sum_i q_i * multipliers[i]) >> TREC4J_ADD_SHIFT, low, high)
 *
 * The bias holds what the zero points come to and half of the output's unit, so that sums round to
 * nearest. Multipliers are not negative, so that an input's unit is less than two of the output's;
 * no sum of 64 inputs overflows an int32.
 */
#ifndef TREC4J_ADD_H
#define TREC4J_ADD_H

#include "trec4j_common.h"
#include "trec4j_simd.h"

/** Bits of a multiplier below the output's unit. */
#define TREC4J_ADD_SHIFT 14

typedef struct {
  int32_t inputs; /**< at least 2 */
  int32_t pixels, channels;
  int32_t output_pitch; /**< bytes from one output pixel to the next, at least the channels */
} trec4j_add_shape;

typedef struct {
  const int16_t *multipliers; /**< [inputs] */
  int32_t bias, low, high;
} trec4j_add_params;

/** The sum of value `i` of all inputs, TREC4J_ADD_SHIFT bits below the output's unit. */
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
  const uint32_t even = trec4j_sxtb16(bytes), odd = trec4j_sxtb16_high(bytes);
  sums[0] = trec4j_smlabb(even, multiplier, sums[0]);
  sums[1] = trec4j_smlabb(odd, multiplier, sums[1]);
  sums[2] = trec4j_smlatb(even, multiplier, sums[2]);
  sums[3] = trec4j_smlatb(odd, multiplier, sums[3]);
}

/** A sum as a saturated output. */
TREC4J_INLINE int32_t trec4j_add_saturated(int32_t sum) {
  int32_t saturated;
  __asm__("ssat %0, #8, %1, asr %2" : "=r"(saturated) : "r"(sum), "I"(TREC4J_ADD_SHIFT));
  return saturated;
}

/** Four sums as saturated outputs. */
TREC4J_INLINE uint32_t trec4j_add_narrow(const int32_t sums[4]) {
  return trec4j_pack8(trec4j_add_saturated(sums[0]), trec4j_add_saturated(sums[1]),
                      trec4j_add_saturated(sums[2]), trec4j_add_saturated(sums[3]));
}

/** The outputs from `begin` to `end`, fours of them, saturated. */
TREC4J_INLINE void trec4j_add_fours(const trec4j_add_shape *shape, const trec4j_add_params *params,
                                    const int8_t *const *inputs, int32_t begin, int32_t end,
                                    int8_t *output) {
  /* Copied, as a store of bytes could change the originals for all that the compiler knows. */
  const int32_t bias = params->bias;
  const int32_t first_multiplier = params->multipliers[0],
                second_multiplier = params->multipliers[1];
  const int8_t *const first = inputs[0], *const second = inputs[1];
  for (int32_t i = begin; i < end; i += 4) {
    int32_t sums[4] = {bias, bias, bias, bias};
    trec4j_add_bytes(trec4j_load4(first + i), first_multiplier, sums);
    trec4j_add_bytes(trec4j_load4(second + i), second_multiplier, sums);
    for (int32_t input = 2; input < shape->inputs; input++) {
      trec4j_add_bytes(trec4j_load4(inputs[input] + i), params->multipliers[input], sums);
    }
    trec4j_store4(output, trec4j_add_narrow(sums));
    output += 4;
  }
}

#endif

/** The outputs from `begin` to `end`. */
TREC4J_INLINE void trec4j_add_run(const trec4j_add_shape *shape, const trec4j_add_params *params,
                                  const int8_t *const *inputs, int32_t begin, int32_t end,
                                  int8_t *output) {
  int32_t done = 0;
#if TREC4J_DSP
  done = (end - begin) / 4 * 4;
  trec4j_add_fours(shape, params, inputs, begin, begin + done, output);
  trec4j_clamp_values(output, done, params->low, params->high);
#endif
  for (int32_t i = begin + done; i < end; i++) {
    const int32_t sum = trec4j_add_sum(shape, params, inputs, i);
    output[i - begin] = (int8_t)trec4j_clamp(sum >> TREC4J_ADD_SHIFT, params->low, params->high);
  }
}

/** The output may be the same buffer as an input, if its pixels have no gaps either. */
TREC4J_INLINE void trec4j_add(const trec4j_add_shape *shape, const trec4j_add_params *params,
                              const int8_t *const *inputs, int8_t *output) {
  const trec4j_runs runs = trec4j_runs_of(shape->pixels, shape->channels, shape->output_pitch);
  for (int32_t run = 0; run < runs.count; run++) {
    const int32_t begin = run * runs.length;
    trec4j_add_run(shape, params, inputs, begin, begin + runs.length,
                   output + run * shape->output_pitch);
  }
}

#endif
