/**
 * Depthwise convolution, int8 [H, W, C]; every channel c on its own:
 *
 *     acc = bias[c] + sum_k x[k] * w[k][c]                       (int32)
 *     out = requantize(acc, multipliers[c], output_zero_point, low, high)
 *
 * k runs over kernel row, kernel column. Padding reads input_zero_point; the bias already holds
 * -input_zero_point * sum_k w[k][c].
 */
#ifndef TREC4J_DEPTHWISE_CONV_H
#define TREC4J_DEPTHWISE_CONV_H

#include "trec4j_common.h"

typedef struct {
  int32_t input_height, input_width, channels;
  int32_t kernel_height, kernel_width, stride_y, stride_x, pad_top, pad_left;
  int32_t output_height, output_width;
  int32_t output_pitch; /**< bytes from one output pixel to the next, at least the channels */
} trec4j_depthwise_conv_shape;

typedef struct {
  const int8_t *weights;      /**< [kernel_height][kernel_width][C], in [-127, 127] */
  const int32_t *bias;        /**< [C] */
  const int32_t *multipliers; /**< [C], in (0, 2^31) */
  int32_t input_zero_point, output_zero_point, low, high;
} trec4j_depthwise_conv_params;

/** The sum of one channel under the window whose first cell is (top, left). */
TREC4J_INLINE int32_t trec4j_depthwise_conv_sum(const trec4j_depthwise_conv_shape *shape,
                                                const trec4j_depthwise_conv_params *params,
                                                const int8_t *input, int32_t top, int32_t left,
                                                int32_t channel) {
  const int8_t *weight = params->weights + channel;
  int32_t sum = params->bias[channel];
  for (int32_t y = top; y < top + shape->kernel_height; y++) {
    const int inside = y >= 0 && y < shape->input_height;
    for (int32_t x = left; x < left + shape->kernel_width; x++) {
      const int32_t value = inside && x >= 0 && x < shape->input_width
                                ? input[(y * shape->input_width + x) * shape->channels + channel]
                                : params->input_zero_point;
      sum += value * *weight;
      weight += shape->channels;
    }
  }
  return sum;
}

TREC4J_INLINE void trec4j_depthwise_conv(const trec4j_depthwise_conv_shape *shape,
                                         const trec4j_depthwise_conv_params *params,
                                         const int8_t *input, int8_t *output) {
  TREC4J_REQUIRE(shape->output_pitch >= shape->channels);
  for (int32_t oy = 0; oy < shape->output_height; oy++) {
    const int32_t top = oy * shape->stride_y - shape->pad_top;
    for (int32_t ox = 0; ox < shape->output_width; ox++) {
      const int32_t left = ox * shape->stride_x - shape->pad_left;
      for (int32_t c = 0; c < shape->channels; c++) {
        const int32_t sum = trec4j_depthwise_conv_sum(shape, params, input, top, left, c);
        output[c] = trec4j_requantize(sum, params->multipliers[c], params->output_zero_point,
                                      params->low, params->high);
      }
      output += shape->output_pitch;
    }
  }
}

#endif
