/**
 * Stand-alone ReLU on int8 values: out = max(q, zero_point); scale and zero point are kept. A ReLU
 * behind a convolution or a dense layer needs no kernel: it is that layer's `low`.
 */
#ifndef TREC4J_RELU_H
#define TREC4J_RELU_H

#include "trec4j_common.h"
#include "trec4j_simd.h"

typedef struct {
  int32_t pixels, channels;
  int32_t output_pitch; /**< bytes from one output pixel to the next, at least the channels */
} trec4j_relu_shape;

typedef struct {
  int32_t zero_point;
} trec4j_relu_params;

/** Input and output may be the same buffer, if the output's pixels have no gaps either. */
TREC4J_INLINE void trec4j_relu(const trec4j_relu_shape *shape, const trec4j_relu_params *params,
                               const int8_t *input, int8_t *output) {
  const trec4j_runs runs = trec4j_runs_of(shape->pixels, shape->channels, shape->output_pitch);
  for (int32_t run = 0; run < runs.count; run++) {
    int8_t *const to = output + run * shape->output_pitch;
    int32_t i = 0;
#if TREC4J_DSP
    const uint32_t zero_points = trec4j_splat8(params->zero_point);
    for (; i + 4 <= runs.length; i += 4) {
      trec4j_store4(to + i, trec4j_max8(trec4j_load4(input + i), zero_points));
    }
#endif
    for (; i < runs.length; i++) to[i] = (int8_t)TREC4J_MAX(input[i], params->zero_point);
    input += runs.length;
  }
}

#endif
