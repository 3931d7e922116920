/** What the parts of the kernels trec4j_winograd... hand to each other; see trec4j_winograd.h. */
#ifndef TREC4J_WINOGRAD_LAYER_H
#define TREC4J_WINOGRAD_LAYER_H

#include "trec4j_common.h"
#include "trec4j_conv.h"

/** As of the convolution; both strides are 1. Of any pads and any size of output. */
typedef trec4j_conv_shape trec4j_winograd_shape;

/** 255 * max(sum of w+, sum of |w-|) of a filter must be less. */
#define TREC4J_WINOGRAD_LIMIT (INT32_C(1) << 25)

enum {
  TREC4J_WINOGRAD_POINTS = 6, /**< of a side of a tile */
  TREC4J_WINOGRAD_POSITIONS = 36,
  TREC4J_WINOGRAD_PLACES = 16, /**< outputs of a tile, at most */
  TREC4J_WINOGRAD_FRAME = 560  /**< bytes of pointers and of half-transformed words */
};

/** The inverse of 9 modulo 2^32. */
#define TREC4J_WINOGRAD_INVERSE 0x38E38E39u

/** Where the regions of the scratch begin, in bytes and multiples of 8; Cp = C rounded up to 4. */
typedef struct {
  int32_t tiles;   /**< int16 [points * points][Cp/4][2 tiles][4], channels 0 2 1 3 */
  int32_t sums;    /**< int32 [positions][2 filters][2 tiles]; before, the ends of odd pixels */
  int32_t frame;   /**< TREC4J_WINOGRAD_FRAME, where there is a DSP */
  int32_t padding; /**< [Cp] int8, a pixel of zero points */
  int32_t bytes;   /**< of all */
} trec4j_winograd_scratch;

typedef struct {
  const int16_t *weights;     /**< see above */
  const int32_t *bias;        /**< [M], see above */
  const int32_t *multipliers; /**< [M], in (0, 2^31) */
  int32_t input_zero_point, output_zero_point, low, high;
} trec4j_winograd_params;

#if TREC4J_DSP

/** What the DSP's routines work on beside tiles and sums; their assembly knows this layout. */
typedef struct {
  const int8_t *pixels[TREC4J_WINOGRAD_POSITIONS]; /**< in the order of the form */
  uint32_t words[2 * TREC4J_WINOGRAD_POSITIONS];   /**< half-transformed, [row][word][column] */
  int8_t *places[2 * TREC4J_WINOGRAD_PLACES];      /**< of a pair's outputs */
} trec4j_winograd_frame;

TREC4J_ASSERT_OFFSET(trec4j_winograd_frame, pixels, 0);
TREC4J_ASSERT_OFFSET(trec4j_winograd_frame, words, 144);
TREC4J_STATIC_ASSERT(sizeof(trec4j_winograd_frame) == TREC4J_WINOGRAD_FRAME,
                     trec4j_winograd_frame_size);

/** Transforms `quads` >= 1 times four channels of the frame's pixels into a tile. */
typedef void trec4j_winograd_transformer(trec4j_winograd_frame *frame, int16_t *tile, int32_t quads,
                                         int32_t stride);

#else

/** Transforms the inputs of a column or row, `step` apart. */
typedef void trec4j_winograd_transformer(int32_t *d, int32_t step);

#endif

/**
 * What makes outputs of sums: int8 in rows of pixels; or int16 in blocks of sixteen filters, each
 * [outputs][16] in the order of trec4j_quad_lane, of
 *
 *     sat16(starts[m] + multiply_high(bias[m] + sum, multipliers[m])).
 */
typedef struct {
  const int32_t *bias, *multipliers;
  int32_t zero_point;    /**< of int8 */
  uint32_t *words;       /**< half-transformed, where there is a DSP */
  const int16_t *starts; /**< of int16 */
  int32_t block_bytes;   /**< of int16: from a block of filters to the next */
} trec4j_winograd_outputs;

#if TREC4J_DSP

/* The assembly knows this layout. */
TREC4J_ASSERT_OFFSET(trec4j_winograd_outputs, bias, 0);
TREC4J_ASSERT_OFFSET(trec4j_winograd_outputs, multipliers, 4);
TREC4J_ASSERT_OFFSET(trec4j_winograd_outputs, zero_point, 8);
TREC4J_ASSERT_OFFSET(trec4j_winograd_outputs, words, 12);
TREC4J_ASSERT_OFFSET(trec4j_winograd_outputs, starts, 16);
TREC4J_ASSERT_OFFSET(trec4j_winograd_outputs, block_bytes, 20);

#endif

/** What sets the forms of one kernel apart from the others. */
typedef struct {
  int32_t points; /**< inputs of a side of a tile */
  int32_t side;   /**< outputs of a side of a tile */
  int32_t offset; /**< what is added to inputs before all else, 128 or 0 */
  trec4j_winograd_transformer *transform;
  /* The order of the frame: pixels of the same column side by side. */
  uint8_t rows[TREC4J_WINOGRAD_POINTS], columns[TREC4J_WINOGRAD_POINTS];
} trec4j_winograd_form;

/** A layer at work: what all of its tiles have in common. */
typedef struct {
  const trec4j_winograd_shape *shape;
  const trec4j_winograd_params *params;
  const int8_t *input;
  int8_t *output;
  int16_t *tiles; /**< of the first pair */
  int32_t *sums;
  void *frame;
  int8_t *padding;
  const trec4j_winograd_form *form;
  int32_t quads; /**< of channels */
  trec4j_winograd_outputs outputs;
} trec4j_winograd_layer;

/** Two tiles that go together, or the last one alone. */
typedef struct {
  int32_t first, count; /**< number of the first, and how many */
  int16_t *tiles;       /**< their inputs, transformed */
  int8_t **places;      /**< where there is a DSP: of their outputs, see trec4j_winograd_place */
} trec4j_winograd_pair;

/** Tiles in a row of them. */
TREC4J_INLINE int32_t trec4j_winograd_across(const trec4j_winograd_layer *layer) {
  const int32_t side = layer->form->side;
  return (layer->shape->output_width + side - 1) / side;
}

/** All tiles of the output. */
TREC4J_INLINE int32_t trec4j_winograd_count(const trec4j_winograd_layer *layer) {
  const int32_t side = layer->form->side;
  return trec4j_winograd_across(layer) * ((layer->shape->output_height + side - 1) / side);
}

/**
 * Refuses a layout without room: so many pairs of tiles have points * points inputs each, and pairs
 * of tiles and filters `positions` times four sums.
 */
TREC4J_INLINE void trec4j_winograd_require_room(const trec4j_winograd_shape *shape,
                                                const trec4j_winograd_scratch *layout,
                                                int32_t kernel, int32_t points, int32_t positions,
                                                int32_t pairs) {
  const int32_t padded = TREC4J_ROUND_UP(shape->input_channels, 4);
  TREC4J_REQUIRE(shape->kernel_height == kernel && shape->kernel_width == kernel);
  TREC4J_REQUIRE(shape->stride_y == 1 && shape->stride_x == 1);
  TREC4J_REQUIRE(layout->tiles >= 0 &&
                 (layout->tiles | layout->sums | layout->frame | layout->padding) % 8 == 0);
  TREC4J_REQUIRE(layout->sums - layout->tiles >= 4 * points * points * padded * pairs);
  TREC4J_REQUIRE(layout->frame - layout->sums >= 16 * positions);
  TREC4J_REQUIRE(layout->padding - layout->frame >= TREC4J_WINOGRAD_FRAME);
  TREC4J_REQUIRE(layout->bytes - layout->padding >= padded);
}

/** The same for int8 outputs. */
TREC4J_INLINE void trec4j_winograd_require(const trec4j_winograd_shape *shape,
                                           const trec4j_winograd_scratch *layout, int32_t kernel,
                                           int32_t points, int32_t positions, int32_t pairs) {
  TREC4J_REQUIRE(shape->output_pitch >= shape->filters);
  trec4j_winograd_require_room(shape, layout, kernel, points, positions, pairs);
}

TREC4J_INLINE trec4j_winograd_layer trec4j_winograd_layer_of(const trec4j_winograd_shape *shape,
                                                             const trec4j_winograd_scratch *layout,
                                                             const trec4j_winograd_params *params,
                                                             const int8_t *input, int8_t *output,
                                                             void *scratch,
                                                             const trec4j_winograd_form *form) {
  const trec4j_winograd_layer layer = {
      .shape = shape,
      .params = params,
      .input = input,
      .output = output,
      .tiles = trec4j_at(scratch, layout->tiles),
      .sums = trec4j_at(scratch, layout->sums),
      .frame = trec4j_at(scratch, layout->frame),
      .padding = trec4j_at(scratch, layout->padding),
      .form = form,
      .quads = (shape->input_channels + 3) / 4,
      .outputs = {
          .bias = params->bias,
          .multipliers = params->multipliers,
          .zero_point = params->output_zero_point,
#if TREC4J_DSP
          .words = ((trec4j_winograd_frame *)trec4j_at(scratch, layout->frame))->words,
#endif
      }};
  return layer;
}

#endif
