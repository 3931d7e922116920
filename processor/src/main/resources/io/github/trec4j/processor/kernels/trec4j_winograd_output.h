/** Where the outputs of Winograd convolutions go; see trec4j_winograd.h. */
#ifndef TREC4J_WINOGRAD_OUTPUT_H
#define TREC4J_WINOGRAD_OUTPUT_H

#include "trec4j_quads.h"
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

/*
 * How a routine goes on when it makes int8: r2 outputs, r3 filter. In r2 it leaves what results are
 * added to, in r3 where they go from a pixel's place on.
 */
#define TREC4J_WINOGRAD_BYTES "ldr r2, [r2, #8]\n"

/**
 * The same when it makes int16; r0 and r10 are free. A lane of a block is the filter's number with
 * its last two bits swapped: it plus the last one, minus the one before.
 */
#define TREC4J_WINOGRAD_HALFWORDS \
  "ldr r10, [r2, #16]\n"          \
  "ldr r0, [r2, #20]\n"           \
  "ldrsh r2, [r10, r3, lsl #1]\n" \
  "lsr r10, r3, #4\n"             \
  "mul r0, r10, r0\n"             \
  "and r10, r3, #2\n"             \
  "sub r0, r0, r10\n"             \
  "and r10, r3, #1\n"             \
  "add r0, r0, r10, lsl #1\n"     \
  "and r3, r3, #15\n"             \
  "add r3, r0, r3, lsl #1\n"

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

/** Writes an output of either kind. */
typedef void trec4j_winograd_writer(const trec4j_winograd_layer *layer, int32_t sum, int32_t y,
                                    int32_t x, int32_t filter);

TREC4J_INLINE void trec4j_winograd_write_byte(const trec4j_winograd_layer *layer, int32_t sum,
                                              int32_t y, int32_t x, int32_t filter) {
  trec4j_winograd_write(layer->shape, layer->params, layer->output, sum, y, x, filter);
}

TREC4J_INLINE void trec4j_winograd_write_halfword(const trec4j_winograd_layer *layer, int32_t sum,
                                                  int32_t y, int32_t x, int32_t filter) {
  const trec4j_winograd_shape *shape = layer->shape;
  const trec4j_winograd_outputs *outputs = &layer->outputs;
  if (y >= shape->output_height || x >= shape->output_width) return;
  int8_t *place = layer->output + filter / 16 * outputs->block_bytes +
                  (y * shape->output_width + x) * shape->output_pitch;
  ((int16_t *)(void *)place)[trec4j_quad_lane(filter % 16)] =
      trec4j_sat16(outputs->starts[filter] +
                   trec4j_multiply_high(outputs->bias[filter] + sum, outputs->multipliers[filter]));
}

#endif

#endif
