/**
 * Depthwise convolution of 3x3 and 5x5 kernels with stride 1 or 2, two output rows at a time. All
 * bytes are those of trec4j_depthwise_conv.
 *
 * Four channels of the rows under two output rows are put into a buffer, where two rows of a column
 * make a word: int16 [columns][blocks][4 channels][4 rows]. With the word P0 of the rows r0 and r1,
 * P1 of r2 and r3 and so on, a column of a 3x3 kernel of stride 1 takes
 *
 *     upper output += P0 . (w0, w1) + r2 * w2       SMLAD, SMLABT with (w1, w2)
 *     lower output += r1 * w0 + P1 . (w1, w2)       SMLATB with (w0, w1), SMLAD
 *
 * four multiplications for six products. Of stride 2 both outputs take P . (w0, w1) + r * w2. Two
 * output columns share what they read.
 *
 * Weights come packed for that as int16 [C][columns of the kernel][words][2], from w[ky][kx][c] of
 * the convolution: the words of a column are
 *
 *     stride 1:   (w0, w1) (w2, w3) ... then (w1, w2) (w3, w4) ...
 *     stride 2:   (w0, w1) (w2, w3) ... then (the last, 0)
 *
 * The array begins at a multiple of 4 bytes. Biases and multipliers are those of
 * trec4j_depthwise_conv.
 */
#ifndef TREC4J_DEPTHWISE_PAIRS_H
#define TREC4J_DEPTHWISE_PAIRS_H

#include "trec4j_common.h"
#include "trec4j_depthwise_conv.h"
#include "trec4j_depthwise_products.h"
#include "trec4j_simd.h"

/** As of the convolution; kernel and strides square, every pad smaller than the kernel. */
typedef trec4j_depthwise_conv_shape trec4j_depthwise_pairs_shape;

/** Where the region of the scratch begins, in bytes and a multiple of 8. */
typedef struct {
  int32_t columns; /**< int16 [columns][blocks][4 channels][4 rows], see above */
  int32_t bytes;   /**< of all */
} trec4j_depthwise_pairs_scratch;

typedef struct {
  const int16_t *weights;     /**< see above, of weights in [-127, 127] */
  const int32_t *bias;        /**< [C] */
  const int32_t *multipliers; /**< [C], in (0, 2^31) */
  int32_t input_zero_point, output_zero_point, low, high;
} trec4j_depthwise_pairs_params;

/** Words of a block: of four channels and four rows of a column. */
enum { TREC4J_DEPTHWISE_BLOCK_WORDS = 8 };

/** Rows under two output rows. */
TREC4J_INLINE int32_t trec4j_depthwise_pairs_rows(const trec4j_depthwise_pairs_shape *shape) {
  return shape->kernel_height + shape->stride_y;
}

TREC4J_INLINE int32_t trec4j_depthwise_pairs_blocks(const trec4j_depthwise_pairs_shape *shape) {
  return (trec4j_depthwise_pairs_rows(shape) + 3) / 4;
}

/** Columns under an even number of output columns. */
TREC4J_INLINE int32_t trec4j_depthwise_pairs_columns(const trec4j_depthwise_pairs_shape *shape) {
  const int32_t even = TREC4J_ROUND_UP(shape->output_width, 2);
  return (even - 1) * shape->stride_x + shape->kernel_width;
}

/** Words of a column of weights. */
TREC4J_INLINE int32_t trec4j_depthwise_pairs_words(const trec4j_depthwise_pairs_shape *shape) {
  const int32_t taps = shape->kernel_height;
  return shape->stride_y == 1 ? taps - 1 : (taps + 1) / 2;
}

/** int16 of a channel's weights. */
TREC4J_INLINE int32_t trec4j_depthwise_pairs_weights(const trec4j_depthwise_pairs_shape *shape) {
  return 2 * shape->kernel_width * trec4j_depthwise_pairs_words(shape);
}

/** Refuses what the kernel has no loop or no room for. */
TREC4J_INLINE void trec4j_depthwise_pairs_require(const trec4j_depthwise_pairs_shape *shape,
                                                  const trec4j_depthwise_pairs_scratch *layout) {
  const int32_t taps = shape->kernel_height, stride = shape->stride_y;
  const int32_t words = TREC4J_DEPTHWISE_BLOCK_WORDS * trec4j_depthwise_pairs_blocks(shape) *
                        trec4j_depthwise_pairs_columns(shape);
  TREC4J_REQUIRE((taps == 3 || taps == 5) && shape->kernel_width == taps);
  TREC4J_REQUIRE((stride == 1 || stride == 2) && shape->stride_x == stride);
  TREC4J_REQUIRE(shape->pad_top >= 0 && shape->pad_top < taps);
  TREC4J_REQUIRE(shape->pad_left >= 0 && shape->pad_left < taps);
  TREC4J_REQUIRE(shape->output_pitch >= shape->channels);
  TREC4J_REQUIRE(layout->columns >= 0 && layout->columns % 8 == 0);
  TREC4J_REQUIRE(layout->bytes - layout->columns >= 4 * words);
}

#if TREC4J_DSP

/** A layer at work. */
typedef struct {
  const trec4j_depthwise_pairs_shape *shape;
  const trec4j_depthwise_pairs_params *params;
  const int8_t *input;
  int8_t *output;
  uint32_t *columns;
  int32_t step;    /**< words from one column to the next */
  int32_t inputs;  /**< columns that hold inputs, from pad_left on */
  int32_t weights; /**< int16 of a channel's weights */
  trec4j_depthwise_widener *widen;
  trec4j_depthwise_products *products;
} trec4j_depthwise_pairs_layer;

/** Four input rows, of which the first `count` are under the outputs. */
typedef struct {
  const int8_t *first;  /**< the first row, or the nearest that there is */
  int32_t distances[3]; /**< from it to the others */
  int32_t count;
  uint32_t outside; /**< a bit for each that is not in the map */
  uint32_t *words, *end;
} trec4j_depthwise_pairs_block;

/** The rows from `top` + 4 * `number` on. */
TREC4J_INLINE void trec4j_depthwise_pairs_block_at(const trec4j_depthwise_pairs_layer *layer,
                                                   int32_t top, int32_t number,
                                                   trec4j_depthwise_pairs_block *block) {
  const trec4j_depthwise_pairs_shape *shape = layer->shape;
  const int32_t row = shape->input_width * shape->channels;
  block->count = TREC4J_MIN(4, trec4j_depthwise_pairs_rows(shape) - 4 * number);
  block->outside = 0;
  block->words =
      layer->columns + shape->pad_left * layer->step + TREC4J_DEPTHWISE_BLOCK_WORDS * number;
  block->end = block->words + layer->inputs * layer->step;
  int32_t first = 0;
  for (int32_t i = 0; i < 4; i++) {
    const int32_t y = top + 4 * number + i;
    const int32_t there = trec4j_clamp(y, 0, shape->input_height - 1);
    if (y != there && i < block->count) block->outside |= 1u << i;
    if (i == 0) {
      first = there * row;
      block->first = layer->input + first;
    } else {
      block->distances[i - 1] = there * row - first;
    }
  }
}

/** Puts four channels of the first two rows into words. */
TREC4J_INLINE void trec4j_depthwise_pairs_widen2(const trec4j_depthwise_pairs_layer *layer,
                                                 const trec4j_depthwise_pairs_block *block,
                                                 int32_t channel) {
  const int8_t *upper = block->first + channel, *lower = upper + block->distances[0];
  const int32_t channels = layer->shape->channels, step = layer->step;
  for (uint32_t *words = block->words; words != block->end; words += step) {
    const uint32_t a = trec4j_load4(upper), b = trec4j_load4(lower);
    const uint32_t a02 = trec4j_sxtb16(a), b02 = trec4j_sxtb16(b);
    const uint32_t a13 = trec4j_sxtb16_high(a), b13 = trec4j_sxtb16_high(b);
    words[0] = trec4j_pkhbt(a02, b02);
    words[2] = trec4j_pkhbt(a13, b13);
    words[4] = trec4j_pkhtb(a02, b02);
    words[6] = trec4j_pkhtb(a13, b13);
    upper += channels;
    lower += channels;
  }
}

/** Of pixels of fewer than four channels, behind the last of which nothing may be read. */
TREC4J_INLINE void trec4j_depthwise_pairs_widen_few(const trec4j_depthwise_pairs_layer *layer,
                                                    const trec4j_depthwise_pairs_block *block) {
  const int32_t *const distances = block->distances;
  const int8_t *value = block->first;
  for (uint32_t *words = block->words; words != block->end; words += layer->step) {
    for (int32_t c = 0; c < layer->shape->channels; c++) {
      words[2 * c] = trec4j_pack16(*value, value[distances[0]]);
      words[2 * c + 1] = trec4j_pack16(value[distances[1]], value[distances[2]]);
      value++;
    }
  }
}

/** Puts zero points where row `row` of the block would be. */
TREC4J_INLINE void trec4j_depthwise_pairs_blank(const trec4j_depthwise_pairs_layer *layer,
                                                const trec4j_depthwise_pairs_block *block,
                                                int32_t row) {
  const int16_t zero_point = (int16_t)layer->params->input_zero_point;
  for (uint32_t *words = block->words; words != block->end; words += layer->step) {
    uint8_t *place = (uint8_t *)words + 2 * row;
    memcpy(place, &zero_point, sizeof zero_point);
    memcpy(place + 8, &zero_point, sizeof zero_point);
    memcpy(place + 16, &zero_point, sizeof zero_point);
    memcpy(place + 24, &zero_point, sizeof zero_point);
  }
}

/** Puts four channels of a block's rows into the columns. */
TREC4J_INLINE void trec4j_depthwise_pairs_fill(const trec4j_depthwise_pairs_layer *layer,
                                               const trec4j_depthwise_pairs_block *block,
                                               int32_t channel) {
  const int32_t channels = layer->shape->channels;
  if (channels < 4) {
    trec4j_depthwise_pairs_widen_few(layer, block);
  } else if (block->count > 2) {
    layer->widen(block->first + channel, block->distances, block->words, block->end, channels);
  } else {
    trec4j_depthwise_pairs_widen2(layer, block, channel);
  }
  for (int32_t row = 0; block->outside >> row != 0; row++) {
    if (block->outside >> row & 1u) trec4j_depthwise_pairs_blank(layer, block, row);
  }
}

/** The outputs of two rows, the lower one of which may be missing. */
TREC4J_INLINE void trec4j_depthwise_pairs_output(const trec4j_depthwise_pairs_layer *layer,
                                                 int32_t oy) {
  const trec4j_depthwise_pairs_shape *shape = layer->shape;
  const trec4j_depthwise_pairs_params *params = layer->params;
  const int32_t channels = shape->channels, pixels = shape->output_width;
  const int32_t pitch = shape->output_pitch, row = pixels * pitch;
  const int32_t lower = oy + 1 < shape->output_height ? row : 0;
  const int32_t top = oy * shape->stride_y - shape->pad_top;
  const int32_t blocks = trec4j_depthwise_pairs_blocks(shape);
  const int32_t twos = pixels / 2 * 2 * shape->stride_x * layer->step;
  int8_t *const output = layer->output + oy * row;
  trec4j_depthwise_pairs_block block[2];
  for (int32_t i = 0; i < blocks; i++) {
    trec4j_depthwise_pairs_block_at(layer, top, i, &block[i]);
  }
  trec4j_depthwise_outputs outputs = {
      .zero_point = params->output_zero_point, .step = pitch, .upper = -lower, .odd = pixels % 2};
  const int16_t *weights = params->weights;
  for (int32_t first = 0; first < channels; first += 4) {
    /* The last channels, if they are not four, come with some of those before. */
    const int32_t filled = TREC4J_MAX(0, TREC4J_MIN(first, channels - 4));
    for (int32_t i = 0; i < blocks; i++) trec4j_depthwise_pairs_fill(layer, &block[i], filled);
    const uint32_t *columns = layer->columns + 2 * (first - filled);
    for (int32_t c = first; c < TREC4J_MIN(first + 4, channels); c++) {
      outputs.multiplier = params->multipliers[c];
      outputs.output = output + lower + c;
      layer->products(columns, weights, params->bias[c], columns + twos, outputs);
      weights += layer->weights;
      columns += 2;
    }
  }
  trec4j_clamp_pixels(output, lower > 0 ? 2 * pixels : pixels, channels, pitch, params->low,
                      params->high);
}

TREC4J_SHARED void trec4j_depthwise_pairs_run(const trec4j_depthwise_pairs_layer *layer) {
  const trec4j_depthwise_pairs_shape *shape = layer->shape;
  const int32_t zero_point = layer->params->input_zero_point;
  const int32_t words = layer->step * trec4j_depthwise_pairs_columns(shape);
  /* Columns outside of the map stay as they are. */
  for (int32_t i = 0; i < words; i++) layer->columns[i] = trec4j_pack16(zero_point, zero_point);
  for (int32_t oy = 0; oy < shape->output_height; oy += 2) {
    trec4j_depthwise_pairs_output(layer, oy);
  }
}

#else

/** The sum of one channel under the window whose first cell is (top, left). */
TREC4J_INLINE int32_t trec4j_depthwise_pairs_sum(const trec4j_depthwise_pairs_shape *shape,
                                                 const trec4j_depthwise_pairs_params *params,
                                                 const int8_t *input, int32_t top, int32_t left,
                                                 int32_t channel) {
  const int32_t taps = shape->kernel_height;
  const int32_t column = 2 * trec4j_depthwise_pairs_words(shape);
  const int16_t *weights = params->weights + channel * trec4j_depthwise_pairs_weights(shape);
  int32_t sum = params->bias[channel];
  for (int32_t k = 0; k < taps * taps; k++) {
    const int32_t row = k / taps, y = top + row, x = left + k % taps;
    const int inside = y >= 0 && y < shape->input_height && x >= 0 && x < shape->input_width;
    const int32_t value = inside ? input[(y * shape->input_width + x) * shape->channels + channel]
                                 : params->input_zero_point;
    /* Of stride 1 the last row's weight is the last of a column, as words overlap. */
    const int32_t half = shape->stride_y == 1 && row == taps - 1 ? column - 1 : row;
    sum += value * weights[k % taps * column + half];
  }
  return sum;
}

#endif

/** `layout` has 64 bytes of columns for two blocks and 32 for one, times columns. */
TREC4J_INLINE void trec4j_depthwise_pairs(const trec4j_depthwise_pairs_shape *shape,
                                          const trec4j_depthwise_pairs_scratch *layout,
                                          const trec4j_depthwise_pairs_params *params,
                                          const int8_t *input, int8_t *output, void *scratch) {
  trec4j_depthwise_pairs_require(shape, layout);
#if TREC4J_DSP
  trec4j_depthwise_products *const by_one =
      shape->kernel_height == 3 ? trec4j_depthwise_products3 : trec4j_depthwise_products5;
  trec4j_depthwise_products *const by_two =
      shape->kernel_height == 3 ? trec4j_depthwise_products3_2 : trec4j_depthwise_products5_2;
  const int32_t blocks = trec4j_depthwise_pairs_blocks(shape);
  const trec4j_depthwise_pairs_layer layer = {
      shape,
      params,
      input,
      output,
      trec4j_at(scratch, layout->columns),
      TREC4J_DEPTHWISE_BLOCK_WORDS * blocks,
      TREC4J_MIN(shape->input_width, trec4j_depthwise_pairs_columns(shape) - shape->pad_left),
      trec4j_depthwise_pairs_weights(shape),
      blocks == 1 ? trec4j_depthwise_widen : trec4j_depthwise_widen_apart,
      shape->stride_y == 1 ? by_one : by_two};
  trec4j_depthwise_pairs_run(&layer);
#else
  (void)scratch;
  for (int32_t i = 0; i < shape->output_height * shape->output_width * shape->channels; i++) {
    const int32_t c = i % shape->channels, pixel = i / shape->channels;
    const int32_t top = pixel / shape->output_width * shape->stride_y - shape->pad_top;
    const int32_t left = pixel % shape->output_width * shape->stride_x - shape->pad_left;
    const int32_t sum = trec4j_depthwise_pairs_sum(shape, params, input, top, left, c);
    output[pixel * shape->output_pitch + c] = trec4j_requantize(
        sum, params->multipliers[c], params->output_zero_point, params->low, params->high);
  }
#endif
}

#endif
