/**
 * Exact Winograd convolutions: why they are exact, how their weights lie in flash, and how a layer
 * runs. Its inputs, products and outputs have headers of their own.
 *
 * Winograd's minimal filtering (Winograd 1980; Lavin & Gray, "Fast Algorithms for Convolutional
 * Neural Networks", 2016) makes a tile of outputs as
 *
 *     Y = A^T [ (G w G^T) . (B^T x B) ] A
 *
 * with one product an input of the tile, where the direct form takes one a tap and output: 36
 * instead of 144 for 4x4 outputs of a 3x3 kernel, or 100 for 2x2 outputs of a 5x5 one. G has
 * fractions, which is why Winograd is usually called inexact for integers. Here it is exact: G is
 * multiplied out, so that the sums are s_i * s_j * Y for known s = 3 * 2^a. All sums are taken
 * modulo 2^32, where 9 has an inverse; it leaves 2^k * Y, k = a_i + a_j, and a shift to the right
 * leaves Y. Wraps on the way do no harm. All bytes are those of trec4j_conv.
 *
 * The points of trec4j_winograd4.h and trec4j_winograd2_5.h are 0, 1, -1, 2, -2 and infinity; the
 * two other headers have their own, with their own bounds and conditions.
 *
 *            4  0 -5  0  1  0
 *            0 -4 -4  1  1  0
 *     B^T =  0  4 -4 -1  1  0
 *            0 -2 -1  2  1  0
 *            0  2 -1 -2  1  0
 *            0  4  0 -5  0  1
 *
 * Bounds. Inputs are taken as x + 128 in 0..255; the bias makes up for it. Of a row of B^T let p be
 * the sum of the positive entries and n that of the others: (5, 5), (2, 8), (5, 5), (3, 3), (3, 3),
 * (5, 5). A transformed input lies in 255 * [-(p n' + n p'), p p' + n n'], hence in -12,750..17,340
 * and in an int16. What is asked of G stands with each kernel.
 *
 * The condition. 2^k * Y with k <= 6 must be an int32, hence -2^25 <= Y < 2^25. Y is a sum of
 * products (x + 128) * w: a filter may be used if
 *
 *     255 * max(sum of w+, sum of |w-|) < 2^25,      w+ and w- its weights above and below 0.
 *
 * No filter of up to 1036 taps and channels can break that: up to 115 channels of 3x3, 41 of 5x5.
 * Whoever packs the weights must check it (TREC4J_WINOGRAD_LIMIT); the kernel cannot.
 *
 * Weights come transformed, from w[m][ky][kx][c] of the convolution,
 *
 *     U[m][c][i][j] = sum over ky, kx of G[i][ky] * G[j][kx] * w[m][ky][kx][c],
 *
 * and packed as int16 [ceil(M/2)][positions][Q][2][4], Q = ceil(C/4). With position p = 6 * i + j
 * (4 * i + j for tiles of 4x4) U[m][c][i][j] is number
 *
 *     (((m / 2) * positions + p) * Q + c / 4) * 8 + (m % 2) * 4 + lane(c % 4),   lane = 0, 2, 1, 3:
 *
 * pairs of filters, and channels 0 2 1 3 of a four as SXTAB16 takes them apart. What belongs to no
 * filter (the last one, if M is odd) or to no channel (from C up to 4 * Q) is 0. The array begins
 * at a multiple of 4 bytes.
 *
 *     bias[m] = the convolution's bias[m] - 128 * sum of w[m],
 *
 * where the convolution's holds -input_zero_point * sum of w[m] as ever.
 */
#ifndef TREC4J_WINOGRAD_H
#define TREC4J_WINOGRAD_H

#include "trec4j_winograd_input.h"
#include "trec4j_winograd_layer.h"
#include "trec4j_winograd_output.h"
#include "trec4j_winograd_products.h"

/** How a form takes the products of a pair's tiles; returns the weights behind those it took. */
typedef const int16_t *trec4j_winograd_multiplier(const trec4j_winograd_layer *layer,
                                                  const int16_t *tiles, const int16_t *weights);

/** Reads a pair's inputs. */
TREC4J_INLINE void trec4j_winograd_inputs(const trec4j_winograd_layer *layer,
                                          const trec4j_winograd_pair *pair) {
  const trec4j_winograd_shape *shape = layer->shape;
  const int32_t side = layer->form->side, across = trec4j_winograd_across(layer);
  for (int32_t t = 0; t < pair->count; t++) {
    const int32_t top = (pair->first + t) / across * side;
    const int32_t left = (pair->first + t) % across * side;
    trec4j_winograd_input(layer, top - shape->pad_top, left - shape->pad_left, pair->tiles + 4 * t);
#if TREC4J_DSP
    trec4j_winograd_place(layer, top, left, pair->places + side * side * t);
#endif
  }
}

/** Makes a pair's outputs of `filter` and, if there is one, the next; side is known in advance. */
TREC4J_INLINE void trec4j_winograd_make(const trec4j_winograd_layer *layer,
                                        const trec4j_winograd_pair *pair, int32_t side,
                                        int32_t filter, trec4j_winograd_maker *make) {
  const int32_t filters = TREC4J_MIN(2, layer->shape->filters - filter);
#if !TREC4J_DSP
  const int32_t across = trec4j_winograd_across(layer);
#endif
  for (int32_t odd = 0; odd < filters; odd++) {
    for (int32_t t = 0; t < pair->count; t++) {
      const int32_t *const sums = layer->sums + 2 * odd + t;
#if TREC4J_DSP
      make(sums, pair->places + side * side * t, &layer->outputs, filter + odd);
#else
      const int32_t number = pair->first + t;
      make(layer, sums, number / across * side, number % across * side, filter + odd);
#endif
    }
  }
}

/** Before all pairs. */
TREC4J_INLINE void trec4j_winograd_begin(const trec4j_winograd_layer *layer) {
  memset(layer->padding, layer->params->input_zero_point, (size_t)(4 * layer->quads));
}

/** Behind all pairs. */
TREC4J_INLINE void trec4j_winograd_end(const trec4j_winograd_layer *layer) {
#if TREC4J_DSP
  const trec4j_winograd_shape *shape = layer->shape;
  trec4j_clamp_pixels(layer->output, shape->output_height * shape->output_width, shape->filters,
                      shape->output_pitch, layer->params->low, layer->params->high);
#else
  (void)layer;
#endif
}

/** Makes all outputs, unclamped: outside pairs of tiles, transformed once, inside of filters. */
TREC4J_INLINE void trec4j_winograd_pairs(const trec4j_winograd_layer *layer, int32_t side,
                                         trec4j_winograd_multiplier *multiply,
                                         trec4j_winograd_maker *make) {
  const int32_t count = trec4j_winograd_count(layer);
  trec4j_winograd_pair pair = {0, 2, layer->tiles, NULL};
#if TREC4J_DSP
  pair.places = ((trec4j_winograd_frame *)layer->frame)->places;
#endif
  trec4j_winograd_begin(layer);
  for (; pair.first < count; pair.first += 2) {
    pair.count = TREC4J_MIN(2, count - pair.first);
    trec4j_winograd_inputs(layer, &pair);
    const int16_t *weights = layer->params->weights;
    for (int32_t filter = 0; filter < layer->shape->filters; filter += 2) {
      weights = multiply(layer, pair.tiles, weights);
      trec4j_winograd_make(layer, &pair, side, filter, make);
    }
  }
}

/** Makes all int8 outputs. */
TREC4J_INLINE void trec4j_winograd_run(const trec4j_winograd_layer *layer, int32_t side,
                                       trec4j_winograd_multiplier *multiply,
                                       trec4j_winograd_maker *make) {
  trec4j_winograd_pairs(layer, side, multiply, make);
  trec4j_winograd_end(layer);
}

#endif
