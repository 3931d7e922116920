/**
 * Conventional convolution, int8 [H, W, C] to int8 [H, W, M].
 *
 *     acc = bias[m] + sum_k x[k] * w[m][k]                       (int32)
 *     out = requantize(acc, multipliers[m], output_zero_point, low, high)
 *
 * k runs over kernel row, kernel column, channel. What lies outside the input reads
 * input_zero_point; the bias already holds -input_zero_point * sum_k w[m][k]. Padding at the bottom
 * and to the right follows from the output's size.
 */
#ifndef TREC4J_CONV_H
#define TREC4J_CONV_H

#include "trec4j_common.h"
#include "trec4j_quads.h"
#include "trec4j_simd.h"

typedef struct {
  int32_t input_height, input_width, input_channels;
  int32_t kernel_height, kernel_width, stride_y, stride_x, pad_top, pad_left;
  int32_t output_height, output_width, filters;
  int32_t output_pitch; /**< bytes from one output pixel to the next, at least the filters */
} trec4j_conv_shape;

/** Where the regions of the scratch begin, in bytes and multiples of 8; Kp = K rounded up to 4. */
typedef struct {
  int32_t columns; /**< [Kp/4][8] int16, a pair of columns as trec4j_quads.h has them */
  int32_t row;     /**< [Kp] int8, a column before it is widened */
  int32_t bytes;   /**< of all */
} trec4j_conv_scratch;

typedef struct {
  const int16_t *weights;     /**< FILTER_QUADS, see trec4j_quads.h */
  const int32_t *bias;        /**< [M] */
  const int32_t *multipliers; /**< [M], in (0, 2^31) */
  int32_t input_zero_point, output_zero_point, low, high;
} trec4j_conv_params;

/** Whether some output reads above or below the input. */
TREC4J_INLINE int trec4j_conv_padded_y(const trec4j_conv_shape *shape) {
  const int32_t rows = (shape->output_height - 1) * shape->stride_y + shape->kernel_height;
  return shape->pad_top > 0 || rows > shape->input_height;
}

/** Whether some output reads to the left or right of the input. */
TREC4J_INLINE int trec4j_conv_padded_x(const trec4j_conv_shape *shape) {
  const int32_t columns = (shape->output_width - 1) * shape->stride_x + shape->kernel_width;
  return shape->pad_left > 0 || columns > shape->input_width;
}

/** Copies the pixels of input row `y` from column `left` on, with the padding filled in. */
TREC4J_INLINE void trec4j_conv_copy_row(const trec4j_conv_shape *shape, const int8_t *input,
                                        int32_t zero_point, int32_t y, int32_t left, int8_t *row) {
  const int32_t channels = shape->input_channels;
  /* The columns [first, last) of the kernel lie on the image. */
  const int32_t width = shape->kernel_width;
  const int32_t first = TREC4J_MIN(TREC4J_MAX(0, -left), width);
  const int32_t last = TREC4J_MAX(first, TREC4J_MIN(width, shape->input_width - left));
  if (y < 0 || y >= shape->input_height || first > 0 || last < width) {
    memset(row, zero_point, (size_t)(width * channels));
  }
  if (y >= 0 && y < shape->input_height) {
    memcpy(row + first * channels, input + (y * shape->input_width + left + first) * channels,
           (size_t)((last - first) * channels));
  }
}

/**
 * Widens the im2row row of output pixel `pixel`, counted row by row, to one column of the pair.
 * Kernel rows of whole words go straight from the input to the column where no padding is in the
 * way; others are put together in `row` first.
 */
TREC4J_INLINE void trec4j_conv_column(const trec4j_conv_shape *shape, const int8_t *input,
                                      int32_t zero_point, int32_t pixel, int16_t *column,
                                      int8_t *row) {
  const int32_t run = shape->kernel_width * shape->input_channels;
  const int32_t top = pixel / shape->output_width * shape->stride_y - shape->pad_top;
  const int32_t left = pixel % shape->output_width * shape->stride_x - shape->pad_left;
  const int inside = !trec4j_conv_padded_x(shape) ||
                     (left >= 0 && left + shape->kernel_width <= shape->input_width);
  for (int32_t y = top; y < top + shape->kernel_height; y++) {
    const int on_map =
        inside && (!trec4j_conv_padded_y(shape) || (y >= 0 && y < shape->input_height));
    const int8_t *values = row;
    if (!on_map) {
      trec4j_conv_copy_row(shape, input, zero_point, y, left, row);
    } else {
      values = input + (y * shape->input_width + left) * shape->input_channels;
      /* Of a size that the compiler knows, this is a few loads and stores. */
      if (run % 4 != 0) memcpy(row, values, (size_t)run);
    }
    if (run % 4 == 0) {
      trec4j_quad_expand(values, run, column);
      column += TREC4J_QUAD_HALFWORDS(run);
    } else {
      row += run;
    }
  }
  if (run % 4 != 0) {
    const int32_t entries = run * shape->kernel_height;
    const int32_t padded = TREC4J_ROUND_UP(entries, 4);
    for (int32_t k = entries; k < padded; k++) *row++ = 0;
    trec4j_quad_expand(row - padded, padded, column);
  }
}

#if TREC4J_DSP

/** What trec4j_conv_quads works on; its assembly knows this layout. */
typedef struct {
  const int16_t *weights, *columns;
  int32_t groups; /**< of four entries, at least 1 */
  int32_t quads;  /**< of filters, at least 1 */
  const int32_t *bias, *multipliers;
  int8_t *output[2]; /**< of either column */
  int32_t zero_point;
  int32_t clamps;     /**< 0 if low is -128 and high is 127 */
  uint32_t low, high; /**< in each byte */
} trec4j_conv_work;

TREC4J_ASSERT_OFFSET(trec4j_conv_work, weights, 0);
TREC4J_ASSERT_OFFSET(trec4j_conv_work, columns, 4);
TREC4J_ASSERT_OFFSET(trec4j_conv_work, groups, 8);
TREC4J_ASSERT_OFFSET(trec4j_conv_work, quads, 12);
TREC4J_ASSERT_OFFSET(trec4j_conv_work, bias, 16);
TREC4J_ASSERT_OFFSET(trec4j_conv_work, multipliers, 20);
TREC4J_ASSERT_OFFSET(trec4j_conv_work, output, 24);
TREC4J_ASSERT_OFFSET(trec4j_conv_work, zero_point, 32);
TREC4J_ASSERT_OFFSET(trec4j_conv_work, clamps, 36);
TREC4J_ASSERT_OFFSET(trec4j_conv_work, low, 40);
TREC4J_ASSERT_OFFSET(trec4j_conv_work, high, 44);

/** What the two routines below keep, at the stack pointer. */
typedef struct {
  trec4j_quad_frame rounds;
  const int16_t *columns;
  int32_t quads_left;
  const int32_t *bias, *multipliers; /**< of the next quad */
  int8_t *output[2];
  int32_t zero_point, clamps;
  uint32_t low, high;
  int32_t even[4]; /**< only the long routine: sums of the even filters */
} trec4j_conv_frame;

TREC4J_ASSERT_OFFSET(trec4j_conv_frame, rounds, 0);
TREC4J_ASSERT_OFFSET(trec4j_conv_frame, columns, 12);
TREC4J_ASSERT_OFFSET(trec4j_conv_frame, quads_left, 16);
TREC4J_ASSERT_OFFSET(trec4j_conv_frame, bias, 20);
TREC4J_ASSERT_OFFSET(trec4j_conv_frame, multipliers, 24);
TREC4J_ASSERT_OFFSET(trec4j_conv_frame, output, 28);
TREC4J_ASSERT_OFFSET(trec4j_conv_frame, zero_point, 36);
TREC4J_ASSERT_OFFSET(trec4j_conv_frame, clamps, 40);
TREC4J_ASSERT_OFFSET(trec4j_conv_frame, low, 44);
TREC4J_ASSERT_OFFSET(trec4j_conv_frame, high, 48);
TREC4J_ASSERT_OFFSET(trec4j_conv_frame, even, 52);
TREC4J_STATIC_ASSERT(sizeof(trec4j_conv_frame) == 68, trec4j_conv_frame_size);

/* The pieces of the two routines; see trec4j_quads.h for the registers' use. */
#define TREC4J_CONV_BEGIN                \
  "ldm r0, {r0-r11}\n" TREC4J_QUAD_ENTRY \
  "push {r1, r3-r11}\n"                  \
  "mov r3, r2\n"                         \
  "mov r2, r12\n"                        \
  "push {r1-r3}\n"

/** Adds the bias; `scale` turns r4..r7 into the even filters' sums. */
#define TREC4J_CONV_BIAS(scale)  \
  "ldr r1, [sp, #20]\n"          \
  "ldm r1!, {r2, r3, r12, lr}\n" \
  "str r1, [sp, #20]\n"          \
  "add r4, r2, r4" scale         \
  "\n"                           \
  "add r5, r2, r5" scale         \
  "\n"                           \
  "add r6, r12, r6" scale        \
  "\n"                           \
  "add r7, r12, r7" scale        \
  "\n"                           \
  "add r8, r8, r3\n"             \
  "add r9, r9, r3\n"             \
  "add r10, r10, lr\n"           \
  "add r11, r11, lr\n"

/** Requantizes: zero point + multiply_high in one instruction, saturated to int8. */
#define TREC4J_CONV_REQUANTIZE   \
  "ldr r1, [sp, #24]\n"          \
  "ldm r1!, {r2, r3, r12, lr}\n" \
  "str r1, [sp, #24]\n"          \
  "ldr r1, [sp, #36]\n"          \
  "smmlar r4, r4, r2, r1\n"      \
  "smmlar r5, r5, r2, r1\n"      \
  "smmlar r6, r6, r12, r1\n"     \
  "smmlar r7, r7, r12, r1\n"     \
  "smmlar r8, r8, r3, r1\n"      \
  "smmlar r9, r9, r3, r1\n"      \
  "smmlar r10, r10, lr, r1\n"    \
  "smmlar r11, r11, lr, r1\n"    \
  "ssat r4, #8, r4\n"            \
  "ssat r5, #8, r5\n"            \
  "ssat r6, #8, r6\n"            \
  "ssat r7, #8, r7\n"            \
  "ssat r8, #8, r8\n"            \
  "ssat r9, #8, r9\n"            \
  "ssat r10, #8, r10\n"          \
  "ssat r11, #8, r11\n"

/** Four filters of column a to r4, of column b to r5, clamped if need be, and to the outputs. */
#define TREC4J_CONV_STORE       \
  "bfi r4, r8, #8, #8\n"        \
  "bfi r5, r9, #8, #8\n"        \
  "bfi r6, r10, #8, #8\n"       \
  "bfi r7, r11, #8, #8\n"       \
  "pkhbt r4, r4, r6, lsl #16\n" \
  "pkhbt r5, r5, r7, lsl #16\n" \
  "ldr r2, [sp, #40]\n"         \
  "cbz r2, .Lclamped_%=\n"      \
  "ldrd r2, r3, [sp, #44]\n"    \
  "ssub8 r12, r4, r2\n"         \
  "sel r4, r4, r2\n"            \
  "ssub8 r12, r5, r2\n"         \
  "sel r5, r5, r2\n"            \
  "ssub8 r12, r4, r3\n"         \
  "sel r4, r3, r4\n"            \
  "ssub8 r12, r5, r3\n"         \
  "sel r5, r3, r5\n"            \
  ".Lclamped_%=:\n"             \
  "ldrd r2, r3, [sp, #28]\n"    \
  "str r4, [r2], #4\n"          \
  "str r5, [r3], #4\n"          \
  "strd r2, r3, [sp, #28]\n"    \
  "ldrd r1, r2, [sp, #12]\n"    \
  "subs r2, r2, #1\n"           \
  "str r2, [sp, #16]\n"         \
  "bne .Lquad_%=\n"

/** All filter quads with one pair of columns, of TREC4J_QUAD_INT8_LIMIT entries at most. */
TREC4J_NAKED void trec4j_conv_quads(const trec4j_conv_work *work __attribute__((unused))) {
  TREC4J_ASSEMBLY("push {r4-r11, lr}\n" TREC4J_CONV_BEGIN ".Lquad_%=:\n" TREC4J_QUAD_ROUND
                  "bpl .Lrow_%=\n"
                  ".p2align 2\n"
                  ".Lbehind_row_%=:\n" TREC4J_QUAD_EVEN TREC4J_CONV_BIAS(", asr #8")
                      TREC4J_CONV_REQUANTIZE TREC4J_CONV_STORE
                  "add sp, sp, #52\n"
                  "pop {r4-r11, pc}\n");
}

/**
 * The same for any number of entries: every 16 rounds the even filters' sums move to the frame,
 * before 256 times them could overflow, and the mixed sums go on from the odd ones.
 */
TREC4J_NAKED void trec4j_conv_quads_long(const trec4j_conv_work *work __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      "push {r4-r11, lr}\n"
      "sub sp, sp, #16\n" TREC4J_CONV_BEGIN
      ".Lquad_%=:\n"
      "mov r2, #0\n"
      "mov r3, #0\n"
      "strd r2, r3, [sp, #52]\n"
      "strd r2, r3, [sp, #60]\n" TREC4J_QUAD_ROUND
      "bmi .Lbehind_row_%=\n"
      "lsls r3, r2, #28\n"
      "bne .Lrow_%=\n" TREC4J_QUAD_EVEN
      "add r12, sp, #52\n"
      "ldm r12, {r2, r3}\n"
      "add r2, r2, r4, asr #8\n"
      "add r3, r3, r5, asr #8\n"
      "stm r12!, {r2, r3}\n"
      "ldm r12, {r2, r3}\n"
      "add r2, r2, r6, asr #8\n"
      "add r3, r3, r7, asr #8\n"
      "stm r12, {r2, r3}\n"
      "mov r4, r8\n"
      "mov r5, r9\n"
      "mov r6, r10\n"
      "mov r7, r11\n"
      "b .Lrow_%=\n"
      ".p2align 2\n"
      ".Lbehind_row_%=:\n" TREC4J_QUAD_EVEN
      "add r1, sp, #52\n"
      "ldm r1, {r2, r3, r12, lr}\n"
      "add r4, r2, r4, asr #8\n"
      "add r5, r3, r5, asr #8\n"
      "add r6, r12, r6, asr #8\n"
      "add r7, lr, r7, asr #8\n" TREC4J_CONV_BIAS("") TREC4J_CONV_REQUANTIZE TREC4J_CONV_STORE
      "add sp, sp, #68\n"
      "pop {r4-r11, pc}\n");
}

#endif

/** The DSP path: the quads of filters that are complete; returns how many filters they are. */
TREC4J_INLINE int32_t trec4j_conv_whole_quads(const trec4j_conv_shape *shape,
                                              const trec4j_conv_params *params,
                                              const int16_t *columns, int32_t padded, int8_t *first,
                                              int8_t *second) {
#if TREC4J_DSP
  if (shape->filters >= 4) {
    const trec4j_conv_work work = {params->weights,
                                   columns,
                                   padded / 4,
                                   shape->filters / 4,
                                   params->bias,
                                   params->multipliers,
                                   {first, second},
                                   params->output_zero_point,
                                   params->low > INT8_MIN || params->high < INT8_MAX,
                                   trec4j_splat8(params->low),
                                   trec4j_splat8(params->high)};
    if (padded <= TREC4J_QUAD_INT8_LIMIT) {
      trec4j_conv_quads(&work);
    } else {
      trec4j_conv_quads_long(&work);
    }
    return shape->filters / 4 * 4;
  }
#else
  (void)shape, (void)params, (void)columns, (void)padded, (void)first, (void)second;
#endif
  return 0;
}

/** The filters from `m` on, one quad at a time. */
TREC4J_INLINE void trec4j_conv_quads_from(const trec4j_conv_shape *shape,
                                          const trec4j_conv_params *params, const int16_t *columns,
                                          int32_t padded, int32_t m, int8_t *first,
                                          int8_t *second) {
  for (; m < shape->filters; m += 4) {
    trec4j_quad_sums sums = {{{0, 0}, {0, 0}, {0, 0}, {0, 0}}};
    trec4j_quad_pieces(params->weights + m / 4 * TREC4J_QUAD_HALFWORDS(padded), columns, padded,
                       &sums);
    for (int32_t f = m; f < m + 4 && f < shape->filters; f++) {
      first[f] = trec4j_requantize(params->bias[f] + sums.of[f - m][0], params->multipliers[f],
                                   params->output_zero_point, params->low, params->high);
      second[f] = trec4j_requantize(params->bias[f] + sums.of[f - m][1], params->multipliers[f],
                                    params->output_zero_point, params->low, params->high);
    }
  }
}

TREC4J_INLINE void trec4j_conv(const trec4j_conv_shape *shape, const trec4j_conv_scratch *layout,
                               const trec4j_conv_params *params, const int8_t *input,
                               int8_t *output, void *scratch) {
  const int32_t entries = shape->kernel_height * shape->kernel_width * shape->input_channels;
  const int32_t padded = TREC4J_ROUND_UP(entries, 4);
  const int32_t pixels = shape->output_height * shape->output_width;
  int16_t *columns = trec4j_at(scratch, layout->columns);
  int8_t *row = trec4j_at(scratch, layout->row);
  TREC4J_REQUIRE(layout->columns >= 0 && (layout->columns | layout->row) % 8 == 0);
  TREC4J_REQUIRE(layout->row - layout->columns >= 4 * padded);
  TREC4J_REQUIRE(layout->bytes - layout->row >= padded);
  TREC4J_REQUIRE(shape->output_pitch >= shape->filters);

  for (int32_t pixel = 0; pixel < pixels; pixel += 2) {
    /* A last pixel without partner is computed twice. */
    const int32_t second = TREC4J_MIN(pixel + 1, pixels - 1);
    trec4j_conv_column(shape, input, params->input_zero_point, pixel, columns, row);
    trec4j_conv_column(shape, input, params->input_zero_point, second, columns + 2, row);
    int8_t *const at_first = output + pixel * shape->output_pitch;
    int8_t *const at_second = output + second * shape->output_pitch;
    const int32_t done =
        trec4j_conv_whole_quads(shape, params, columns, padded, at_first, at_second);
    trec4j_conv_quads_from(shape, params, columns, padded, done, at_first, at_second);
  }
}

#endif
