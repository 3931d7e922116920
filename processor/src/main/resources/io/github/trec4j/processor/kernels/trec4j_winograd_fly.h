/**
 * What exact Winograd convolutions share that transform their weights on the fly: flash holds the
 * weights as they are, a byte each, instead of 72 or 32 bytes for 9; all bytes of the outputs are
 * the same.
 *
 * For that the order of loops is turned round: outside are pairs of filters, whose weights are
 * transformed once an image; inside are pairs of tiles, whose transformed inputs all lie in the
 * scratch memory. Transforming takes some 100 (tiles of 6x6) or 45 (4x4) instructions a filter and
 * channel: it pays where the tiles are many.
 *
 * Weights are int8 [M][Q][3 columns][3 rows][4 channels], Q = ceil(C/4), 0 where there is no
 * channel. The array begins at a multiple of 4 bytes. The condition and the bias are those of
 * trec4j_winograd.h.
 */
#ifndef TREC4J_WINOGRAD_FLY_H
#define TREC4J_WINOGRAD_FLY_H

#include "trec4j_winograd.h"

enum { TREC4J_WINOGRAD_FLY_TAPS = 9 };

/** Where the regions of the scratch begin, in bytes and multiples of 8; Cp = C rounded up to 4. */
typedef struct {
  int32_t tiles;   /**< int16 [pairs of tiles][points * points][Cp/4][2 tiles][4] */
  int32_t sums;    /**< as in trec4j_winograd_scratch, which frame and padding are, too */
  int32_t frame;   /**< */
  int32_t padding; /**< */
  int32_t weights; /**< int16 [points * points][Cp/4][2 filters][4], a pair's */
  int32_t places;  /**< int8 *[pairs of tiles][2 * side * side], where there is a DSP */
  int32_t bytes;   /**< of all */
} trec4j_winograd_fly_scratch;

typedef struct {
  const int8_t *weights;      /**< see above */
  const int32_t *bias;        /**< [M], see trec4j_winograd.h */
  const int32_t *multipliers; /**< [M], in (0, 2^31) */
  int32_t input_zero_point, output_zero_point, low, high;
} trec4j_winograd_fly_params;

/** Transforms a filter's weights, `quads` times 4 channels; positions lie `stride` bytes apart. */
typedef void trec4j_winograd_fly_transformer(const int8_t *weights, int16_t *transformed,
                                             int32_t quads, int32_t stride);

#if TREC4J_DSP

/*
 * The transform of a filter's four channels, two in a word: r0 weights, [sp] where the first result
 * goes, [sp, #4] quads to go, [sp, #8] from one position to the next; behind, from the columns,
 * words [column][word][row]. A form's LINE makes three values in r10..r12 the points of a line in
 * adjacent registers, which end with r10; lr is free.
 */
#define TREC4J_WINOGRAD_FLY_COLUMN(line, points) \
  "ldm r0!, {r2-r4}\n"                           \
  "sxtb16 r10, r2\n"                             \
  "sxtb16 r11, r3\n"                             \
  "sxtb16 r12, r4\n" line "stm r1!, {" points    \
  "}\n"                                          \
  "sxtb16 r10, r2, ror #8\n"                     \
  "sxtb16 r11, r3, ror #8\n"                     \
  "sxtb16 r12, r4, ror #8\n" line "stm r1!, {" points "}\n"

/** Along row .Lrow of word .Lword: r1 and r2 are where results 0 and 1 go, r4 bytes of a row. */
#define TREC4J_WINOGRAD_FLY_ROW(line, side, store)         \
  "ldr r10, [sp, #12+4*.Lrow_%=]\n"                        \
  "ldr r11, [sp, #12+8*" side                              \
  "+4*.Lrow_%=]\n"                                         \
  "ldr r12, [sp, #12+16*" side "+4*.Lrow_%=]\n" line store \
  "add r1, r1, r4\n"                                       \
  "add r2, r2, r4\n"                                       \
  ".set .Lrow_%=, .Lrow_%= + 1\n"

/** All of it; `column`, for each of three, and `rows` are the macros above for a form. */
#define TREC4J_WINOGRAD_FLY_TRANSFORM(side, column, rows) \
  "push {r4-r11, lr}\n"                                   \
  "sub sp, sp, #12+24*" side                              \
  "\n"                                                    \
  "strd r1, r2, [sp]\n"                                   \
  "str r3, [sp, #8]\n"                                    \
  ".Lquad_%=:\n"                                          \
  "add r1, sp, #12\n" column column column                \
  "ldr r1, [sp]\n"                                        \
  "ldr r3, [sp, #8]\n"                                    \
  "mov r4, #" side                                        \
  "\n"                                                    \
  "mul r4, r4, r3\n"                                      \
  "add r2, r1, r3\n"                                      \
  ".set .Lrow_%=, 0\n" rows                               \
  "ldr r1, [sp]\n"                                        \
  "add r5, r1, #16\n"                                     \
  "str r5, [sp]\n"                                        \
  "add r1, r1, #4\n"                                      \
  "add r2, r1, r3\n" rows                                 \
  "ldr r2, [sp, #4]\n"                                    \
  "subs r2, r2, #1\n"                                     \
  "str r2, [sp, #4]\n"                                    \
  "bne .Lquad_%=\n"                                       \
  "add sp, sp, #12+24*" side                              \
  "\n"                                                    \
  "pop {r4-r11, pc}\n"

#else

/** Transforms a filter's weights by the rows of a form's G. */
TREC4J_INLINE void trec4j_winograd_fly_transform(const int8_t (*g)[3], int32_t points,
                                                 const int8_t *weights, int16_t *transformed,
                                                 int32_t quads, int32_t stride) {
  for (int32_t c = 0; c < 4 * quads; c++) {
    const int8_t *w = weights + c / 4 * (4 * TREC4J_WINOGRAD_FLY_TAPS) + c % 4;
    int16_t *to = transformed + c / 4 * 8 + trec4j_quad_lane(c % 4);
    for (int32_t p = 0; p < points * points; p++) {
      int32_t sum = 0;
      for (int32_t tap = 0; tap < TREC4J_WINOGRAD_FLY_TAPS; tap++) {
        sum += g[p / points][tap % 3] * g[p % points][tap / 3] * w[4 * tap];
      }
      to[stride / 2 * p] = (int16_t)sum;
    }
  }
}

#endif

/** A layer at work, with what its weights need. */
typedef struct {
  trec4j_winograd_layer of;
  trec4j_winograd_params params; /**< the layer's: the weights are not transformed */
  const int8_t *flash;
  int16_t *weights;
  int8_t **places;
} trec4j_winograd_fly_layer;

/** The regions that all Winograd convolutions have. */
TREC4J_INLINE trec4j_winograd_scratch
trec4j_winograd_fly_common(const trec4j_winograd_fly_scratch *layout) {
  const trec4j_winograd_scratch common = {layout->tiles, layout->sums, layout->frame,
                                          layout->padding, layout->weights};
  return common;
}

/** Begins a layer. `fly` must stay where it is. */
TREC4J_INLINE void trec4j_winograd_fly_begin(trec4j_winograd_fly_layer *fly,
                                             const trec4j_winograd_shape *shape,
                                             const trec4j_winograd_fly_scratch *layout,
                                             const trec4j_winograd_fly_params *params,
                                             const int8_t *input, int8_t *output, void *scratch,
                                             const trec4j_winograd_form *form) {
  const trec4j_winograd_scratch common = trec4j_winograd_fly_common(layout);
  const trec4j_winograd_params of = {NULL,
                                     params->bias,
                                     params->multipliers,
                                     params->input_zero_point,
                                     params->output_zero_point,
                                     params->low,
                                     params->high};
  fly->params = of;
  fly->of = trec4j_winograd_layer_of(shape, &common, &fly->params, input, output, scratch, form);
  fly->flash = params->weights;
  fly->weights = trec4j_at(scratch, layout->weights);
  fly->places = trec4j_at(scratch, layout->places);
}

/** Refuses a layout without room. */
TREC4J_INLINE void trec4j_winograd_fly_require(const trec4j_winograd_shape *shape,
                                               const trec4j_winograd_fly_scratch *layout,
                                               int32_t points, int32_t side) {
  const trec4j_winograd_scratch common = trec4j_winograd_fly_common(layout);
  const int32_t padded = TREC4J_ROUND_UP(shape->input_channels, 4);
  const int32_t across = (shape->output_width + side - 1) / side;
  const int32_t pairs = (across * ((shape->output_height + side - 1) / side) + 1) / 2;
  trec4j_winograd_require(shape, &common, 3, points, points * points, pairs);
  TREC4J_REQUIRE((layout->weights | layout->places) % 8 == 0);
  TREC4J_REQUIRE(layout->places - layout->weights >= 4 * points * points * padded);
  TREC4J_REQUIRE(layout->bytes - layout->places >= 8 * side * side * pairs);
}

/** The first pair, of `count` tiles. */
TREC4J_INLINE trec4j_winograd_pair trec4j_winograd_fly_first(const trec4j_winograd_fly_layer *fly,
                                                             int32_t count) {
  const trec4j_winograd_pair pair = {0, TREC4J_MIN(2, count), fly->of.tiles, fly->places};
  return pair;
}

/** The pair behind another. */
TREC4J_INLINE trec4j_winograd_pair trec4j_winograd_fly_next(trec4j_winograd_pair pair,
                                                            int32_t count, int32_t size,
                                                            int32_t side) {
  const trec4j_winograd_pair next = {pair.first + 2, TREC4J_MIN(2, count - pair.first - 2),
                                     pair.tiles + size, pair.places + 2 * side * side};
  return next;
}

/** Makes all outputs: outside pairs of filters, transformed once, inside pairs of tiles. */
TREC4J_INLINE void trec4j_winograd_fly_run(const trec4j_winograd_fly_layer *fly, int32_t side,
                                           trec4j_winograd_fly_transformer *transform,
                                           trec4j_winograd_multiplier *multiply,
                                           trec4j_winograd_maker *make) {
  const trec4j_winograd_layer *layer = &fly->of;
  const int32_t filters = layer->shape->filters, quads = layer->quads;
  const int32_t count = trec4j_winograd_count(layer);
  const int32_t size = 8 * layer->form->points * layer->form->points * quads;
  trec4j_winograd_pair pair = trec4j_winograd_fly_first(fly, count);
  trec4j_winograd_begin(layer);
  while (pair.count > 0) {
    trec4j_winograd_inputs(layer, &pair);
    pair = trec4j_winograd_fly_next(pair, count, size, side);
  }
  for (int32_t filter = 0; filter < filters; filter += 2) {
    for (int32_t odd = 0; odd < 2; odd++) {
      /* A last filter without partner is its own. */
      const int32_t m = TREC4J_MIN(filter + odd, filters - 1);
      transform(fly->flash + 4 * TREC4J_WINOGRAD_FLY_TAPS * quads * m, fly->weights + 4 * odd,
                quads, 16 * quads);
    }
    pair = trec4j_winograd_fly_first(fly, count);
    while (pair.count > 0) {
      multiply(layer, pair.tiles, fly->weights);
      trec4j_winograd_make(layer, &pair, side, filter, make);
      pair = trec4j_winograd_fly_next(pair, count, size, side);
    }
  }
  trec4j_winograd_end(layer);
}

#endif
