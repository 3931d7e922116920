/**
 * Max pooling, int8 [H, W, C]; every channel on its own. What lies outside the input is skipped and
 * never wins, and each window holds a pixel. Scale and zero point of the output are those of the
 * input. Padding at the bottom and to the right follows from the output's size.
 */
#ifndef TREC4J_MAX_POOL_H
#define TREC4J_MAX_POOL_H

#include "trec4j_common.h"
#include "trec4j_simd.h"

typedef struct {
  int32_t input_height, input_width, channels;
  int32_t kernel_height, kernel_width, stride_y, stride_x, pad_top, pad_left;
  int32_t output_height, output_width;
} trec4j_max_pool_shape;

/** Channel by channel, the largest value of the pixels [first_y, last_y) x [first_x, last_x). */
TREC4J_INLINE void trec4j_max_pool_window(const trec4j_max_pool_shape *shape, const int8_t *input,
                                          int32_t first_y, int32_t last_y, int32_t first_x,
                                          int32_t last_x, int8_t *output) {
  const int32_t channels = shape->channels;
  const int32_t row = shape->input_width * channels;
  const int8_t *window = input + first_y * row + first_x * channels;
  int32_t c = 0;
#if TREC4J_DSP
  /* Eight channels at a time, then four: each is two instructions a pixel. */
  for (; c + 8 <= channels; c += 8) {
    uint32_t low = trec4j_load4(window + c);
    uint32_t high = trec4j_load4(window + c + 4);
    for (int32_t y = 0; y < last_y - first_y; y++) {
      for (int32_t x = 0; x < last_x - first_x; x++) {
        if (y == 0 && x == 0) continue;
        const int8_t *pixel = window + y * row + x * channels + c;
        low = trec4j_max8(low, trec4j_load4(pixel));
        high = trec4j_max8(high, trec4j_load4(pixel + 4));
      }
    }
    trec4j_store4(output + c, low);
    trec4j_store4(output + c + 4, high);
  }
#endif
  for (; c < channels; c++) {
    int8_t largest = INT8_MIN;
    for (int32_t y = 0; y < last_y - first_y; y++) {
      for (int32_t x = 0; x < last_x - first_x; x++) {
        const int8_t value = window[y * row + x * channels + c];
        largest = TREC4J_MAX(largest, value);
      }
    }
    output[c] = largest;
  }
}

TREC4J_INLINE void trec4j_max_pool(const trec4j_max_pool_shape *shape, const int8_t *input,
                                   int8_t *output) {
  const int32_t last_top = (shape->output_height - 1) * shape->stride_y - shape->pad_top;
  const int32_t last_left = (shape->output_width - 1) * shape->stride_x - shape->pad_left;
  const int full = shape->pad_top == 0 && last_top + shape->kernel_height <= shape->input_height &&
                   shape->pad_left == 0 && last_left + shape->kernel_width <= shape->input_width;
  TREC4J_REQUIRE(shape->pad_top < shape->kernel_height && last_top < shape->input_height);
  TREC4J_REQUIRE(shape->pad_left < shape->kernel_width && last_left < shape->input_width);
  for (int32_t oy = 0; oy < shape->output_height; oy++) {
    const int32_t top = oy * shape->stride_y - shape->pad_top;
    const int32_t first_y = TREC4J_MAX(0, top);
    const int32_t last_y = TREC4J_MIN(shape->input_height, top + shape->kernel_height);
    for (int32_t ox = 0; ox < shape->output_width; ox++) {
      const int32_t left = ox * shape->stride_x - shape->pad_left;
      const int32_t right = left + shape->kernel_width;
      if (full) {
        /* A window that is always full has constant bounds, which unrolls its loops. */
        trec4j_max_pool_window(shape, input + (top * shape->input_width + left) * shape->channels,
                               0, shape->kernel_height, 0, shape->kernel_width, output);
      } else {
        trec4j_max_pool_window(shape, input, first_y, last_y, TREC4J_MAX(0, left),
                               TREC4J_MIN(shape->input_width, right), output);
      }
      output += shape->channels;
    }
  }
}

#endif
