/**
 * Convolution with a 5x5 kernel and stride 1, two by two outputs at a time: the Winograd form
 * F(2x2, 5x5). 36 products for 100, and all bytes are those of trec4j_conv; see trec4j_winograd.h
 * for why, for the packing of the weights and for the condition they must meet.
 *
 *         6  0  0  0  0
 *         1  1  1  1  1            1 -4 -4  1  1  0
 *     G = 1 -1  1 -1  1     A^T =  0 -2  2  1 -1  2
 *         1  2  4  8 16
 *         1 -2  4 -8 16
 *         0  0  0  0  6
 *
 * That gives s_i * s_j * Y with s = 24, 12: a = 3, 2.
 *
 * |U| <= 31 * 6 * 127 = 23,622 is an int16, but for the four U[i][j] with i, j in 3..4: they reach
 * 31 * 31 * 127 = 122,047. Those are split,
 *
 *     U = 256 * high + low,     low in -128..127, |high| <= 477,
 *
 * and there are 40 positions: at p = 6 * i + j stands low where U is split, U elsewhere; at
 * p = 36 + 2 * (i - 3) + (j - 3) stands high. Flash holds 80 bytes for 25 weights.
 */
#ifndef TREC4J_WINOGRAD2_5_H
#define TREC4J_WINOGRAD2_5_H

#include "trec4j_winograd.h"

enum { TREC4J_WINOGRAD2_5_SIDE = 2, TREC4J_WINOGRAD2_5_POSITIONS = 40 };

#if TREC4J_DSP

/*
 * Down a column of sums, whose number is .Lcolumn, and along a row: from r4..r9 the results 0 and 1
 * in r4 and r9. Sums stand 16 bytes apart; what becomes of them begins with the last row.
 */
#define TREC4J_WINOGRAD2_5_LINE \
  "add r10, r5, r6\n"           \
  "sub r5, r5, r6\n"            \
  "add r6, r7, r8\n"            \
  "sub r7, r7, r8\n"            \
  "add r4, r4, r6\n"            \
  "sub r4, r4, r10, lsl #2\n"   \
  "sub r9, r9, r5\n"            \
  "add r9, r7, r9, lsl #1\n"

/** In columns 3 and 4 the sums of rows 3 and 4 have a high part. */
#define TREC4J_WINOGRAD2_5_COLUMN              \
  "ldr r4, [r0, #16*.Lcolumn_%=]\n"            \
  "ldr r5, [r0, #96+16*.Lcolumn_%=]\n"         \
  "ldr r6, [r0, #192+16*.Lcolumn_%=]\n"        \
  "ldr r7, [r0, #288+16*.Lcolumn_%=]\n"        \
  "ldr r8, [r0, #384+16*.Lcolumn_%=]\n"        \
  "ldr r9, [r0, #480+16*.Lcolumn_%=]\n"        \
  ".if .Lcolumn_%= == 3 || .Lcolumn_%= == 4\n" \
  "ldr r10, [r0, #528+16*.Lcolumn_%=]\n"       \
  "add r7, r7, r10, lsl #8\n"                  \
  "ldr r10, [r0, #560+16*.Lcolumn_%=]\n"       \
  "add r8, r8, r10, lsl #8\n"                  \
  ".endif\n" TREC4J_WINOGRAD2_5_LINE           \
  "str r4, [lr, #24+4*.Lcolumn_%=]\n"          \
  "str r9, [lr, #4*.Lcolumn_%=]\n"             \
  ".set .Lcolumn_%=, .Lcolumn_%= + 1\n"

/** Two outputs, of which the last is written first; .Lshift is a of the row. */
#define TREC4J_WINOGRAD2_5_ROW(bits, store)    \
  "ldm lr!, {r4-r9}\n" TREC4J_WINOGRAD2_5_LINE \
  "mul r9, r9, r0\n"                           \
  "mul r4, r4, r0\n"                           \
  "ldm r1!, {r5, r6}\n"                        \
  "add r9, r11, r9, asr #.Lshift_%=+2\n"       \
  "add r4, r11, r4, asr #.Lshift_%=+3\n"       \
  "smmlar r9, r9, r12, r2\n"                   \
  "smmlar r4, r4, r12, r2\n"                   \
  "ssat r9, #" bits                            \
  ", r9\n"                                     \
  "ssat r4, #" bits ", r4\n" store " r9, [r5, r3]\n" store " r4, [r6, r3]\n"

/** All of a tile, of so many bits, as trec4j_winograd_output.h has it. */
#define TREC4J_WINOGRAD2_5_TILE(begin, bits, store)                                 \
  "push {r4-r11, lr}\n"                                                             \
  "ldr lr, [r2, #12]\n"                                                             \
  ".set .Lcolumn_%=, 0\n" TREC4J_WINOGRAD2_5_COLUMN TREC4J_WINOGRAD2_5_COLUMN       \
      TREC4J_WINOGRAD2_5_COLUMN TREC4J_WINOGRAD2_5_COLUMN TREC4J_WINOGRAD2_5_COLUMN \
          TREC4J_WINOGRAD2_5_COLUMN                                                 \
  "ldrd r11, r12, [r2]\n"                                                           \
  "ldr r11, [r11, r3, lsl #2]\n"                                                    \
  "ldr r12, [r12, r3, lsl #2]\n" begin                                              \
  "movw r0, #0x8E39\n"                                                              \
  "movt r0, #0x38E3\n"                                                              \
  ".set .Lshift_%=, 2\n" TREC4J_WINOGRAD2_5_ROW(                                    \
      bits, store) ".set .Lshift_%=, 3\n" TREC4J_WINOGRAD2_5_ROW(bits, store) "pop {r4-r11, pc}\n"

/** The outputs of filter `filter` at `places` from every fourth of the sums. */
TREC4J_NAKED void trec4j_winograd2_5_bytes(const int32_t *sums __attribute__((unused)),
                                           int8_t *const *places __attribute__((unused)),
                                           const trec4j_winograd_outputs *outputs
                                           __attribute__((unused)),
                                           int32_t filter __attribute__((unused))) {
  TREC4J_ASSEMBLY(TREC4J_WINOGRAD2_5_TILE(TREC4J_WINOGRAD_BYTES, "8", "strb"));
}

TREC4J_NAKED void trec4j_winograd2_5_halfwords(const int32_t *sums __attribute__((unused)),
                                               int8_t *const *places __attribute__((unused)),
                                               const trec4j_winograd_outputs *outputs
                                               __attribute__((unused)),
                                               int32_t filter __attribute__((unused))) {
  TREC4J_ASSEMBLY(TREC4J_WINOGRAD2_5_TILE(TREC4J_WINOGRAD_HALFWORDS, "16", "strh"));
}

#else

/** Six sums `step` apart become two. */
TREC4J_INLINE void trec4j_winograd2_5_transform(uint32_t *m, int32_t step) {
  const uint32_t p = m[step] + m[2 * step], r = m[step] - m[2 * step];
  const uint32_t q = m[3 * step] + m[4 * step], s = m[3 * step] - m[4 * step];
  m[0] += q - 4 * p;
  m[step] = s + 2 * (m[5 * step] - r);
}

TREC4J_INLINE void trec4j_winograd2_5_tile(const trec4j_winograd_layer *layer, const int32_t *sums,
                                           int32_t top, int32_t left, int32_t filter,
                                           trec4j_winograd_writer *write) {
  uint32_t m[TREC4J_WINOGRAD_POSITIONS];
  for (int32_t p = 0; p < TREC4J_WINOGRAD_POSITIONS; p++) m[p] = (uint32_t)sums[4 * p];
  for (int32_t high = 0; high < 4; high++) {
    const int32_t p = 21 + high / 2 * 6 + high % 2;
    m[p] += 256u * (uint32_t)sums[4 * (TREC4J_WINOGRAD_POSITIONS + high)];
  }
  for (int32_t j = 0; j < TREC4J_WINOGRAD_POINTS; j++) trec4j_winograd2_5_transform(m + j, 6);
  for (int32_t i = 0; i < TREC4J_WINOGRAD2_5_SIDE; i++) {
    trec4j_winograd2_5_transform(m + 6 * i, 1);
    for (int32_t j = 0; j < TREC4J_WINOGRAD2_5_SIDE; j++) {
      const int32_t scaled = (int32_t)(m[6 * i + j] * TREC4J_WINOGRAD_INVERSE);
      write(layer, scaled >> (6 - i - j), top + i, left + j, filter);
    }
  }
}

TREC4J_SHARED void trec4j_winograd2_5_bytes(const trec4j_winograd_layer *layer, const int32_t *sums,
                                            int32_t top, int32_t left, int32_t filter) {
  trec4j_winograd2_5_tile(layer, sums, top, left, filter, trec4j_winograd_write_byte);
}

TREC4J_SHARED void trec4j_winograd2_5_halfwords(const trec4j_winograd_layer *layer,
                                                const int32_t *sums, int32_t top, int32_t left,
                                                int32_t filter) {
  trec4j_winograd2_5_tile(layer, sums, top, left, filter, trec4j_winograd_write_halfword);
}

#endif

/** The split positions take the same tiles twice: 21 and 22, 27 and 28. */
TREC4J_INLINE const int16_t *trec4j_winograd2_5_multiply(const trec4j_winograd_layer *layer,
                                                         const int16_t *tiles,
                                                         const int16_t *weights) {
  int32_t *const high = layer->sums + 4 * TREC4J_WINOGRAD_POSITIONS;
  const int32_t quads = layer->quads;
  weights = trec4j_winograd_products(weights, tiles, quads, layer->sums, high);
  weights = trec4j_winograd_products(weights, tiles + 21 * 8 * quads, quads, high, high + 8);
  return trec4j_winograd_products(weights, tiles + 27 * 8 * quads, quads, high + 8, high + 16);
}

TREC4J_SHARED void trec4j_winograd2_5_run(const trec4j_winograd_layer *layer) {
  trec4j_winograd_run(layer, TREC4J_WINOGRAD2_5_SIDE, trec4j_winograd2_5_multiply,
                      trec4j_winograd2_5_bytes);
}

/** The same as int16, see trec4j_winograd_outputs. */
TREC4J_SHARED void trec4j_winograd2_5_run_halfwords(const trec4j_winograd_layer *layer) {
  trec4j_winograd_pairs(layer, TREC4J_WINOGRAD2_5_SIDE, trec4j_winograd2_5_multiply,
                        trec4j_winograd2_5_halfwords);
}

/** `layout` has 144 * Cp bytes of tiles and 640 of sums. */
TREC4J_INLINE void trec4j_winograd2_5(const trec4j_winograd_shape *shape,
                                      const trec4j_winograd_scratch *layout,
                                      const trec4j_winograd_params *params, const int8_t *input,
                                      int8_t *output, void *scratch) {
  static const trec4j_winograd_form form = TREC4J_WINOGRAD_FORM_6(TREC4J_WINOGRAD2_5_SIDE);
  trec4j_winograd_require(shape, layout, 5, TREC4J_WINOGRAD_POINTS, TREC4J_WINOGRAD2_5_POSITIONS,
                          1);
  const trec4j_winograd_layer layer =
      trec4j_winograd_layer_of(shape, layout, params, input, output, scratch, &form);
  trec4j_winograd2_5_run(&layer);
}

#endif
