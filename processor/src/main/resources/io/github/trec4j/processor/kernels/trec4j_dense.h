/**
 * Fully connected layer: the whole flattened input [H, W, C] against one row of weights a unit.
 *
 *     acc = bias[m] + sum_k x[k] * w[m][k]                       (int32)
 *     out = requantize(acc, multipliers[m], output_zero_point, low, high)
 *
 * Weights are plain rows (packing ROWS), int8 [units][inputs]: each is read once an image, so that
 * packing would save nothing.
 */
#ifndef TREC4J_DENSE_H
#define TREC4J_DENSE_H

#include "trec4j_common.h"

typedef struct {
  int32_t inputs, units;
} trec4j_dense_shape;

typedef struct {
  const int8_t *weights;      /**< ROWS, in [-127, 127] */
  const int32_t *bias;        /**< [units], -input_zero_point * sum of the row's weights included */
  const int32_t *multipliers; /**< [units], in (0, 2^31) */
  int32_t output_zero_point, low, high;
} trec4j_dense_params;

TREC4J_INLINE void trec4j_dense(const trec4j_dense_shape *shape, const trec4j_dense_params *params,
                                const int8_t *input, int8_t *output) {
  const int8_t *row = params->weights;
  for (int32_t unit = 0; unit < shape->units; unit++) {
    int32_t sum = params->bias[unit];
    for (int32_t k = 0; k < shape->inputs; k++) sum += input[k] * row[k];
    output[unit] = trec4j_requantize(sum, params->multipliers[unit], params->output_zero_point,
                                     params->low, params->high);
    row += shape->inputs;
  }
}

#endif
