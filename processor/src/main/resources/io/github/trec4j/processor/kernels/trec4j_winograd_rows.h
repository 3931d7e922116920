/**
 * Convolution with a kernel of five rows, of any width and any stride across, four outputs down at
 * a time: the Winograd form F(4, 5) of kernel rows. It is meant for first layers, whose few
 * channels would leave tiles of 6x6 half empty: the K = kernel_width * C values under a kernel row,
 * which lie side by side, act as channels, and only the direction down is transformed. 8 products
 * for 20, and all bytes are those of trec4j_conv; see trec4j_winograd.h for why.
 *
 * The points are 0, 1, -1, 2, -2, 1/2, -1/2 and infinity:
 *
 *             4  0 -21   0  21   0  -4  0               90   0   0   0   0
 *             0  4   4 -17 -17   4   4  0              -20 -20 -20 -20 -20
 *             0 -4   4  17 -17  -4   4  0              -20  20 -20  20 -20
 *     B^T =   0  2   1 -10  -5   8   4  0         G =    1   2   4   8  16
 *             0 -2   1  10  -5  -8   4  0                1  -2   4  -8  16
 *             0  4   8  -5 -10   1   2  0               16   8   4   2   1
 *             0 -4   8   5 -10  -1   2  0               16  -8   4  -2   1
 *             0 -4   0  21   0 -21   0  4                0   0   0   0  90
 *
 *             1  1  1  1  1  8  8  0
 *     A^T =   0  1 -1  2 -2  4 -4  0
 *             0  1  1  4  4  2  2  0
 *             0  1 -1  8 -8  1 -1  1
 *
 * All four results are 360 * Y = 45 * 2^3 * Y. With x + 128 in 0..255, a transformed input lies in
 * -8,670..6,375, and |U| <= 5 * 20 * 127 = 12,700: both are an int16. 8 * Y must be an int32:
 *
 *     255 * max(sum of w+, sum of |w-|) < 2^28,
 *
 * which no filter of up to 8,288 weights can break.
 *
 * Weights come transformed, from w[m][ky][kx][c] of the convolution, with k = kx * C + c,
 *
 *     U[m][k][p] = sum over ky of G[p][ky] * w[m][ky][kx][c],
 *
 * and packed as int16 [ceil(M/2)][8][Q][2][4], Q = ceil(K/4). U[m][k][p] is number
 *
 *     (((m / 2) * 8 + p) * Q + k / 4) * 8 + (m % 2) * 4 + lane(k % 4),   lane = 0, 2, 1, 3.
 *
 * What belongs to no filter or no k is 0. The array begins at a multiple of 4 bytes. The bias is
 * bias[m] - 128 * sum of w[m], as in trec4j_winograd.h. Flash holds 16 bytes for 5 weights.
 */
#ifndef TREC4J_WINOGRAD_ROWS_H
#define TREC4J_WINOGRAD_ROWS_H

#include "trec4j_winograd.h"

/** 255 * max(sum of w+, sum of |w-|) of a filter must be less. */
#define TREC4J_WINOGRAD_ROWS_LIMIT (INT32_C(1) << 28)

/** The inverse of 45 modulo 2^32. */
#define TREC4J_WINOGRAD_ROWS_INVERSE 0xA4FA4FA5u

enum {
  TREC4J_WINOGRAD_ROWS_TAPS = 5,
  TREC4J_WINOGRAD_ROWS_SIDE = 4,     /**< outputs down */
  TREC4J_WINOGRAD_ROWS_POSITIONS = 8 /**< inputs down */
};

/** Where the regions of the scratch begin, in bytes and multiples of 8; Kp = K rounded up to 4. */
typedef struct {
  int32_t tiles; /**< 32 * Kp: int16 [8][Kp/4][2 tiles][4], values k of a kernel row 0 2 1 3 */
  int32_t sums;  /**< 128: int32 [8][2 filters][2 tiles] */
  int32_t rows;  /**< int8 [8][trec4j_winograd_row_bytes], input rows with their padding */
  int32_t bytes; /**< of all */
} trec4j_winograd_rows_scratch;

/**
 * Bytes of an input row with its padding and what is read behind its last value; no matter what
 * stands there, the weights are 0.
 */
TREC4J_INLINE int32_t trec4j_winograd_row_bytes(const trec4j_winograd_shape *shape) {
  const int32_t channels = shape->input_channels;
  const int32_t last = (shape->output_width - 1) * shape->stride_x * channels;
  return TREC4J_ROUND_UP(last, 4) + TREC4J_ROUND_UP(shape->kernel_width * channels, 4);
}

#if TREC4J_DSP

/*
 * The transform of four values of eight rows, as in trec4j_winograd.h: r0 the first row, r3 from
 * one row to the next, r1 where the first result goes, r2 from one position to the next; the rows
 * 0..7 come to r4..r11. 0x8000 is added to each result, or to what two results have in common.
 */
#define TREC4J_WINOGRAD_ROWS_LOAD \
  "add lr, r0, r3, lsl #1\n"      \
  "ldr r4, [r0]\n"                \
  "ldr r5, [r0, r3]\n"            \
  "ldr r6, [lr]\n"                \
  "ldr r8, [r0, r3, lsl #2]\n"    \
  "ldr r10, [lr, r3, lsl #2]\n"   \
  "add lr, lr, r3\n"              \
  "ldr r7, [lr]\n"                \
  "ldr r9, [lr, r3, lsl #1]\n"    \
  "ldr r11, [lr, r3, lsl #2]\n"   \
  "mov r12, #0x00800080\n"
#define TREC4J_WINOGRAD_ROWS_LOW \
  "sxtab16 r4, r12, r4\n"        \
  "sxtab16 r5, r12, r5\n"        \
  "sxtab16 r6, r12, r6\n"        \
  "sxtab16 r7, r12, r7\n"        \
  "sxtab16 r8, r12, r8\n"        \
  "sxtab16 r9, r12, r9\n"        \
  "sxtab16 r10, r12, r10\n"      \
  "sxtab16 r11, r12, r11\n"
#define TREC4J_WINOGRAD_ROWS_HIGH   \
  "sxtab16 r4, r12, r4, ror #8\n"   \
  "sxtab16 r5, r12, r5, ror #8\n"   \
  "sxtab16 r6, r12, r6, ror #8\n"   \
  "sxtab16 r7, r12, r7, ror #8\n"   \
  "sxtab16 r8, r12, r8, ror #8\n"   \
  "sxtab16 r9, r12, r9, ror #8\n"   \
  "sxtab16 r10, r12, r10, ror #8\n" \
  "sxtab16 r11, r12, r11, ror #8\n"
#define TREC4J_WINOGRAD_ROWS_WORD \
  "sub r4, r4, r10\n"             \
  "sub lr, r8, r6\n"              \
  "add r12, lr, lr, lsl #2\n"     \
  "add r12, r12, lr, lsl #4\n"    \
  "add r4, r12, r4, lsl #2\n"     \
  "add r4, r4, #0x8000\n"         \
  "eor r4, r4, #0x8000\n"         \
  "str r4, [r1]\n"                \
  "sub r11, r11, r5\n"            \
  "sub lr, r7, r9\n"              \
  "add r12, lr, lr, lsl #2\n"     \
  "add r12, r12, lr, lsl #4\n"    \
  "add r11, r12, r11, lsl #2\n"   \
  "add r11, r11, #0x8000\n"       \
  "eor r11, r11, #0x8000\n"       \
  "add lr, r1, r2, lsl #1\n"      \
  "add lr, lr, r2\n"              \
  "str r11, [lr, r2, lsl #2]\n"   \
  "add r4, r6, r10\n"             \
  "add r11, r8, r8, lsl #4\n"     \
  "rsb r4, r11, r4, lsl #2\n"     \
  "add r4, r4, #0x8000\n"         \
  "add lr, r5, r9\n"              \
  "add r11, r7, r7, lsl #4\n"     \
  "rsb lr, r11, lr, lsl #2\n"     \
  "add r12, r4, lr\n"             \
  "sub r4, r4, lr\n"              \
  "eor r12, r12, #0x8000\n"       \
  "eor r4, r4, #0x8000\n"         \
  "str r12, [r1, r2]\n"           \
  "str r4, [r1, r2, lsl #1]\n"    \
  "add r11, r1, r2, lsl #1\n"     \
  "add r8, r8, r8, lsl #2\n"      \
  "add r7, r7, r7, lsl #2\n"      \
  "sub r4, r6, r8\n"              \
  "add r4, r4, r10, lsl #2\n"     \
  "add r4, r4, #0x8000\n"         \
  "sub lr, r5, r7\n"              \
  "add lr, lr, r9, lsl #2\n"      \
  "add r12, r4, lr, lsl #1\n"     \
  "sub r4, r4, lr, lsl #1\n"      \
  "eor r12, r12, #0x8000\n"       \
  "eor r4, r4, #0x8000\n"         \
  "str r12, [r11, r2]\n"          \
  "str r4, [r11, r2, lsl #1]\n"   \
  "sub r10, r10, r8\n"            \
  "add r10, r10, r6, lsl #2\n"    \
  "add r10, r10, #0x4000\n"       \
  "sub r9, r9, r7\n"              \
  "add r9, r9, r5, lsl #2\n"      \
  "add r12, r9, r10, lsl #1\n"    \
  "rsb r9, r9, r10, lsl #1\n"     \
  "eor r12, r12, #0x8000\n"       \
  "eor r9, r9, #0x8000\n"         \
  "str r9, [r11, r2, lsl #2]\n"   \
  "add r11, r11, r2\n"            \
  "str r12, [r11, r2, lsl #1]\n"

/** Transforms 4 * quads values of eight rows, `row_bytes` apart, into a tile. */
TREC4J_NAKED void trec4j_winograd_rows_transform(const int8_t *rows __attribute__((unused)),
                                                 int16_t *tile __attribute__((unused)),
                                                 int32_t quads __attribute__((unused)),
                                                 int32_t row_bytes __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      "push {r2, r4-r11, lr}\n"
      "lsl r2, r2, #4\n"
      ".Lquad_%=:\n" TREC4J_WINOGRAD_ROWS_LOAD TREC4J_WINOGRAD_ROWS_LOW TREC4J_WINOGRAD_ROWS_WORD
      "add r1, r1, #4\n" TREC4J_WINOGRAD_ROWS_LOAD TREC4J_WINOGRAD_ROWS_HIGH
          TREC4J_WINOGRAD_ROWS_WORD
      "ldr r4, [sp]\n"
      "add r1, r1, #12\n"
      "add r0, r0, #4\n"
      "subs r4, r4, #1\n"
      "str r4, [sp]\n"
      "bne .Lquad_%=\n"
      "pop {r2, r4-r11, pc}\n");
}

/*
 * Four outputs of a tile, whose places come last one first: r0 sums, r1 where they go, r2 zero
 * point, r3 filter, r11 bias, r12 multiplier, lr the inverse.
 */
#define TREC4J_WINOGRAD_ROWS_SUM(to, tile, position) \
  "ldr " #to ", [r0, #4*" #tile "+16*" #position "]\n"
#define TREC4J_WINOGRAD_ROWS_OUTPUTS(tile) \
  TREC4J_WINOGRAD_ROWS_SUM(r4, tile, 1)    \
  TREC4J_WINOGRAD_ROWS_SUM(r5, tile, 2)    \
  "add r6, r4, r5\n"                       \
  "sub r4, r4, r5\n"                       \
  TREC4J_WINOGRAD_ROWS_SUM(r5, tile, 3)    \
  TREC4J_WINOGRAD_ROWS_SUM(r7, tile, 4)    \
  "add r8, r5, r7\n"                       \
  "sub r5, r5, r7\n"                       \
  TREC4J_WINOGRAD_ROWS_SUM(r7, tile, 5)    \
  TREC4J_WINOGRAD_ROWS_SUM(r9, tile, 6)    \
  "add r10, r7, r9\n"                      \
  "sub r7, r7, r9\n"                       \
  "add r9, r4, r5, lsl #1\n"               \
  "add r9, r9, r7, lsl #2\n"               \
  "add r4, r4, r5, lsl #3\n"               \
  TREC4J_WINOGRAD_ROWS_SUM(r5, tile, 7)    \
  "add r4, r4, r7\n"                       \
  "add r4, r4, r5\n"                       \
  "add r7, r6, r8\n"                       \
  TREC4J_WINOGRAD_ROWS_SUM(r5, tile, 0)    \
  "add r7, r7, r10, lsl #3\n"              \
  "add r7, r7, r5\n"                       \
  "add r6, r6, r8, lsl #2\n"               \
  "add r6, r6, r10, lsl #1\n"              \
  "mul r4, r4, lr\n"                       \
  "mul r6, r6, lr\n"                       \
  "mul r9, r9, lr\n"                       \
  "mul r7, r7, lr\n"                       \
  "add r4, r11, r4, asr #3\n"              \
  "add r6, r11, r6, asr #3\n"              \
  "add r9, r11, r9, asr #3\n"              \
  "add r7, r11, r7, asr #3\n"              \
  "smmlar r4, r4, r12, r2\n"               \
  "smmlar r6, r6, r12, r2\n"               \
  "smmlar r9, r9, r12, r2\n"               \
  "smmlar r7, r7, r12, r2\n"               \
  "ldm r1!, {r5, r8, r10}\n"               \
  "ssat r4, #8, r4\n"                      \
  "ssat r6, #8, r6\n"                      \
  "ssat r9, #8, r9\n"                      \
  "ssat r7, #8, r7\n"                      \
  "strb r4, [r5, r3]\n"                    \
  "ldr r5, [r1], #4\n"                     \
  "strb r6, [r8, r3]\n"                    \
  "strb r9, [r10, r3]\n"                   \
  "strb r7, [r5, r3]\n"

/** The outputs of filter `filter` in both tiles, from every second of the sums. */
TREC4J_NAKED void trec4j_winograd_rows_output(const int32_t *sums __attribute__((unused)),
                                              int8_t *const *places __attribute__((unused)),
                                              const trec4j_winograd_outputs *outputs
                                              __attribute__((unused)),
                                              int32_t filter __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      "push {r4-r11, lr}\n"
      "ldrd r11, r12, [r2]\n"
      "ldr r2, [r2, #8]\n"
      "ldr r11, [r11, r3, lsl #2]\n"
      "ldr r12, [r12, r3, lsl #2]\n"
      "movw lr, #0x4FA5\n"
      "movt lr, #0xA4FA\n" TREC4J_WINOGRAD_ROWS_OUTPUTS(1)
          TREC4J_WINOGRAD_ROWS_OUTPUTS(0) "pop {r4-r11, pc}\n");
}

/**
 * Where the outputs of column x go, from row y on, the last one first: what has no place in the map
 * goes where row y goes, too, and is overwritten by it. Returns behind them.
 */
TREC4J_INLINE int8_t **trec4j_winograd_rows_place(const trec4j_winograd_shape *shape,
                                                  int8_t *output, int32_t y, int32_t x,
                                                  int8_t **places) {
  for (int32_t i = TREC4J_WINOGRAD_ROWS_SIDE - 1; i >= 0; i--) {
    const int32_t row = y + i < shape->output_height ? y + i : y;
    *places++ = output + (row * shape->output_width + x) * shape->output_pitch;
  }
  return places;
}

#else

TREC4J_SHARED void trec4j_winograd_rows_transform(const int8_t *rows, int16_t *tile, int32_t quads,
                                                  int32_t row_bytes) {
  const int32_t step = 8 * quads;
  for (int32_t k = 0; k < 4 * quads; k++) {
    int16_t *v = tile + k / 4 * 8 + trec4j_quad_lane(k % 4);
    int32_t d[TREC4J_WINOGRAD_ROWS_POSITIONS];
    for (int32_t i = 0; i < TREC4J_WINOGRAD_ROWS_POSITIONS; i++)
      d[i] = rows[i * row_bytes + k] + 128;
    const int32_t even1 = 4 * (d[2] + d[6]) - 17 * d[4], odd1 = 4 * (d[1] + d[5]) - 17 * d[3];
    const int32_t even2 = d[2] - 5 * d[4] + 4 * d[6], odd2 = 2 * (d[1] - 5 * d[3] + 4 * d[5]);
    const int32_t even3 = 2 * (4 * d[2] - 5 * d[4] + d[6]), odd3 = 4 * d[1] - 5 * d[3] + d[5];
    v[0] = (int16_t)(4 * (d[0] - d[6]) + 21 * (d[4] - d[2]));
    v[step] = (int16_t)(even1 + odd1);
    v[2 * step] = (int16_t)(even1 - odd1);
    v[3 * step] = (int16_t)(even2 + odd2);
    v[4 * step] = (int16_t)(even2 - odd2);
    v[5 * step] = (int16_t)(even3 + odd3);
    v[6 * step] = (int16_t)(even3 - odd3);
    v[7 * step] = (int16_t)(4 * (d[7] - d[1]) + 21 * (d[3] - d[5]));
  }
}

/** Makes a filter's outputs of column x, from row y on, from every fourth of the sums. */
TREC4J_SHARED void trec4j_winograd_rows_output(const trec4j_winograd_shape *shape,
                                               const trec4j_winograd_params *params,
                                               const int32_t *sums, int8_t *output, int32_t y,
                                               int32_t x, int32_t filter) {
  uint32_t m[TREC4J_WINOGRAD_ROWS_POSITIONS];
  for (int32_t p = 0; p < TREC4J_WINOGRAD_ROWS_POSITIONS; p++) m[p] = (uint32_t)sums[4 * p];
  const uint32_t sum1 = m[1] + m[2], sum2 = m[3] + m[4], sum3 = m[5] + m[6];
  const uint32_t gap1 = m[1] - m[2], gap2 = m[3] - m[4], gap3 = m[5] - m[6];
  const uint32_t scaled[TREC4J_WINOGRAD_ROWS_SIDE] = {
      m[0] + sum1 + sum2 + 8 * sum3, gap1 + 2 * gap2 + 4 * gap3, sum1 + 4 * sum2 + 2 * sum3,
      gap1 + 8 * gap2 + gap3 + m[7]};
  for (int32_t i = 0; i < TREC4J_WINOGRAD_ROWS_SIDE; i++) {
    const int32_t times8 = (int32_t)(scaled[i] * TREC4J_WINOGRAD_ROWS_INVERSE);
    trec4j_winograd_write(shape, params, output, times8 >> 3, y + i, x, filter);
  }
}

#endif

/** All filters' outputs of the columns x and, if there is one, x + 1, from row y on. */
TREC4J_INLINE void trec4j_winograd_rows_filters(const trec4j_winograd_shape *shape,
                                                const trec4j_winograd_params *params,
                                                const int16_t *tiles, int32_t *sums, int8_t *output,
                                                int32_t y, int32_t x) {
  const int32_t quads = (shape->kernel_width * shape->input_channels + 3) / 4;
  const int32_t second = TREC4J_MIN(x + 1, shape->output_width - 1);
  const int16_t *weights = params->weights;
#if TREC4J_DSP
  /* Of a last column without partner the second tile is overwritten by the first. */
  int8_t *places[2 * TREC4J_WINOGRAD_ROWS_SIDE];
  trec4j_winograd_rows_place(shape, output, y, x,
                             trec4j_winograd_rows_place(shape, output, y, second, places));
  const trec4j_winograd_outputs outputs = {.bias = params->bias,
                                           .multipliers = params->multipliers,
                                           .zero_point = params->output_zero_point};
#endif
  for (int32_t filter = 0; filter < shape->filters; filter++) {
    const int32_t odd = filter & 1;
    if (!odd) {
      weights = trec4j_winograd_products(weights, tiles, quads, sums,
                                         sums + 4 * TREC4J_WINOGRAD_ROWS_POSITIONS);
    }
#if TREC4J_DSP
    trec4j_winograd_rows_output(sums + 2 * odd, places, &outputs, filter);
#else
    for (int32_t t = 0; t <= second - x; t++) {
      trec4j_winograd_rows_output(shape, params, sums + 2 * odd + t, output, y, x + t, filter);
    }
#endif
  }
}

TREC4J_SHARED void trec4j_winograd_rows_run(const trec4j_winograd_shape *shape,
                                            const trec4j_winograd_rows_scratch *layout,
                                            const trec4j_winograd_params *params,
                                            const int8_t *input, int8_t *output, void *scratch) {
  const int32_t quads = (shape->kernel_width * shape->input_channels + 3) / 4;
  const int32_t row_bytes = trec4j_winograd_row_bytes(shape);
  const int32_t step = shape->stride_x * shape->input_channels;
  int16_t *tiles = trec4j_at(scratch, layout->tiles);
  int32_t *sums = trec4j_at(scratch, layout->sums);
  int8_t *rows = trec4j_at(scratch, layout->rows);
  /* To be copied, a whole row is one very wide kernel. */
  trec4j_conv_shape wide = *shape;
  wide.kernel_width += (shape->output_width - 1) * shape->stride_x;
  for (int32_t y = 0; y < shape->output_height; y += TREC4J_WINOGRAD_ROWS_SIDE) {
    for (int32_t i = 0; i < TREC4J_WINOGRAD_ROWS_POSITIONS; i++) {
      trec4j_conv_copy_row(&wide, input, params->input_zero_point, y - shape->pad_top + i,
                           -shape->pad_left, rows + i * row_bytes);
    }
    for (int32_t x = 0; x < shape->output_width; x += 2) {
      const int32_t second = TREC4J_MIN(x + 1, shape->output_width - 1);
      trec4j_winograd_rows_transform(rows + x * step, tiles, quads, row_bytes);
      trec4j_winograd_rows_transform(rows + second * step, tiles + 4, quads, row_bytes);
      trec4j_winograd_rows_filters(shape, params, tiles, sums, output, y, x);
    }
  }
#if TREC4J_DSP
  trec4j_clamp_pixels(output, shape->output_height * shape->output_width, shape->filters,
                      shape->output_pitch, params->low, params->high);
#endif
}

TREC4J_INLINE void trec4j_winograd_rows(const trec4j_winograd_shape *shape,
                                        const trec4j_winograd_rows_scratch *layout,
                                        const trec4j_winograd_params *params, const int8_t *input,
                                        int8_t *output, void *scratch) {
  const int32_t padded = TREC4J_ROUND_UP(shape->kernel_width * shape->input_channels, 4);
  TREC4J_REQUIRE(shape->kernel_height == TREC4J_WINOGRAD_ROWS_TAPS && shape->stride_y == 1);
  TREC4J_REQUIRE(shape->output_pitch >= shape->filters);
  TREC4J_REQUIRE(layout->tiles >= 0 && (layout->tiles | layout->sums | layout->rows) % 8 == 0);
  TREC4J_REQUIRE(layout->sums - layout->tiles >= 4 * TREC4J_WINOGRAD_ROWS_POSITIONS * padded);
  TREC4J_REQUIRE(layout->rows - layout->sums >= 16 * TREC4J_WINOGRAD_ROWS_POSITIONS);
  TREC4J_REQUIRE(layout->bytes - layout->rows >=
                 TREC4J_WINOGRAD_ROWS_POSITIONS * trec4j_winograd_row_bytes(shape));
  trec4j_winograd_rows_run(shape, layout, params, input, output, scratch);
}

#endif
