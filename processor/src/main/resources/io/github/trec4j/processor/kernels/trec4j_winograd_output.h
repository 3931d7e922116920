/** Where the outputs of Winograd convolutions go; see trec4j_winograd.h. */
#ifndef TREC4J_WINOGRAD_OUTPUT_H
#define TREC4J_WINOGRAD_OUTPUT_H

#include "trec4j_simd.h"
#include "trec4j_winograd_layer.h"

#if TREC4J_DSP

/**
 * Where a tile's outputs go, beginning with the last: what has no place in the map goes where the
 * first row or column goes, too, and is overwritten by it.
 */
TREC4J_INLINE void trec4j_winograd_place(const trec4j_winograd_layer *layer, int32_t y, int32_t x,
                                         int8_t **outputs) {
  const trec4j_winograd_shape *shape = layer->shape;
  for (int32_t i = layer->form->side - 1; i >= 0; i--) {
    const int32_t row = y + i < shape->output_height ? y + i : y;
    int8_t *const first = layer->output + (row * shape->output_width + x) * shape->output_pitch;
    for (int32_t j = layer->form->side - 1; j >= 0; j--) {
      *outputs++ = x + j < shape->output_width ? first + j * shape->output_pitch : first;
    }
  }
}

/** Makes a filter's outputs of a tile from every fourth of the sums. */
typedef void trec4j_winograd_maker(const int32_t *sums, int8_t *const *places,
                                   const trec4j_winograd_outputs *outputs, int32_t filter);

#else

/** Makes a filter's outputs of the tile at (top, left) from every fourth of the sums. */
typedef void trec4j_winograd_maker(const trec4j_winograd_layer *layer, const int32_t *sums,
                                   int32_t top, int32_t left, int32_t filter);

/** Writes the output of `sum` = Y, if it is on the map. */
TREC4J_INLINE void trec4j_winograd_write(const trec4j_winograd_shape *shape,
                                         const trec4j_winograd_params *params, int8_t *output,
                                         int32_t sum, int32_t y, int32_t x, int32_t filter) {
  if (y >= shape->output_height || x >= shape->output_width) return;
  output[(y * shape->output_width + x) * shape->output_pitch + filter] =
      trec4j_requantize(params->bias[filter] + sum, params->multipliers[filter],
                        params->output_zero_point, params->low, params->high);
}

#endif

#endif
