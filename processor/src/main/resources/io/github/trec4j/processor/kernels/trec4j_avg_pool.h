/**
 * Average pooling, int8 [H, W, C]; every channel on its own:
 *
 *     out = floor((2 * sum + n) / (2 * n)),   n pixels of the input in the window
 *
 * What lies outside the input does not count, and each window holds a pixel. Scale and zero point
 * are those of the input. Padding at the bottom and to the right follows from the output's size.
 */
#ifndef TREC4J_AVG_POOL_H
#define TREC4J_AVG_POOL_H

#include "trec4j_common.h"
#include "trec4j_mean.h"

typedef struct {
  int32_t input_height, input_width, channels;
  int32_t kernel_height, kernel_width, stride_y, stride_x, pad_top, pad_left;
  int32_t output_height, output_width;
} trec4j_avg_pool_shape;

/** A window at the border, of any size: all layers share its code. */
TREC4J_SHARED void trec4j_avg_pool_clipped(const trec4j_mean_window *window, int8_t *output) {
  trec4j_mean(window, output);
}

TREC4J_INLINE void trec4j_avg_pool(const trec4j_avg_pool_shape *shape, const int8_t *input,
                                   int8_t *output) {
  const int32_t channels = shape->channels, row = shape->input_width * channels;
  const int32_t last_top = (shape->output_height - 1) * shape->stride_y - shape->pad_top;
  const int32_t last_left = (shape->output_width - 1) * shape->stride_x - shape->pad_left;
  const int all_full = shape->pad_top == 0 && shape->pad_left == 0 &&
                       last_top + shape->kernel_height <= shape->input_height &&
                       last_left + shape->kernel_width <= shape->input_width;
  TREC4J_REQUIRE(shape->pad_top < shape->kernel_height && last_top < shape->input_height);
  TREC4J_REQUIRE(shape->pad_left < shape->kernel_width && last_left < shape->input_width);
  for (int32_t oy = 0; oy < shape->output_height; oy++) {
    const int32_t top = oy * shape->stride_y - shape->pad_top;
    const int32_t first_y = TREC4J_MAX(0, top);
    const int32_t rows = TREC4J_MIN(shape->input_height, top + shape->kernel_height) - first_y;
    for (int32_t ox = 0; ox < shape->output_width; ox++) {
      const int32_t left = ox * shape->stride_x - shape->pad_left;
      const int32_t first_x = TREC4J_MAX(0, left);
      const int32_t columns = TREC4J_MIN(shape->input_width, left + shape->kernel_width) - first_x;
      const int8_t *const first = input + first_y * row + first_x * channels;
      if (all_full || (rows == shape->kernel_height && columns == shape->kernel_width)) {
        /* A full window has constant bounds. */
        const trec4j_mean_window full = {first, shape->kernel_height, shape->kernel_width, row,
                                         channels};
        trec4j_mean(&full, output);
      } else {
        const trec4j_mean_window clipped = {first, rows, columns, row, channels};
        trec4j_avg_pool_clipped(&clipped, output);
      }
      output += channels;
    }
  }
}

#endif
