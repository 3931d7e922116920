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

typedef struct {
  int32_t inputs; /**< at least 2 */
  int32_t size;   /**< values of each */
} trec4j_add_shape;

typedef struct {
  const int32_t *multipliers; /**< [inputs] */
  int32_t bias, shift, low, high;
} trec4j_add_params;

/** The output may be the same buffer as an input. */
TREC4J_INLINE void trec4j_add(const trec4j_add_shape *shape, const trec4j_add_params *params,
                              const int8_t *const *inputs, int8_t *output) {
  for (int32_t i = 0; i < shape->size; i++) {
    int32_t sum = params->bias;
    for (int32_t input = 0; input < shape->inputs; input++) {
      sum += inputs[input][i] * params->multipliers[input];
    }
    output[i] = (int8_t)trec4j_clamp(sum >> params->shift, params->low, params->high);
  }
}

#endif
