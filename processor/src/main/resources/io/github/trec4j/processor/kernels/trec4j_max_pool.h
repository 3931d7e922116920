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
  int32_t output_pitch; /**< bytes from one output pixel to the next, at least the channels */
} trec4j_max_pool_shape;

/** Some pixels of a map. */
typedef struct {
  const int8_t *first;
  int32_t rows, columns;
  int32_t row;      /**< bytes from one row to the next */
  int32_t channels; /**< bytes from one pixel to the next */
  int unrolled;     /**< whether rows and columns are few and constant */
} trec4j_max_window;

#if TREC4J_DSP

/** The largest of the window's pixels, of four channels at a time: `words` times four. */
TREC4J_INLINE void trec4j_max_pool_words(const trec4j_max_window *window, int32_t channel,
                                         int32_t words, int8_t *output) {
  const int8_t *row = window->first + channel;
  uint32_t largest[2];
  for (int32_t i = 0; i < words; i++) largest[i] = trec4j_load4(row + 4 * i);
#pragma GCC unroll 3
  for (int32_t y = 0; y < window->rows; y++) {
    const int8_t *pixel = row;
#pragma GCC unroll 3
    for (int32_t x = 0; x < window->columns; x++) {
      /* The first pixel again does no harm, and is left out where that costs nothing. */
      if (!window->unrolled || y > 0 || x > 0) {
        for (int32_t i = 0; i < words; i++) {
          largest[i] = trec4j_max8(largest[i], trec4j_load4(pixel + 4 * i));
        }
      }
      pixel += window->channels;
    }
    row += window->row;
  }
  for (int32_t i = 0; i < words; i++) trec4j_store4(output + channel + 4 * i, largest[i]);
}

#endif

/** The largest of the window's pixels, channel by channel. */
TREC4J_INLINE void trec4j_max_pool_window(const trec4j_max_window *window, int8_t *output) {
  const int32_t channels = window->channels;
  int32_t c = 0;
#if TREC4J_DSP
  for (; c + 8 <= channels; c += 8) trec4j_max_pool_words(window, c, 2, output);
  if (channels >= 4) {
    if (c + 4 <= channels) trec4j_max_pool_words(window, c, 1, output);
    /* The last channels, if they are not four, come with some of those before. */
    if (channels % 4 != 0) trec4j_max_pool_words(window, channels - 4, 1, output);
    return;
  }
#endif
  for (; c < channels; c++) {
    int8_t largest = INT8_MIN;
    for (int32_t y = 0; y < window->rows; y++) {
      for (int32_t x = 0; x < window->columns; x++) {
        const int8_t value = window->first[y * window->row + x * channels + c];
        largest = TREC4J_MAX(largest, value);
      }
    }
    output[c] = largest;
  }
}

/** A window at the border, of any size: all layers share its code. */
TREC4J_SHARED void trec4j_max_pool_clipped(const trec4j_max_window *window, int8_t *output) {
  trec4j_max_pool_window(window, output);
}

TREC4J_INLINE void trec4j_max_pool(const trec4j_max_pool_shape *shape, const int8_t *input,
                                   int8_t *output) {
  const int32_t channels = shape->channels, row = shape->input_width * channels;
  const int32_t last_top = (shape->output_height - 1) * shape->stride_y - shape->pad_top;
  const int32_t last_left = (shape->output_width - 1) * shape->stride_x - shape->pad_left;
  TREC4J_REQUIRE(shape->pad_top < shape->kernel_height && last_top < shape->input_height);
  TREC4J_REQUIRE(shape->pad_left < shape->kernel_width && last_left < shape->input_width);
  TREC4J_REQUIRE(shape->output_pitch >= channels);
  const int unrolled = TREC4J_MAX(shape->kernel_height, shape->kernel_width) <= 3;
  for (int32_t oy = 0; oy < shape->output_height; oy++) {
    const int32_t top = oy * shape->stride_y - shape->pad_top;
    const int32_t first_y = TREC4J_MAX(0, top);
    const int32_t rows = TREC4J_MIN(shape->input_height, top + shape->kernel_height) - first_y;
    for (int32_t ox = 0; ox < shape->output_width; ox++) {
      const int32_t left = ox * shape->stride_x - shape->pad_left;
      const int32_t first_x = TREC4J_MAX(0, left);
      const int32_t columns = TREC4J_MIN(shape->input_width, left + shape->kernel_width) - first_x;
      const int8_t *const first = input + first_y * row + first_x * channels;
      if (rows == shape->kernel_height && columns == shape->kernel_width) {
        /* A full window has constant bounds. */
        const trec4j_max_window full = {
            first, shape->kernel_height, shape->kernel_width, row, channels, unrolled};
        trec4j_max_pool_window(&full, output);
      } else {
        const trec4j_max_window clipped = {first, rows, columns, row, channels, 0};
        trec4j_max_pool_clipped(&clipped, output);
      }
      output += shape->output_pitch;
    }
  }
}

#endif
