/**
 * Conventional convolution, int8 [H, W, C] to int8 [H, W, M].
 *
 *     acc = bias[m] + sum_k x[k] * w[m][k]                       (int32)
 *     out = requantize(acc, multipliers[m], output_zero_point, low, high)
 *
 * k runs over kernel row, kernel column, channel. Padding reads input_zero_point; the bias already
 * holds -input_zero_point * sum_k w[m][k].
 */
#ifndef TREC4J_CONV_H
#define TREC4J_CONV_H

#include "trec4j_common.h"
#include "trec4j_quads.h"

typedef struct {
  int32_t input_height, input_width, input_channels;
  int32_t kernel, stride, pad;
  int32_t output_height, output_width, filters;
} trec4j_conv_shape;

typedef struct {
  const int16_t *weights;     /**< FILTER_QUADS, see trec4j_quads.h */
  const int32_t *bias;        /**< [M] */
  const int32_t *multipliers; /**< [M], in (0, 2^31) */
  int32_t input_zero_point, output_zero_point, low, high;
} trec4j_conv_params;

/** Bytes of scratch for K = kernel * kernel * input_channels: a pair of columns and one as int8. */
#define TREC4J_CONV_SCRATCH(K) TREC4J_ROUND_UP(5 * TREC4J_ROUND_UP(K, 4), 8)

/** Copies the im2row row of one output pixel, as int8, with the padding filled in. */
TREC4J_INLINE void trec4j_conv_im2row(const trec4j_conv_shape *shape, const int8_t *input,
                                      int32_t zero_point, int32_t output_y, int32_t output_x,
                                      int8_t *row) {
  const int32_t channels = shape->input_channels;
  const int32_t top = output_y * shape->stride - shape->pad;
  const int32_t left = output_x * shape->stride - shape->pad;
  /* The columns [first, last) of the kernel lie on the image. */
  const int32_t first = TREC4J_MIN(TREC4J_MAX(0, -left), shape->kernel);
  const int32_t last = TREC4J_MAX(first, TREC4J_MIN(shape->kernel, shape->input_width - left));
  for (int32_t y = top; y < top + shape->kernel; y++) {
    if (y < 0 || y >= shape->input_height) {
      memset(row, zero_point, (size_t)(shape->kernel * channels));
    } else {
      memset(row, zero_point, (size_t)(first * channels));
      memcpy(row + first * channels, input + (y * shape->input_width + left + first) * channels,
             (size_t)((last - first) * channels));
      memset(row + last * channels, zero_point, (size_t)((shape->kernel - last) * channels));
    }
    row += shape->kernel * channels;
  }
}

/** Fills both columns of the pair with the pixels `first` and `second` (counted row by row). */
TREC4J_INLINE void trec4j_conv_columns(const trec4j_conv_shape *shape, const int8_t *input,
                                       int32_t zero_point, int32_t first, int32_t second,
                                       int16_t *columns, int8_t *row) {
  const int32_t entries = shape->kernel * shape->kernel * shape->input_channels;
  const int32_t padded = TREC4J_ROUND_UP(entries, 4);
  for (int32_t k = entries; k < padded; k++) row[k] = 0;
  for (int32_t column = 0; column < 2; column++) {
    const int32_t pixel = column == 0 ? first : second;
    trec4j_conv_im2row(shape, input, zero_point, pixel / shape->output_width,
                       pixel % shape->output_width, row);
    trec4j_quad_expand(row, padded, columns + 2 * column);
  }
}

TREC4J_INLINE void trec4j_conv(const trec4j_conv_shape *shape, const trec4j_conv_params *params,
                               const int8_t *input, int8_t *output, void *scratch) {
  const int32_t padded = TREC4J_ROUND_UP(shape->kernel * shape->kernel * shape->input_channels, 4);
  const int32_t pixels = shape->output_height * shape->output_width;
  uint8_t *cursor = scratch;
  int16_t *columns = trec4j_take(&cursor, 4 * padded);
  int8_t *row = trec4j_take(&cursor, padded);

  for (int32_t pixel = 0; pixel < pixels; pixel += 2) {
    /* A last pixel without partner is computed twice. */
    const int32_t second = TREC4J_MIN(pixel + 1, pixels - 1);
    trec4j_conv_columns(shape, input, params->input_zero_point, pixel, second, columns, row);
    const int16_t *weights = params->weights;
    for (int32_t m = 0; m < shape->filters; m += 4) {
      trec4j_quad_sums sums = {{{0, 0}, {0, 0}, {0, 0}, {0, 0}}};
      trec4j_quad_product(weights, columns, padded / 4, &sums);
      weights += TREC4J_QUAD_HALFWORDS(padded);
      for (int32_t filter = 0; filter < 4 && m + filter < shape->filters; filter++) {
        const int32_t bias = params->bias[m + filter];
        const int32_t multiplier = params->multipliers[m + filter];
        output[pixel * shape->filters + m + filter] =
            trec4j_requantize(bias + sums.of[filter][0], multiplier, params->output_zero_point,
                              params->low, params->high);
        output[second * shape->filters + m + filter] =
            trec4j_requantize(bias + sums.of[filter][1], multiplier, params->output_zero_point,
                              params->low, params->high);
      }
    }
  }
}

#endif
