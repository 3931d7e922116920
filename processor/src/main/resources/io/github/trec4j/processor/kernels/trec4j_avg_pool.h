/**
 * Average pooling, int8 [H, W, C]; every channel on its own:
 *
 *     out = floor((2 * sum + n) / (2 * n)),   n = kernel_height * kernel_width
 *
 * There is no padding: a window is always full. Scale and zero point are those of the input.
 */
#ifndef TREC4J_AVG_POOL_H
#define TREC4J_AVG_POOL_H

#include "trec4j_common.h"
#include "trec4j_mean.h"

typedef struct {
  int32_t input_height, input_width, channels;
  int32_t kernel_height, kernel_width, stride_y, stride_x;
  int32_t output_height, output_width;
} trec4j_avg_pool_shape;

TREC4J_INLINE void trec4j_avg_pool(const trec4j_avg_pool_shape *shape, const int8_t *input,
                                   int8_t *output) {
  const int32_t channels = shape->channels;
  const int32_t row = shape->input_width * channels;
  const int32_t height = (shape->output_height - 1) * shape->stride_y + shape->kernel_height;
  const int32_t width = (shape->output_width - 1) * shape->stride_x + shape->kernel_width;
  TREC4J_REQUIRE(height <= shape->input_height && width <= shape->input_width);
  for (int32_t oy = 0; oy < shape->output_height; oy++) {
    for (int32_t ox = 0; ox < shape->output_width; ox++) {
      const int8_t *corner = input + oy * shape->stride_y * row + ox * shape->stride_x * channels;
      const trec4j_mean_window window = {corner, shape->kernel_height, shape->kernel_width, row,
                                         channels};
      trec4j_mean(&window, output);
      output += channels;
    }
  }
}

#endif
