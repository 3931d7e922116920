/**
 * Max pooling, int8 [H, W, C]; every channel on its own. Padding is skipped and never wins; scale
 * and zero point of the output are those of the input. pad < size, so that each window holds a
 * pixel.
 */
#ifndef TREC4J_MAX_POOL_H
#define TREC4J_MAX_POOL_H

#include "trec4j_common.h"

typedef struct {
  int32_t input_height, input_width, channels;
  int32_t size, stride, pad;
  int32_t output_height, output_width;
} trec4j_max_pool_shape;

/** maximum[c] = max(maximum[c], values[c]). */
TREC4J_INLINE void trec4j_max_pool_join(int8_t *maximum, const int8_t *values, int32_t channels) {
  for (int32_t c = 0; c < channels; c++) {
    if (values[c] > maximum[c]) maximum[c] = values[c];
  }
}

TREC4J_INLINE void trec4j_max_pool(const trec4j_max_pool_shape *shape, const int8_t *input,
                                   int8_t *output) {
  const int32_t channels = shape->channels;
  for (int32_t oy = 0; oy < shape->output_height; oy++) {
    const int32_t top = oy * shape->stride - shape->pad;
    const int32_t first_y = TREC4J_MAX(0, top);
    const int32_t last_y = TREC4J_MIN(shape->input_height, top + shape->size);
    for (int32_t ox = 0; ox < shape->output_width; ox++) {
      const int32_t left = ox * shape->stride - shape->pad;
      const int32_t first_x = TREC4J_MAX(0, left);
      const int32_t last_x = TREC4J_MIN(shape->input_width, left + shape->size);
      memset(output, INT8_MIN, (size_t)channels);
      for (int32_t y = first_y; y < last_y; y++) {
        for (int32_t x = first_x; x < last_x; x++) {
          trec4j_max_pool_join(output, input + (y * shape->input_width + x) * channels, channels);
        }
      }
      output += channels;
    }
  }
}

#endif
