/**
 * Concatenation, int8 [H, W, C_i] to int8 [H, W, sum of C_i]: the channels of all inputs, one
 * behind the other, each brought to the output's scale:
 *
 *     out = clamp((bias[i] + q_i * multipliers[i]) >> shift, low, high)
 *
 * An input that has that scale already is copied: bias[i] is then half of 1 << shift, and nothing
 * but a folded ReLU can change a value. An input whose producer has written it among the output's
 * channels is none of this kernel's.
 */
#ifndef TREC4J_CONCAT_H
#define TREC4J_CONCAT_H

#include "trec4j_common.h"

typedef struct {
  int32_t inputs;       /**< at least 1 */
  int32_t pixels;       /**< of each */
  int32_t output_pitch; /**< bytes from one output pixel to the next, at least their channels */
} trec4j_concat_shape;

typedef struct {
  const int32_t *input_channels; /**< [inputs] */
  const int32_t *first_channels; /**< [inputs], where in the output each begins */
  const int32_t *multipliers;    /**< [inputs] */
  const int32_t *bias;           /**< [inputs] */
  int32_t shift, low, high;
} trec4j_concat_params;

/** Rescales `channels` values of input `i`. */
TREC4J_INLINE void trec4j_concat_pixel(const trec4j_concat_params *params, int32_t i,
                                       int32_t channels, const int8_t *input, int8_t *output) {
  const int32_t one = (int32_t)1 << params->shift;
  if (params->multipliers[i] == one && params->bias[i] == one / 2 && params->low == INT8_MIN &&
      params->high == INT8_MAX) {
    memcpy(output, input, (size_t)channels);
    return;
  }
  for (int32_t c = 0; c < channels; c++) {
    const int32_t sum = params->bias[i] + input[c] * params->multipliers[i];
    output[c] = (int8_t)trec4j_clamp(sum >> params->shift, params->low, params->high);
  }
}

TREC4J_INLINE void trec4j_concat(const trec4j_concat_shape *shape,
                                 const trec4j_concat_params *params, const int8_t *const *inputs,
                                 int8_t *output) {
  for (int32_t i = 0; i < shape->inputs; i++) {
    const int32_t channels = params->input_channels[i];
    int8_t *const first = output + params->first_channels[i];
    for (int32_t pixel = 0; pixel < shape->pixels; pixel++) {
      trec4j_concat_pixel(params, i, channels, inputs[i] + pixel * channels,
                          first + pixel * shape->output_pitch);
    }
  }
}

#endif
