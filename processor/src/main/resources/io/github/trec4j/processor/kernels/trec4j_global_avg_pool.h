/**
 * Global average pooling, int8 [H, W, C] to int8 [C]: out = floor((2 * sum + n) / (2 * n)) with
 * n = H * W, at most 2^22. Scale and zero point are those of the input.
 */
#ifndef TREC4J_GLOBAL_AVG_POOL_H
#define TREC4J_GLOBAL_AVG_POOL_H

#include "trec4j_common.h"
#include "trec4j_mean.h"

typedef struct {
  int32_t height, width, channels;
} trec4j_global_avg_pool_shape;

TREC4J_INLINE void trec4j_global_avg_pool(const trec4j_global_avg_pool_shape *shape,
                                          const int8_t *input, int8_t *output) {
  const trec4j_mean_window all = {input, 1, shape->height * shape->width, 0, shape->channels};
  trec4j_mean(&all, output);
}

#endif
