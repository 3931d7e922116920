/**
 * What exact Winograd convolutions share: tiles of inputs, the transform of those of 6x6, products.
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

#include "trec4j_common.h"
#include "trec4j_conv.h"
#include "trec4j_quads.h"
#include "trec4j_simd.h"

/** As of the convolution; both strides are 1. Of any pads and any size of output. */
typedef trec4j_conv_shape trec4j_winograd_shape;

/** 255 * max(sum of w+, sum of |w-|) of a filter must be less. */
#define TREC4J_WINOGRAD_LIMIT (INT32_C(1) << 25)

enum {
  TREC4J_WINOGRAD_POINTS = 6, /**< of a side of a tile */
  TREC4J_WINOGRAD_POSITIONS = 36,
  TREC4J_WINOGRAD_FRAME = 560 /**< bytes of pointers and of half-transformed words */
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
  int8_t *outputs[2][16];                          /**< of either tile, see the kernels */
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
  int16_t *tiles;
  int32_t *sums;
  void *frame;
  int8_t *padding;
  const trec4j_winograd_form *form;
  int32_t quads; /**< of channels */
} trec4j_winograd_layer;

/**
 * Refuses a layout without room: tiles have points * points inputs, and pairs of tiles and filters
 * `positions` times four sums.
 */
TREC4J_INLINE void trec4j_winograd_require(const trec4j_winograd_shape *shape,
                                           const trec4j_winograd_scratch *layout, int32_t kernel,
                                           int32_t points, int32_t positions) {
  const int32_t padded = TREC4J_ROUND_UP(shape->input_channels, 4);
  TREC4J_REQUIRE(shape->kernel_height == kernel && shape->kernel_width == kernel);
  TREC4J_REQUIRE(shape->stride_y == 1 && shape->stride_x == 1);
  TREC4J_REQUIRE(shape->output_pitch >= shape->filters);
  TREC4J_REQUIRE(layout->tiles >= 0 &&
                 (layout->tiles | layout->sums | layout->frame | layout->padding) % 8 == 0);
  TREC4J_REQUIRE(layout->sums - layout->tiles >= 4 * points * points * padded);
  TREC4J_REQUIRE(layout->frame - layout->sums >= 16 * positions);
  TREC4J_REQUIRE(layout->padding - layout->frame >= TREC4J_WINOGRAD_FRAME);
  TREC4J_REQUIRE(layout->bytes - layout->padding >= padded);
}

TREC4J_INLINE trec4j_winograd_layer trec4j_winograd_layer_of(const trec4j_winograd_shape *shape,
                                                             const trec4j_winograd_scratch *layout,
                                                             const trec4j_winograd_params *params,
                                                             const int8_t *input, int8_t *output,
                                                             void *scratch,
                                                             const trec4j_winograd_form *form) {
  const trec4j_winograd_layer layer = {shape,
                                       params,
                                       input,
                                       output,
                                       trec4j_at(scratch, layout->tiles),
                                       trec4j_at(scratch, layout->sums),
                                       trec4j_at(scratch, layout->frame),
                                       trec4j_at(scratch, layout->padding),
                                       form,
                                       (shape->input_channels + 3) / 4};
  return layer;
}

#if TREC4J_DSP

/*
 * The transform of a tile's four channels. A word holds two channels and is taken for the integer
 * low + 65536 * high: plain additions with their free shifts transform both, if the borrow that a
 * negative low leaves in the high half is mended in the end. For that 0x8000 is added to the inputs
 * (4..5, 4..5), so that it comes once into every result: low + 0x8000 is not negative, and an
 * exclusive or takes it away again.
 *
 * Down the columns, whose number is .Lcolumn: r0 frame, r1 offset of the channels, r2 128 in both
 * halves. Inputs 0, 2 and 4 leave the first result and what the others need, d4 - d2 and d4 - 4 d2
 * (r9, r8 of channels 0 and 2; r6, r5 of channels 1 and 3), before 1, 3 and 5 are loaded: so there
 * are just enough registers.
 */
#define TREC4J_WINOGRAD_EVEN_INPUTS      \
  "ldrd r3, r4, [r0, #24*.Lcolumn_%=]\n" \
  "ldr r5, [r0, #24*.Lcolumn_%=+8]\n"    \
  "ldr r3, [r3, r1]\n"                   \
  "ldr r4, [r4, r1]\n"                   \
  "ldr r5, [r5, r1]\n"                   \
  "sxtab16 r6, r2, r3\n"                 \
  "sxtab16 r7, r2, r4\n"                 \
  "sxtab16 r8, r2, r5\n"                 \
  "sxtab16 r3, r2, r3, ror #8\n"         \
  "sxtab16 r4, r2, r4, ror #8\n"         \
  "sxtab16 r5, r2, r5, ror #8\n"         \
  ".if .Lcolumn_%= >= 4\n"               \
  "add r8, r8, #0x8000\n"                \
  "add r5, r5, #0x8000\n"                \
  ".endif\n"                             \
  "sub r6, r6, r7\n"                     \
  "sub r9, r8, r7\n"                     \
  "sub r8, r8, r7, lsl #2\n"             \
  "add r6, r9, r6, lsl #2\n"             \
  "str r6, [r0, #144+4*.Lcolumn_%=]\n"   \
  "sub r3, r3, r4\n"                     \
  "sub r6, r5, r4\n"                     \
  "sub r5, r5, r4, lsl #2\n"             \
  "add r3, r6, r3, lsl #2\n"             \
  "str r3, [r0, #168+4*.Lcolumn_%=]\n"
#define TREC4J_WINOGRAD_ODD_INPUTS          \
  "ldrd r3, r4, [r0, #24*.Lcolumn_%=+12]\n" \
  "ldr r7, [r0, #24*.Lcolumn_%=+20]\n"      \
  "ldr r3, [r3, r1]\n"                      \
  "ldr r4, [r4, r1]\n"                      \
  "ldr r7, [r7, r1]\n"                      \
  "sxtab16 r10, r2, r3\n"                   \
  "sxtab16 r11, r2, r4\n"                   \
  "sxtab16 r12, r2, r7\n"                   \
  "sxtab16 r3, r2, r3, ror #8\n"            \
  "sxtab16 r4, r2, r4, ror #8\n"            \
  "sxtab16 r7, r2, r7, ror #8\n"            \
  ".if .Lcolumn_%= >= 4\n"                  \
  "add r12, r12, #0x8000\n"                 \
  "add r7, r7, #0x8000\n"                   \
  ".endif\n"

/** The results 1..5 of channels 0 and 2, then those of channels 1 and 3. */
#define TREC4J_WINOGRAD_OTHERS_LOW      \
  "sub lr, r11, r10\n"                  \
  "sub r10, r11, r10, lsl #2\n"         \
  "sub r12, r12, r11\n"                 \
  "sub r12, r12, lr, lsl #2\n"          \
  "str r12, [r0, #384+4*.Lcolumn_%=]\n" \
  "add r11, r8, r10\n"                  \
  "str r11, [r0, #192+4*.Lcolumn_%=]\n" \
  "sub r8, r8, r10\n"                   \
  "str r8, [r0, #240+4*.Lcolumn_%=]\n"  \
  "add r10, r9, lr, lsl #1\n"           \
  "str r10, [r0, #288+4*.Lcolumn_%=]\n" \
  "sub r9, r9, lr, lsl #1\n"            \
  "str r9, [r0, #336+4*.Lcolumn_%=]\n"
#define TREC4J_WINOGRAD_OTHERS_HIGH    \
  "sub lr, r4, r3\n"                   \
  "sub r3, r4, r3, lsl #2\n"           \
  "sub r7, r7, r4\n"                   \
  "sub r7, r7, lr, lsl #2\n"           \
  "str r7, [r0, #408+4*.Lcolumn_%=]\n" \
  "add r4, r5, r3\n"                   \
  "str r4, [r0, #216+4*.Lcolumn_%=]\n" \
  "sub r5, r5, r3\n"                   \
  "str r5, [r0, #264+4*.Lcolumn_%=]\n" \
  "add r3, r6, lr, lsl #1\n"           \
  "str r3, [r0, #312+4*.Lcolumn_%=]\n" \
  "sub r6, r6, lr, lsl #1\n"           \
  "str r6, [r0, #360+4*.Lcolumn_%=]\n"

#define TREC4J_WINOGRAD_COLUMN                                                      \
  TREC4J_WINOGRAD_EVEN_INPUTS TREC4J_WINOGRAD_ODD_INPUTS TREC4J_WINOGRAD_OTHERS_LOW \
      TREC4J_WINOGRAD_OTHERS_HIGH ".set .Lcolumn_%=, .Lcolumn_%= + 1\n"

/**
 * Along half a row: r10 where the first result goes, r11 where the second, r12 from one position to
 * the next.
 */
#define TREC4J_WINOGRAD_HALF_ROW \
  "ldm r0!, {r3-r8}\n"           \
  "sub r3, r3, r5\n"             \
  "sub r9, r7, r5\n"             \
  "sub r7, r7, r5, lsl #2\n"     \
  "add r3, r9, r3, lsl #2\n"     \
  "sub r5, r6, r4\n"             \
  "sub r4, r6, r4, lsl #2\n"     \
  "sub r8, r8, r6\n"             \
  "sub r8, r8, r5, lsl #2\n"     \
  "add r6, r7, r4\n"             \
  "sub r7, r7, r4\n"             \
  "add r4, r9, r5, lsl #1\n"     \
  "sub r5, r9, r5, lsl #1\n"     \
  "eor r3, r3, #0x8000\n"        \
  "eor r6, r6, #0x8000\n"        \
  "eor r7, r7, #0x8000\n"        \
  "eor r4, r4, #0x8000\n"        \
  "eor r5, r5, #0x8000\n"        \
  "eor r8, r8, #0x8000\n"        \
  "str r3, [r10]\n"              \
  "str r6, [r11]\n"              \
  "str r7, [r10, r12, lsl #1]\n" \
  "str r4, [r11, r12, lsl #1]\n" \
  "str r5, [r10, r12, lsl #2]\n" \
  "str r8, [r11, r12, lsl #2]\n"

#define TREC4J_WINOGRAD_ROW                     \
  TREC4J_WINOGRAD_HALF_ROW                      \
  "add r10, r10, #4\n"                          \
  "add r11, r11, #4\n" TREC4J_WINOGRAD_HALF_ROW \
  "add r10, r10, lr\n"                          \
  "add r11, r11, lr\n"

/** Tiles of 6x6; positions lie `stride` bytes apart. */
TREC4J_NAKED void trec4j_winograd_transform6(trec4j_winograd_frame *frame __attribute__((unused)),
                                             int16_t *tile __attribute__((unused)),
                                             int32_t quads __attribute__((unused)),
                                             int32_t stride __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      "push {r4-r11, lr}\n"
      "lsl r2, r2, #2\n"
      "push {r1-r3}\n"
      "mov r1, #0\n"
      "mov r2, #0x00800080\n"
      ".Lquad_%=:\n"
      ".set .Lcolumn_%=, 0\n" TREC4J_WINOGRAD_COLUMN TREC4J_WINOGRAD_COLUMN TREC4J_WINOGRAD_COLUMN
          TREC4J_WINOGRAD_COLUMN TREC4J_WINOGRAD_COLUMN TREC4J_WINOGRAD_COLUMN
      "ldr r10, [sp]\n"
      "ldr r12, [sp, #8]\n"
      "add r3, r10, #16\n"
      "str r3, [sp]\n"
      "add r11, r10, r12\n"
      "add lr, r12, r12, lsl #1\n"
      "lsl lr, lr, #1\n"
      "sub lr, lr, #4\n"
      "add r0, r0, #144\n" TREC4J_WINOGRAD_ROW TREC4J_WINOGRAD_ROW TREC4J_WINOGRAD_ROW
          TREC4J_WINOGRAD_ROW TREC4J_WINOGRAD_ROW TREC4J_WINOGRAD_ROW
      "sub r0, r0, #432\n"
      "ldr r3, [sp, #4]\n"
      "add r1, r1, #4\n"
      "cmp r1, r3\n"
      "bne .Lquad_%=\n"
      "add sp, sp, #12\n"
      "pop {r4-r11, pc}\n");
}

/*
 * Products of two filters with two tiles, four channels a step: r0 weights, r1 tiles, r2..r5 the
 * sums f0t0 f0t1 f1t0 f1t1; 16 multiplications in 10 instructions.
 */
#define TREC4J_WINOGRAD_LOAD \
  "ldm.w r0!, {r6-r9}\n"     \
  "ldm.w r1!, {r10, r11, r12, lr}\n"
#define TREC4J_WINOGRAD_SECOND \
  "smlad r2, r7, r11, r2\n"    \
  "smlad r3, r7, lr, r3\n"     \
  "smlad r4, r9, r11, r4\n"    \
  "smlad r5, r9, lr, r5\n"

/** 40 bytes, as the computed jump into a row of steps counts on. */
#define TREC4J_WINOGRAD_STEP \
  TREC4J_WINOGRAD_LOAD       \
  "smlad r2, r6, r10, r2\n"  \
  "smlad r3, r6, r12, r3\n"  \
  "smlad r4, r8, r10, r4\n"  \
  "smlad r5, r8, r12, r5\n" TREC4J_WINOGRAD_SECOND
#define TREC4J_WINOGRAD_STEPS_4 \
  TREC4J_WINOGRAD_STEP TREC4J_WINOGRAD_STEP TREC4J_WINOGRAD_STEP TREC4J_WINOGRAD_STEP

/**
 * The sums of the positions up to `end` of the sums. Returns the weights behind those it took.
 *
 * A position's first step begins the sums; the others are the end of a row of 32, so that most
 * layers need no inner loop. Loads and multiplications leave the flags alone: carry tells at the
 * end of a row whether there are further rows, and comparing `sums` with `end` clears it.
 */
TREC4J_NAKED const int16_t *trec4j_winograd_products(const int16_t *weights __attribute__((unused)),
                                                     const int16_t *tiles __attribute__((unused)),
                                                     int32_t quads __attribute__((unused)),
                                                     int32_t *sums __attribute__((unused)),
                                                     const int32_t *end __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      "push {r4-r11, lr}\n"
      "ldr r4, [sp, #36]\n"
      "sub sp, sp, #24\n"
      "strd r3, r4, [sp]\n"
      "adr.w r6, .Lbehind_row_%=\n"
      "subs r5, r2, #2\n"
      "bmi .Lentry_known_%=\n"
      "and r6, r5, #31\n"
      "add r6, r6, r6, lsl #2\n"
      "adr.w r7, .Llast_of_row_%=\n"
      "sub r6, r7, r6, lsl #3\n"
      "lsrs r5, r5, #5\n"
      "beq .Lentry_known_%=\n"
      "add r6, r6, #1\n"
      "strd r6, r5, [sp, #12]\n"
      "adr.w r6, .Lrounds_%=\n"
      ".Lentry_known_%=:\n"
      "add r6, r6, #1\n"
      "str r6, [sp, #8]\n"
      "cmp r3, r4\n"
      ".Lposition_%=:\n" TREC4J_WINOGRAD_LOAD
      "smuad r2, r6, r10\n"
      "smuad r3, r6, r12\n"
      "smuad r4, r8, r10\n"
      "smuad r5, r8, r12\n" TREC4J_WINOGRAD_SECOND
      "ldr pc, [sp, #8]\n"
      ".p2align 2\n"
      ".Lrounds_%=:\n"
      "ldr r6, [sp, #16]\n"
      "str r6, [sp, #20]\n"
      "cmp r6, #1\n"
      "ldr pc, [sp, #12]\n"
      ".Lnext_row_%=:\n"
      "ldr r6, [sp, #20]\n"
      "sub r6, r6, #1\n"
      "str r6, [sp, #20]\n"
      "cmp r6, #1\n"
      ".p2align 2\n" TREC4J_WINOGRAD_STEPS_4 TREC4J_WINOGRAD_STEPS_4 TREC4J_WINOGRAD_STEPS_4
          TREC4J_WINOGRAD_STEPS_4 TREC4J_WINOGRAD_STEPS_4 TREC4J_WINOGRAD_STEPS_4
              TREC4J_WINOGRAD_STEPS_4 TREC4J_WINOGRAD_STEP TREC4J_WINOGRAD_STEP TREC4J_WINOGRAD_STEP
      ".Llast_of_row_%=:\n" TREC4J_WINOGRAD_STEP
      "bcs .Lnext_row_%=\n"
      ".p2align 2\n"
      ".Lbehind_row_%=:\n"
      "ldrd r6, r7, [sp]\n"
      "stm r6!, {r2-r5}\n"
      "str r6, [sp]\n"
      "cmp r6, r7\n"
      "bne .Lposition_%=\n"
      "add sp, sp, #24\n"
      "pop {r4-r11, pc}\n");
}

/** Transforms the tile whose first input is (top, left), as the pair's first or second. */
TREC4J_SHARED void trec4j_winograd_input(const trec4j_winograd_layer *layer, int32_t top,
                                         int32_t left, int32_t second) {
  trec4j_winograd_frame *frame = layer->frame;
  const trec4j_winograd_shape *shape = layer->shape;
  const trec4j_winograd_form *form = layer->form;
  const int32_t channels = shape->input_channels, points = form->points;
  const int32_t whole = channels / 4, rest = channels % 4;
  /* Where the rows of the tile begin, in the order of the frame; NULL outside of the map. */
  const int8_t *rows[TREC4J_WINOGRAD_POINTS];
  for (int32_t i = 0; i < points; i++) {
    const int32_t y = top + form->rows[i];
    const int inside = y >= 0 && y < shape->input_height;
    rows[i] = inside ? layer->input + y * shape->input_width * channels : NULL;
  }
  const int8_t **pixels = frame->pixels;
  for (int32_t j = 0; j < points; j++) {
    const int32_t x = left + form->columns[j];
    const int inside = x >= 0 && x < shape->input_width;
    for (int32_t i = 0; i < points; i++) {
      *pixels++ = inside && rows[i] != NULL ? rows[i] + x * channels : layer->padding;
    }
  }
  int16_t *tile = layer->tiles + 4 * second;
  if (whole > 0) form->transform(frame, tile, whole, 16 * layer->quads);
  if (rest > 0) {
    /* Nothing may be read behind the last pixel: the ends of the pixels are copied. */
    uint32_t *ends = (uint32_t *)layer->sums;
    for (int32_t i = 0; i < points * points; i++) {
      const int8_t *end = frame->pixels[i] + 4 * whole;
      uint32_t word = (uint8_t)end[0];
      if (rest > 1) word |= (uint32_t)(uint8_t)end[1] << 8;
      if (rest > 2) word |= (uint32_t)(uint8_t)end[2] << 16;
      ends[i] = word;
      frame->pixels[i] = (const int8_t *)(ends + i);
    }
    form->transform(frame, tile + 8 * whole, 1, 16 * layer->quads);
  }
}

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

/** What the routines that make outputs work on; their assembly knows this layout. */
typedef struct {
  const int32_t *bias, *multipliers;
  int32_t zero_point;
  uint32_t *words; /**< half-transformed */
} trec4j_winograd_outputs;

TREC4J_ASSERT_OFFSET(trec4j_winograd_outputs, bias, 0);
TREC4J_ASSERT_OFFSET(trec4j_winograd_outputs, multipliers, 4);
TREC4J_ASSERT_OFFSET(trec4j_winograd_outputs, zero_point, 8);
TREC4J_ASSERT_OFFSET(trec4j_winograd_outputs, words, 12);

/** Makes a filter's outputs of a tile from every fourth of the sums. */
typedef void trec4j_winograd_maker(const int32_t *sums, int8_t *const *places,
                                   const trec4j_winograd_outputs *outputs, int32_t filter);

#else

/** The input at (y, x), or the pixel of zero points. */
TREC4J_INLINE const int8_t *trec4j_winograd_pixel(const trec4j_winograd_layer *layer, int32_t y,
                                                  int32_t x) {
  const trec4j_winograd_shape *shape = layer->shape;
  if (y < 0 || y >= shape->input_height || x < 0 || x >= shape->input_width) return layer->padding;
  return layer->input + (y * shape->input_width + x) * shape->input_channels;
}

/** Tiles of 6x6. */
TREC4J_SHARED void trec4j_winograd_transform6(int32_t *d, int32_t step) {
  const int32_t c = d[4 * step] - d[2 * step], a = c - 3 * d[2 * step];
  const int32_t e = d[3 * step] - d[step], b = e - 3 * d[step];
  d[0] = c + 4 * (d[0] - d[2 * step]);
  d[5 * step] = d[5 * step] - d[3 * step] - 4 * e;
  d[step] = a + b;
  d[2 * step] = a - b;
  d[3 * step] = c + 2 * e;
  d[4 * step] = c - 2 * e;
}

/** Transforms the tile whose first input is (top, left), as the pair's first or second. */
TREC4J_SHARED void trec4j_winograd_input(const trec4j_winograd_layer *layer, int32_t top,
                                         int32_t left, int32_t second) {
  const trec4j_winograd_form *form = layer->form;
  const int32_t points = form->points;
  for (int32_t c = 0; c < 4 * layer->quads; c++) {
    int32_t d[TREC4J_WINOGRAD_POSITIONS];
    int16_t *tile = layer->tiles + c / 4 * 8 + 4 * second + trec4j_quad_lane(c % 4);
    for (int32_t p = 0; p < points * points; p++) {
      const int8_t *pixel = trec4j_winograd_pixel(layer, top + p / points, left + p % points);
      d[p] = c < layer->shape->input_channels ? pixel[c] + form->offset : 0;
    }
    for (int32_t j = 0; j < points; j++) form->transform(d + j, points);
    for (int32_t i = 0; i < points; i++) form->transform(d + points * i, 1);
    for (int32_t p = 0; p < points * points; p++) tile[8 * layer->quads * p] = (int16_t)d[p];
  }
}

/** The sums of the positions up to `end` of the sums. Returns the weights behind those it took. */
TREC4J_SHARED const int16_t *trec4j_winograd_products(const int16_t *weights, const int16_t *tiles,
                                                      int32_t quads, int32_t *sums,
                                                      const int32_t *end) {
  for (; sums < end; sums += 4) {
    uint32_t of[4] = {0, 0, 0, 0};
    for (int32_t quad = 0; quad < quads; quad++) {
      for (int32_t lane = 0; lane < 4; lane++) {
        for (int32_t i = 0; i < 4; i++) {
          of[i] += (uint32_t)(weights[(i & 2) * 2 + lane] * tiles[(i & 1) * 4 + lane]);
        }
      }
      weights += 8;
      tiles += 8;
    }
    for (int32_t i = 0; i < 4; i++) sums[i] = (int32_t)of[i];
  }
  return weights;
}

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

/** Of tiles of 6x6, with so many outputs of a side. */
#define TREC4J_WINOGRAD_FORM_6(side)                                                     \
  {                                                                                      \
    TREC4J_WINOGRAD_POINTS, side, 128, trec4j_winograd_transform6, {0, 2, 4, 1, 3, 5}, { \
      0, 1, 2, 3, 4, 5                                                                   \
    }                                                                                    \
  }

/** How a form takes the products of a pair of tiles; returns the weights behind those it took. */
typedef const int16_t *trec4j_winograd_multiplier(const trec4j_winograd_layer *layer,
                                                  const int16_t *weights);

/** Makes all outputs: outside pairs of tiles, transformed once, inside pairs of filters. */
TREC4J_INLINE void trec4j_winograd_run(const trec4j_winograd_layer *layer,
                                       trec4j_winograd_multiplier *multiply,
                                       trec4j_winograd_maker *make) {
  const trec4j_winograd_shape *shape = layer->shape;
  const trec4j_winograd_params *params = layer->params;
  const int32_t side = layer->form->side, across = (shape->output_width + side - 1) / side;
  const int32_t count = across * ((shape->output_height + side - 1) / side);
  memset(layer->padding, params->input_zero_point, (size_t)(4 * layer->quads));
#if TREC4J_DSP
  trec4j_winograd_frame *const frame = layer->frame;
  const trec4j_winograd_outputs outputs = {params->bias, params->multipliers,
                                           params->output_zero_point, frame->words};
#endif
  for (int32_t first = 0; first < count; first += 2) {
    const int32_t tiles = TREC4J_MIN(2, count - first);
    int32_t top[2], left[2];
    for (int32_t t = 0; t < tiles; t++) {
      top[t] = (first + t) / across * side;
      left[t] = (first + t) % across * side;
      trec4j_winograd_input(layer, top[t] - shape->pad_top, left[t] - shape->pad_left, t);
#if TREC4J_DSP
      trec4j_winograd_place(layer, top[t], left[t], frame->outputs[t]);
#endif
    }
    const int16_t *weights = params->weights;
    for (int32_t filter = 0; filter < shape->filters; filter++) {
      const int32_t odd = filter & 1;
      if (!odd) weights = multiply(layer, weights);
      for (int32_t t = 0; t < tiles; t++) {
        const int32_t *const sums = layer->sums + 2 * odd + t;
#if TREC4J_DSP
        make(sums, frame->outputs[t], &outputs, filter);
#else
        make(layer, sums, top[t], left[t], filter);
#endif
      }
    }
  }
#if TREC4J_DSP
  trec4j_clamp_pixels(layer->output, shape->output_height * shape->output_width, shape->filters,
                      shape->output_pitch, params->low, params->high);
#endif
}

#endif
