/**
 * Convolution with a 3x3 kernel and stride 1, two by two outputs at a time: the Winograd form
 * F(2x2, 3x3). 16 products for 36, where F(4x4, 3x3) has 36 for 144; but its weights take less than
 * half the flash, it wastes less on small maps, and hardly any filter can break its condition. All
 * bytes are those of trec4j_conv; see trec4j_winograd.h for why and for the packing of the weights.
 *
 * The points are 0, 1, -1 and infinity:
 *
 *            1  0 -1  0           2  0  0
 *     B^T =  0  1  1  0      G =  1  1  1      A^T = 1  1  1  0
 *            0 -1  1  0           1 -1  1            0  1 -1 -1
 *            0  1  0 -1           0  0  2
 *
 * All results are 4 * Y; nothing but a shift is to be undone. Inputs are taken as they are, so that
 * the bias is the convolution's own. A transformed input lies in -512..512, |U| <= 9 * 127 = 1,143:
 * both are an int16. 4 * Y must be an int32:
 *
 *     128 * sum of |w| < 2^29,
 *
 * which no filter of up to 3,669 channels can break.
 *
 * There are 16 positions, p = 4 * i + j. Flash holds 32 bytes for 9 weights.
 */
#ifndef TREC4J_WINOGRAD2_H
#define TREC4J_WINOGRAD2_H

#include "trec4j_winograd.h"

/** 128 * sum of |w| of a filter must be less. */
#define TREC4J_WINOGRAD2_LIMIT (INT32_C(1) << 29)

enum { TREC4J_WINOGRAD2_POINTS = 4, TREC4J_WINOGRAD2_SIDE = 2, TREC4J_WINOGRAD2_POSITIONS = 16 };

#if TREC4J_DSP

/*
 * The transform of a tile's channels 0 and 2 or 1 and 3 of four: r0 the pixels, r1 offset of the
 * channels, r2 where a column's first result goes, r3 from one row of positions to the next.
 * Columns come in the order 2 0 1 3: so two of them, in r4..r7 and r8..r11, are all that is kept.
 */
#define TREC4J_WINOGRAD2_KEEP_LOW \
  "ldm r0!, {r4-r7}\n"            \
  "ldr r4, [r4, r1]\n"            \
  "ldr r12, [r5, r1]\n"           \
  "ldr r6, [r6, r1]\n"            \
  "ldr r7, [r7, r1]\n"            \
  "sxtb16 r4, r4\n"               \
  "sxtb16 r12, r12\n"             \
  "sxtb16 r6, r6\n"               \
  "sxtb16 r7, r7\n"               \
  "ssub16 r4, r4, r6\n"           \
  "sadd16 r5, r12, r6\n"          \
  "ssub16 r6, r6, r12\n"          \
  "ssub16 r7, r12, r7\n"
#define TREC4J_WINOGRAD2_LOAD_LOW \
  "ldm r0!, {r8-r11}\n"           \
  "ldr r8, [r8, r1]\n"            \
  "ldr r12, [r9, r1]\n"           \
  "ldr r10, [r10, r1]\n"          \
  "ldr r11, [r11, r1]\n"          \
  "sxtb16 r8, r8\n"               \
  "sxtb16 r12, r12\n"             \
  "sxtb16 r10, r10\n"             \
  "sxtb16 r11, r11\n"             \
  "ssub16 r8, r8, r10\n"          \
  "sadd16 r9, r12, r10\n"         \
  "ssub16 r10, r10, r12\n"        \
  "ssub16 r11, r12, r11\n"
#define TREC4J_WINOGRAD2_KEEP_HIGH \
  "ldm r0!, {r4-r7}\n"             \
  "ldr r4, [r4, r1]\n"             \
  "ldr r12, [r5, r1]\n"            \
  "ldr r6, [r6, r1]\n"             \
  "ldr r7, [r7, r1]\n"             \
  "sxtb16 r4, r4, ror #8\n"        \
  "sxtb16 r12, r12, ror #8\n"      \
  "sxtb16 r6, r6, ror #8\n"        \
  "sxtb16 r7, r7, ror #8\n"        \
  "ssub16 r4, r4, r6\n"            \
  "sadd16 r5, r12, r6\n"           \
  "ssub16 r6, r6, r12\n"           \
  "ssub16 r7, r12, r7\n"
#define TREC4J_WINOGRAD2_LOAD_HIGH \
  "ldm r0!, {r8-r11}\n"            \
  "ldr r8, [r8, r1]\n"             \
  "ldr r12, [r9, r1]\n"            \
  "ldr r10, [r10, r1]\n"           \
  "ldr r11, [r11, r1]\n"           \
  "sxtb16 r8, r8, ror #8\n"        \
  "sxtb16 r12, r12, ror #8\n"      \
  "sxtb16 r10, r10, ror #8\n"      \
  "sxtb16 r11, r11, ror #8\n"      \
  "ssub16 r8, r8, r10\n"           \
  "sadd16 r9, r12, r10\n"          \
  "ssub16 r10, r10, r12\n"         \
  "ssub16 r11, r12, r11\n"
#define TREC4J_WINOGRAD2_COLUMN_0 \
  "ssub16 r8, r8, r4\n"           \
  "ssub16 r9, r9, r5\n"           \
  "ssub16 r10, r10, r6\n"         \
  "ssub16 r11, r11, r7\n"         \
  "str r8, [r2]\n"                \
  "str r9, [r2, r3]\n"            \
  "str r10, [r2, r3, lsl #1]\n"   \
  "add r12, r2, r3\n"             \
  "str r11, [r12, r3, lsl #1]\n"  \
  "add r2, r2, r3, lsr #2\n"
#define TREC4J_WINOGRAD2_COLUMNS_1_2 \
  "sadd16 lr, r8, r4\n"              \
  "ssub16 r4, r4, r8\n"              \
  "str lr, [r2]\n"                   \
  "sadd16 lr, r9, r5\n"              \
  "ssub16 r5, r5, r9\n"              \
  "str lr, [r2, r3]\n"               \
  "sadd16 lr, r10, r6\n"             \
  "ssub16 r6, r6, r10\n"             \
  "str lr, [r2, r3, lsl #1]\n"       \
  "add r12, r2, r3\n"                \
  "sadd16 lr, r11, r7\n"             \
  "ssub16 r7, r7, r11\n"             \
  "str lr, [r12, r3, lsl #1]\n"      \
  "add r2, r2, r3, lsr #2\n"         \
  "str r4, [r2]\n"                   \
  "str r5, [r2, r3]\n"               \
  "str r6, [r2, r3, lsl #1]\n"       \
  "add r12, r2, r3\n"                \
  "str r7, [r12, r3, lsl #1]\n"      \
  "add r2, r2, r3, lsr #2\n"
#define TREC4J_WINOGRAD2_COLUMN_3 \
  "ssub16 r4, r8, r4\n"           \
  "ssub16 r5, r9, r5\n"           \
  "ssub16 r6, r10, r6\n"          \
  "ssub16 r7, r11, r7\n"          \
  "str r4, [r2]\n"                \
  "str r5, [r2, r3]\n"            \
  "str r6, [r2, r3, lsl #1]\n"    \
  "add r12, r2, r3\n"             \
  "str r7, [r12, r3, lsl #1]\n"

/** Tiles of 4x4; positions lie `stride` bytes apart. */
TREC4J_NAKED void trec4j_winograd2_transform(trec4j_winograd_frame *frame __attribute__((unused)),
                                             int16_t *tile __attribute__((unused)),
                                             int32_t quads __attribute__((unused)),
                                             int32_t stride __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      "push {r4-r11, lr}\n"
      "lsl r2, r2, #2\n"
      "push {r2}\n"
      "mov r2, r1\n"
      "mov r1, #0\n"
      "lsl r3, r3, #2\n"
      ".Lquad_%=:\n" TREC4J_WINOGRAD2_KEEP_LOW TREC4J_WINOGRAD2_LOAD_LOW TREC4J_WINOGRAD2_COLUMN_0
          TREC4J_WINOGRAD2_LOAD_LOW TREC4J_WINOGRAD2_COLUMNS_1_2 TREC4J_WINOGRAD2_KEEP_LOW
              TREC4J_WINOGRAD2_COLUMN_3
      "sub r0, r0, #64\n"
      "sub r2, r2, r3\n"
      "add r2, r2, r3, lsr #2\n"
      "add r2, r2, #4\n" TREC4J_WINOGRAD2_KEEP_HIGH TREC4J_WINOGRAD2_LOAD_HIGH
          TREC4J_WINOGRAD2_COLUMN_0 TREC4J_WINOGRAD2_LOAD_HIGH TREC4J_WINOGRAD2_COLUMNS_1_2
              TREC4J_WINOGRAD2_KEEP_HIGH TREC4J_WINOGRAD2_COLUMN_3
      "sub r0, r0, #64\n"
      "sub r2, r2, r3\n"
      "add r2, r2, r3, lsr #2\n"
      "add r2, r2, #12\n"
      "ldr r4, [sp]\n"
      "add r1, r1, #4\n"
      "cmp r1, r4\n"
      "bne .Lquad_%=\n"
      "pop {r2, r4-r11, pc}\n");
}

/**
 * All of a tile, of so many bits, as trec4j_winograd_output.h has it. Sums stand 16 bytes apart:
 * down the columns to r4..r7 and r8..r11, then along these.
 */
#define TREC4J_WINOGRAD2_TILE(begin, bits, store)                                    \
  "push {r4-r11, lr}\n"                                                              \
  "ldr r4, [r0, #0]\n"                                                               \
  "ldr r8, [r0, #64]\n"                                                              \
  "ldr r12, [r0, #128]\n"                                                            \
  "ldr lr, [r0, #192]\n"                                                             \
  "add r4, r4, r8\n"                                                                 \
  "add r4, r4, r12\n"                                                                \
  "sub r8, r8, r12\n"                                                                \
  "sub r8, r8, lr\n"                                                                 \
  "ldr r5, [r0, #16]\n"                                                              \
  "ldr r9, [r0, #80]\n"                                                              \
  "ldr r12, [r0, #144]\n"                                                            \
  "ldr lr, [r0, #208]\n"                                                             \
  "add r5, r5, r9\n"                                                                 \
  "add r5, r5, r12\n"                                                                \
  "sub r9, r9, r12\n"                                                                \
  "sub r9, r9, lr\n"                                                                 \
  "ldr r6, [r0, #32]\n"                                                              \
  "ldr r10, [r0, #96]\n"                                                             \
  "ldr r12, [r0, #160]\n"                                                            \
  "ldr lr, [r0, #224]\n"                                                             \
  "add r6, r6, r10\n"                                                                \
  "add r6, r6, r12\n"                                                                \
  "sub r10, r10, r12\n"                                                              \
  "sub r10, r10, lr\n"                                                               \
  "ldr r7, [r0, #48]\n"                                                              \
  "ldr r11, [r0, #112]\n"                                                            \
  "ldr r12, [r0, #176]\n"                                                            \
  "ldr lr, [r0, #240]\n"                                                             \
  "add r7, r7, r11\n"                                                                \
  "add r7, r7, r12\n"                                                                \
  "sub r11, r11, r12\n"                                                              \
  "sub r11, r11, lr\n"                                                               \
  "add r4, r4, r5\n"                                                                 \
  "add r4, r4, r6\n"                                                                 \
  "sub r5, r5, r6\n"                                                                 \
  "sub r5, r5, r7\n"                                                                 \
  "add r8, r8, r9\n"                                                                 \
  "add r8, r8, r10\n"                                                                \
  "sub r9, r9, r10\n"                                                                \
  "sub r9, r9, r11\n"                                                                \
  "ldrd r6, r7, [r2]\n"                                                              \
  "ldr r6, [r6, r3, lsl #2]\n"                                                       \
  "ldr r7, [r7, r3, lsl #2]\n" begin                                                 \
  "ldm r1, {r10-r12, lr}\n"                                                          \
  "add r9, r6, r9, asr #2\n"                                                         \
  "add r8, r6, r8, asr #2\n"                                                         \
  "add r5, r6, r5, asr #2\n"                                                         \
  "add r4, r6, r4, asr #2\n"                                                         \
  "smmlar r9, r9, r7, r2\n"                                                          \
  "smmlar r8, r8, r7, r2\n"                                                          \
  "smmlar r5, r5, r7, r2\n"                                                          \
  "smmlar r4, r4, r7, r2\n"                                                          \
  "ssat r9, #" bits                                                                  \
  ", r9\n"                                                                           \
  "ssat r8, #" bits                                                                  \
  ", r8\n"                                                                           \
  "ssat r5, #" bits                                                                  \
  ", r5\n"                                                                           \
  "ssat r4, #" bits ", r4\n" store " r9, [r10, r3]\n" store " r8, [r11, r3]\n" store \
  " r5, [r12, r3]\n" store                                                           \
  " r4, [lr, r3]\n"                                                                  \
  "pop {r4-r11, pc}\n"

/** The outputs of filter `filter` at `places` from every fourth of the sums. */
TREC4J_NAKED void trec4j_winograd2_bytes(const int32_t *sums __attribute__((unused)),
                                         int8_t *const *places __attribute__((unused)),
                                         const trec4j_winograd_outputs *outputs
                                         __attribute__((unused)),
                                         int32_t filter __attribute__((unused))) {
  TREC4J_ASSEMBLY(TREC4J_WINOGRAD2_TILE(TREC4J_WINOGRAD_BYTES, "8", "strb"));
}

TREC4J_NAKED void trec4j_winograd2_halfwords(const int32_t *sums __attribute__((unused)),
                                             int8_t *const *places __attribute__((unused)),
                                             const trec4j_winograd_outputs *outputs
                                             __attribute__((unused)),
                                             int32_t filter __attribute__((unused))) {
  TREC4J_ASSEMBLY(TREC4J_WINOGRAD2_TILE(TREC4J_WINOGRAD_HALFWORDS, "16", "strh"));
}

#else

/** Tiles of 4x4. */
TREC4J_SHARED void trec4j_winograd2_transform(int32_t *d, int32_t step) {
  const int32_t sum = d[step] + d[2 * step], gap = d[2 * step] - d[step];
  d[0] -= d[2 * step];
  d[3 * step] = d[step] - d[3 * step];
  d[step] = sum;
  d[2 * step] = gap;
}

TREC4J_INLINE void trec4j_winograd2_tile(const trec4j_winograd_layer *layer, const int32_t *sums,
                                         int32_t top, int32_t left, int32_t filter,
                                         trec4j_winograd_writer *write) {
  uint32_t rows[2][TREC4J_WINOGRAD2_POINTS];
  for (int32_t j = 0; j < TREC4J_WINOGRAD2_POINTS; j++) {
    uint32_t m[TREC4J_WINOGRAD2_POINTS];
    for (int32_t i = 0; i < TREC4J_WINOGRAD2_POINTS; i++) m[i] = (uint32_t)sums[4 * (4 * i + j)];
    rows[0][j] = m[0] + m[1] + m[2];
    rows[1][j] = m[1] - m[2] - m[3];
  }
  for (int32_t i = 0; i < TREC4J_WINOGRAD2_SIDE; i++) {
    const uint32_t *m = rows[i];
    const int32_t first = (int32_t)(m[0] + m[1] + m[2]), second = (int32_t)(m[1] - m[2] - m[3]);
    write(layer, first >> 2, top + i, left, filter);
    write(layer, second >> 2, top + i, left + 1, filter);
  }
}

TREC4J_SHARED void trec4j_winograd2_bytes(const trec4j_winograd_layer *layer, const int32_t *sums,
                                          int32_t top, int32_t left, int32_t filter) {
  trec4j_winograd2_tile(layer, sums, top, left, filter, trec4j_winograd_write_byte);
}

TREC4J_SHARED void trec4j_winograd2_halfwords(const trec4j_winograd_layer *layer,
                                              const int32_t *sums, int32_t top, int32_t left,
                                              int32_t filter) {
  trec4j_winograd2_tile(layer, sums, top, left, filter, trec4j_winograd_write_halfword);
}

#endif

#define TREC4J_WINOGRAD2_FORM                                                                      \
  {                                                                                                \
    TREC4J_WINOGRAD2_POINTS, TREC4J_WINOGRAD2_SIDE, 0, trec4j_winograd2_transform, {0, 1, 2, 3}, { \
      2, 0, 1, 3                                                                                   \
    }                                                                                              \
  }

TREC4J_INLINE const int16_t *trec4j_winograd2_multiply(const trec4j_winograd_layer *layer,
                                                       const int16_t *tiles,
                                                       const int16_t *weights) {
  return trec4j_winograd_products(weights, tiles, layer->quads, layer->sums,
                                  layer->sums + 4 * TREC4J_WINOGRAD2_POSITIONS);
}

TREC4J_SHARED void trec4j_winograd2_run(const trec4j_winograd_layer *layer) {
  trec4j_winograd_run(layer, TREC4J_WINOGRAD2_SIDE, trec4j_winograd2_multiply,
                      trec4j_winograd2_bytes);
}

/** The same as int16, see trec4j_winograd_outputs. */
TREC4J_SHARED void trec4j_winograd2_run_halfwords(const trec4j_winograd_layer *layer) {
  trec4j_winograd_pairs(layer, TREC4J_WINOGRAD2_SIDE, trec4j_winograd2_multiply,
                        trec4j_winograd2_halfwords);
}

/** `layout` has 64 * Cp bytes of tiles and 256 of sums. */
TREC4J_INLINE void trec4j_winograd2(const trec4j_winograd_shape *shape,
                                    const trec4j_winograd_scratch *layout,
                                    const trec4j_winograd_params *params, const int8_t *input,
                                    int8_t *output, void *scratch) {
  static const trec4j_winograd_form form = TREC4J_WINOGRAD2_FORM;
  trec4j_winograd_require(shape, layout, 3, TREC4J_WINOGRAD2_POINTS, TREC4J_WINOGRAD2_POSITIONS, 1);
  const trec4j_winograd_layer layer =
      trec4j_winograd_layer_of(shape, layout, params, input, output, scratch, &form);
  trec4j_winograd2_run(&layer);
}

#endif
