/**
 * The Winograd form F(4x4, 3x3) of trec4j_winograd4.h with weights that are transformed on the fly;
 * see trec4j_winograd_fly.h.
 */
#ifndef TREC4J_WINOGRAD4_FLY_H
#define TREC4J_WINOGRAD4_FLY_H

#include "trec4j_winograd4.h"
#include "trec4j_winograd_fly.h"

#if TREC4J_DSP

/** G's six points, in r5..r10. */
#define TREC4J_WINOGRAD4_FLY_LINE \
  "sadd16 lr, r10, r12\n"         \
  "sadd16 r6, lr, r11\n"          \
  "ssub16 r7, lr, r11\n"          \
  "sadd16 r12, r12, r12\n"        \
  "sadd16 lr, r12, r12\n"         \
  "sadd16 r11, r11, r11\n"        \
  "sadd16 r9, r10, lr\n"          \
  "sadd16 r8, r9, r11\n"          \
  "ssub16 r9, r9, r11\n"          \
  "sadd16 r5, r10, r10\n"         \
  "sadd16 r11, r5, r5\n"          \
  "sadd16 r5, r5, r11\n"          \
  "sadd16 r10, r12, lr\n"

#define TREC4J_WINOGRAD4_FLY_STORE \
  "str r5, [r1]\n"                 \
  "str r6, [r2]\n"                 \
  "str r7, [r1, r3, lsl #1]\n"     \
  "str r8, [r2, r3, lsl #1]\n"     \
  "str r9, [r1, r3, lsl #2]\n"     \
  "str r10, [r2, r3, lsl #2]\n"

#define TREC4J_WINOGRAD4_FLY_COLUMN TREC4J_WINOGRAD_FLY_COLUMN(TREC4J_WINOGRAD4_FLY_LINE, "r5-r10")
#define TREC4J_WINOGRAD4_FLY_ROW \
  TREC4J_WINOGRAD_FLY_ROW(TREC4J_WINOGRAD4_FLY_LINE, "6", TREC4J_WINOGRAD4_FLY_STORE)
#define TREC4J_WINOGRAD4_FLY_ROWS                                            \
  TREC4J_WINOGRAD4_FLY_ROW TREC4J_WINOGRAD4_FLY_ROW TREC4J_WINOGRAD4_FLY_ROW \
      TREC4J_WINOGRAD4_FLY_ROW TREC4J_WINOGRAD4_FLY_ROW TREC4J_WINOGRAD4_FLY_ROW

TREC4J_NAKED void trec4j_winograd4_fly_transform(const int8_t *weights __attribute__((unused)),
                                                 int16_t *transformed __attribute__((unused)),
                                                 int32_t quads __attribute__((unused)),
                                                 int32_t stride __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      TREC4J_WINOGRAD_FLY_TRANSFORM("6", TREC4J_WINOGRAD4_FLY_COLUMN, TREC4J_WINOGRAD4_FLY_ROWS));
}

#else

TREC4J_SHARED void trec4j_winograd4_fly_transform(const int8_t *weights, int16_t *transformed,
                                                  int32_t quads, int32_t stride) {
  static const int8_t g[TREC4J_WINOGRAD_POINTS][3] = {{6, 0, 0}, {1, 1, 1},  {1, -1, 1},
                                                      {1, 2, 4}, {1, -2, 4}, {0, 0, 6}};
  trec4j_winograd_fly_transform(g, TREC4J_WINOGRAD_POINTS, weights, transformed, quads, stride);
}

#endif

TREC4J_SHARED void trec4j_winograd4_fly_run(const trec4j_winograd_fly_layer *fly) {
  trec4j_winograd_fly_run(fly, TREC4J_WINOGRAD4_SIDE, trec4j_winograd4_fly_transform,
                          trec4j_winograd4_multiply, trec4j_winograd4_bytes);
}

/** `layout` has 144 * Cp bytes of tiles and 128 of places a pair of tiles, 144 * Cp of weights. */
TREC4J_INLINE void trec4j_winograd4_fly(const trec4j_winograd_shape *shape,
                                        const trec4j_winograd_fly_scratch *layout,
                                        const trec4j_winograd_fly_params *params,
                                        const int8_t *input, int8_t *output, void *scratch) {
  static const trec4j_winograd_form form = TREC4J_WINOGRAD_FORM_6(TREC4J_WINOGRAD4_SIDE);
  trec4j_winograd_fly_layer fly;
  trec4j_winograd_fly_require(shape, layout, TREC4J_WINOGRAD_POINTS, TREC4J_WINOGRAD4_SIDE);
  trec4j_winograd_fly_begin(&fly, shape, layout, params, input, output, scratch, &form);
  trec4j_winograd4_fly_run(&fly);
}

#endif
