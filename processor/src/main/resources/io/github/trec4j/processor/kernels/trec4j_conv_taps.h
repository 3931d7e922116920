/**
 * Convolution tap by tap, for small maps: padding is never multiplied. On a map of 2x2 a 3x3 kernel
 * with padding has 9 taps, of which each output reads 4. All bytes are those of trec4j_conv.
 *
 * The outputs that read a tap on the map form a rectangle. They are taken two at a time, so that
 * trec4j_quads.h can multiply a pair of columns; one that is left over is multiplied by itself, in
 * 14 instead of 12 instructions for 16 products. Sums of all outputs wait in the scratch.
 *
 * What is left out must count as 0: columns hold x - input_zero_point, within +-255, and
 *
 *     bias[m] = the convolution's bias[m] + input_zero_point * sum of w[m],
 *
 * where the convolution's holds -input_zero_point * sum of w[m] as ever. Weights are those of the
 * convolution, FILTER_QUADS; the taps of a quad lie one behind the other because C is a multiple of
 * 4.
 */
#ifndef TREC4J_CONV_TAPS_H
#define TREC4J_CONV_TAPS_H

#include "trec4j_common.h"
#include "trec4j_conv.h"
#include "trec4j_quads.h"
#include "trec4j_simd.h"

typedef trec4j_conv_shape trec4j_conv_taps_shape;

/** As of the convolution, with the bias above. */
typedef trec4j_conv_params trec4j_conv_taps_params;

enum {
  /** Most channels that are multiplied in one go: 255 * 127 * 256 < 2^23 keeps products exact. */
  TREC4J_CONV_TAPS_SLICE = 256
};

/** Where the regions of the scratch begin, in bytes and multiples of 8; Mp = M rounded up to 4. */
typedef struct {
  int32_t columns; /**< int16 [2 * min(C, slice)], one or two columns as trec4j_quads.h has them */
  int32_t sums;    /**< int32 [outputs][Mp] */
  int32_t bytes;   /**< of all */
} trec4j_conv_taps_scratch;

/** Outputs along a side. */
typedef struct {
  int32_t first, end;
} trec4j_conv_taps_range;

/** The outputs whose tap is on the map, `offset` behind where windows would begin without pad. */
TREC4J_INLINE trec4j_conv_taps_range trec4j_conv_taps_seen(int32_t offset, int32_t stride,
                                                           int32_t inputs, int32_t outputs) {
  const int32_t inside = inputs - offset;
  const trec4j_conv_taps_range range = {
      offset < 0 ? (stride - 1 - offset) / stride : 0,
      inside > 0 ? TREC4J_MIN(outputs, (inside - 1) / stride + 1) : 0};
  return range;
}

/** One or two outputs that read a tap; the assembly below knows this layout. */
typedef struct {
  const int16_t *weights; /**< of the first quad's tap */
  const int16_t *columns;
  int32_t groups;   /**< of four channels, at least 1 */
  int32_t quads;    /**< of filters */
  int32_t skip;     /**< bytes from one quad's weights of the tap to the next one's */
  int32_t *sums[2]; /**< of either output, [4 * quads] */
} trec4j_conv_taps_work;

/** Writes x - zero_point, as one of `count` columns. */
TREC4J_INLINE void trec4j_conv_taps_expand(const int8_t *values, int32_t channels,
                                           int32_t zero_point, int16_t *column, int32_t count) {
#if TREC4J_DSP
  const uint32_t offset = trec4j_pack16(-zero_point, -zero_point);
#pragma GCC unroll 4
  for (int32_t c = 0; c < channels; c += 4) {
    const uint32_t word = trec4j_load4(values + c);
    trec4j_store4(column, trec4j_sxtab16(offset, word));
    trec4j_store4(column + 2 * count, trec4j_sxtab16_high(offset, word));
    column += 4 * count;
  }
#else
  for (int32_t c = 0; c < channels; c += 4) {
    column[0] = (int16_t)(values[c] - zero_point);
    column[1] = (int16_t)(values[c + 2] - zero_point);
    column[2 * count] = (int16_t)(values[c + 1] - zero_point);
    column[2 * count + 1] = (int16_t)(values[c + 3] - zero_point);
    column += 4 * count;
  }
#endif
}

#if TREC4J_DSP

TREC4J_ASSERT_OFFSET(trec4j_conv_taps_work, weights, 0);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_work, columns, 4);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_work, groups, 8);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_work, quads, 12);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_work, skip, 16);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_work, sums, 20);

/** What the routine for pairs keeps, at the stack pointer. */
typedef struct {
  trec4j_quad_frame rounds;
  const int16_t *columns;
  int32_t quads_left, skip;
  int32_t *sums[2];
} trec4j_conv_taps_pair_frame;

TREC4J_ASSERT_OFFSET(trec4j_conv_taps_pair_frame, rounds, 0);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_pair_frame, columns, 12);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_pair_frame, quads_left, 16);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_pair_frame, skip, 20);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_pair_frame, sums, 24);
TREC4J_STATIC_ASSERT(sizeof(trec4j_conv_taps_pair_frame) == 32, trec4j_conv_taps_pair_frame_size);

/** Adds to four sums of an output; the even filters' come 256 times too large. */
#define TREC4J_CONV_TAPS_ADD(sums, f0, f1, f2, f3) \
  "ldr r1, [sp, #" #sums                           \
  "]\n"                                            \
  "ldm r1, {r2, r3, r12, lr}\n"                    \
  "add r2, r2, " #f0                               \
  ", asr #8\n"                                     \
  "add r3, r3, " #f1                               \
  "\n"                                             \
  "add r12, r12, " #f2                             \
  ", asr #8\n"                                     \
  "add lr, lr, " #f3                               \
  "\n"                                             \
  "stm r1!, {r2, r3, r12, lr}\n"                   \
  "str r1, [sp, #" #sums "]\n"

/** Adds the products of all quads of filters with a pair of columns. */
TREC4J_NAKED void trec4j_conv_taps_pair(const trec4j_conv_taps_work *work __attribute__((unused))) {
  TREC4J_ASSEMBLY("push {r4-r11, lr}\n"
                  "ldm r0, {r0-r6}\n" TREC4J_QUAD_ENTRY
                  "push {r1, r3-r6}\n"
                  "mov r3, r2\n"
                  "mov r2, r12\n"
                  "push {r1-r3}\n"
                  ".Lquad_%=:\n" TREC4J_QUAD_ROUND
                  "bpl .Lrow_%=\n"
                  ".p2align 2\n"
                  ".Lbehind_row_%=:\n" TREC4J_QUAD_EVEN TREC4J_CONV_TAPS_ADD(24, r4, r8, r6, r10)
                      TREC4J_CONV_TAPS_ADD(28, r5, r9, r7, r11)
                  "ldrd r1, r2, [sp, #12]\n"
                  "ldr r3, [sp, #20]\n"
                  "subs r2, r2, #1\n"
                  "str r2, [sp, #16]\n"
                  "add r0, r0, r3\n"
                  "bne .Lquad_%=\n"
                  "add sp, sp, #32\n"
                  "pop {r4-r11, pc}\n");
}

/**
 * Four channels of a single column and four filters: 14 instructions of 4 bytes, as the computed
 * jump into a row of groups counts on. r2 and r3 are inputs, r4..r7 weights, r8 and r9 the mixed
 * sums of p and q, r10 and r11 those of the odd filters.
 */
#define TREC4J_CONV_TAPS_GROUP \
  "ldm.w r0!, {r4-r7}\n"       \
  "ldrd r2, r3, [r1], #8\n"    \
  "smlad r8, r4, r2, r8\n"     \
  "smlad r9, r5, r2, r9\n"     \
  "sxtb16 r4, r4\n"            \
  "sxtb16 r5, r5\n"            \
  "smlad r10, r4, r2, r10\n"   \
  "smlad r11, r5, r2, r11\n"   \
  "smlad r8, r6, r3, r8\n"     \
  "smlad r9, r7, r3, r9\n"     \
  "sxtb16 r6, r6\n"            \
  "sxtb16 r7, r7\n"            \
  "smlad r10, r6, r3, r10\n"   \
  "smlad r11, r7, r3, r11\n"
#define TREC4J_CONV_TAPS_GROUPS_4 \
  TREC4J_CONV_TAPS_GROUP TREC4J_CONV_TAPS_GROUP TREC4J_CONV_TAPS_GROUP TREC4J_CONV_TAPS_GROUP

/** What the routine for single columns keeps, at the stack pointer. */
typedef struct {
  const int16_t *columns;
  int32_t quads_left, skip;
  int32_t *sums;
  int32_t rounds;
} trec4j_conv_taps_single_frame;

TREC4J_ASSERT_OFFSET(trec4j_conv_taps_single_frame, columns, 0);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_single_frame, quads_left, 4);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_single_frame, skip, 8);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_single_frame, sums, 12);
TREC4J_ASSERT_OFFSET(trec4j_conv_taps_single_frame, rounds, 16);
TREC4J_STATIC_ASSERT(sizeof(trec4j_conv_taps_single_frame) == 20,
                     trec4j_conv_taps_single_frame_size);

/** Adds the products of all quads of filters with a single column; lr is where the row begins. */
TREC4J_NAKED void trec4j_conv_taps_single(const trec4j_conv_taps_work *work
                                          __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      "push {r4-r11, lr}\n"
      "ldm r0, {r0-r5}\n"
      "sub r2, r2, #1\n"
      "and r6, r2, #7\n"
      "rsb r6, r6, r6, lsl #3\n"
      "adr.w lr, .Llast_of_row_%=\n"
      "sub lr, lr, r6, lsl #3\n"
      "lsr r6, r2, #3\n"
      "push {r1, r3-r6}\n"
      ".Lquad_%=:\n"
      "ldr r12, [sp, #16]\n"
      "mov r8, #0\n"
      "mov r9, #0\n"
      "mov r10, #0\n"
      "mov r11, #0\n"
      "mov pc, lr\n"
      ".p2align 2\n"
      ".Lrow_%=:\n" TREC4J_CONV_TAPS_GROUPS_4 TREC4J_CONV_TAPS_GROUP TREC4J_CONV_TAPS_GROUP
          TREC4J_CONV_TAPS_GROUP ".Llast_of_row_%=:\n" TREC4J_CONV_TAPS_GROUP
      "subs r12, r12, #1\n"
      "bpl .Lrow_%=\n"
      "sub r8, r8, r10\n"
      "sub r9, r9, r11\n"
      "ldr r1, [sp, #12]\n"
      "ldm r1, {r2-r5}\n"
      "add r2, r2, r8, asr #8\n"
      "add r3, r3, r10\n"
      "add r4, r4, r9, asr #8\n"
      "add r5, r5, r11\n"
      "stm r1!, {r2-r5}\n"
      "str r1, [sp, #12]\n"
      "ldm sp, {r1-r3}\n"
      "subs r2, r2, #1\n"
      "str r2, [sp, #4]\n"
      "add r0, r0, r3\n"
      "bne .Lquad_%=\n"
      "add sp, sp, #20\n"
      "pop {r4-r11, pc}\n");
}

/** Adds the tap's products to one or two outputs. */
TREC4J_INLINE void trec4j_conv_taps_add(const trec4j_conv_taps_work *work, int32_t count) {
  if (count == 2) {
    trec4j_conv_taps_pair(work);
  } else {
    trec4j_conv_taps_single(work);
  }
}

/** How many columns there are for so many outputs. */
#define TREC4J_CONV_TAPS_COLUMNS(count) (count)

#else

/** Adds the tap's products to one or two outputs. */
TREC4J_INLINE void trec4j_conv_taps_add(const trec4j_conv_taps_work *work, int32_t count) {
  const int16_t *weights = work->weights;
  for (int32_t quad = 0; quad < work->quads; quad++) {
    trec4j_quad_sums sums = {{{0, 0}, {0, 0}, {0, 0}, {0, 0}}};
    trec4j_quad_product(weights, work->columns, work->groups, &sums);
    for (int32_t f = 0; f < 4; f++) {
      for (int32_t i = 0; i < count; i++) work->sums[i][4 * quad + f] += sums.of[f][i];
    }
    weights += 8 * work->groups + work->skip / 2;
  }
}

/** There are always two, of which the second may be the first once more. */
#define TREC4J_CONV_TAPS_COLUMNS(count) 2

#endif

/** A layer at work. */
typedef struct {
  const trec4j_conv_taps_shape *shape;
  const trec4j_conv_taps_params *params;
  const int8_t *input;
  int16_t *columns;
  int32_t *sums;
} trec4j_conv_taps_layer;

/** Adds tap (y, x) of the slice of channels from `c` on to the outputs `pixels`, one or two. */
TREC4J_INLINE void trec4j_conv_taps_at(const trec4j_conv_taps_layer *layer, int32_t y, int32_t x,
                                       int32_t c, const int32_t *pixels, int32_t count) {
  const trec4j_conv_taps_shape *shape = layer->shape;
  const int32_t channels = shape->input_channels;
  const int32_t slice = TREC4J_MIN(channels - c, TREC4J_CONV_TAPS_SLICE);
  const int32_t entries = shape->kernel_height * shape->kernel_width * channels;
  const int32_t first = (y * shape->kernel_width + x) * channels + c;
  trec4j_conv_taps_work work = {layer->params->weights + TREC4J_QUAD_HALFWORDS(first),
                                layer->columns,
                                slice / 4,
                                (shape->filters + 3) / 4,
                                4 * (entries - slice),
                                {NULL, NULL}};
  for (int32_t i = 0; i < TREC4J_CONV_TAPS_COLUMNS(count); i++) {
    const int32_t pixel = pixels[TREC4J_MIN(i, count - 1)];
    const int32_t row = pixel / shape->output_width * shape->stride_y - shape->pad_top + y;
    const int32_t column = pixel % shape->output_width * shape->stride_x - shape->pad_left + x;
    trec4j_conv_taps_expand(layer->input + (row * shape->input_width + column) * channels + c,
                            slice, layer->params->input_zero_point, layer->columns + 2 * i,
                            TREC4J_CONV_TAPS_COLUMNS(count));
    work.sums[i] = layer->sums + pixel * 4 * work.quads;
  }
  trec4j_conv_taps_add(&work, count);
}

/** Adds tap (y, x) to all outputs that read it on the map. */
TREC4J_INLINE void trec4j_conv_taps_of(const trec4j_conv_taps_layer *layer, int32_t y, int32_t x,
                                       int32_t c) {
  const trec4j_conv_taps_shape *shape = layer->shape;
  const trec4j_conv_taps_range rows = trec4j_conv_taps_seen(
      y - shape->pad_top, shape->stride_y, shape->input_height, shape->output_height);
  const trec4j_conv_taps_range columns = trec4j_conv_taps_seen(
      x - shape->pad_left, shape->stride_x, shape->input_width, shape->output_width);
  int32_t pixels[2], count = 0;
  for (int32_t row = rows.first; row < rows.end; row++) {
    for (int32_t column = columns.first; column < columns.end; column++) {
      pixels[count++] = row * shape->output_width + column;
      if (count == 2) {
        trec4j_conv_taps_at(layer, y, x, c, pixels, 2);
        count = 0;
      }
    }
  }
  if (count > 0) trec4j_conv_taps_at(layer, y, x, c, pixels, 1);
}

/** Begins the sums of all outputs with the bias; what belongs to no filter is 0. */
TREC4J_INLINE void trec4j_conv_taps_begin(const trec4j_conv_taps_layer *layer, int32_t pixels) {
  const int32_t filters = layer->shape->filters, padded = TREC4J_ROUND_UP(filters, 4);
  for (int32_t pixel = 0; pixel < pixels; pixel++) {
    int32_t *const sums = layer->sums + pixel * padded;
    memcpy(sums, layer->params->bias, (size_t)filters * sizeof *sums);
    for (int32_t m = filters; m < padded; m++) sums[m] = 0;
  }
}

/** Requantizes the sums of all outputs. */
TREC4J_INLINE void trec4j_conv_taps_end(const trec4j_conv_taps_layer *layer, int32_t pixels,
                                        int8_t *output) {
  const trec4j_conv_taps_params params = *layer->params;
  const int32_t filters = layer->shape->filters, padded = TREC4J_ROUND_UP(filters, 4);
  for (int32_t pixel = 0; pixel < pixels; pixel++) {
    const int32_t *const sums = layer->sums + pixel * padded;
    int8_t *const to = output + pixel * layer->shape->output_pitch;
    for (int32_t m = 0; m < filters; m++) {
      to[m] = trec4j_requantize(sums[m], params.multipliers[m], params.output_zero_point,
                                params.low, params.high);
    }
  }
}

TREC4J_SHARED void trec4j_conv_taps_run(const trec4j_conv_taps_shape *shape,
                                        const trec4j_conv_taps_scratch *layout,
                                        const trec4j_conv_taps_params *params, const int8_t *input,
                                        int8_t *output, void *scratch) {
  const trec4j_conv_taps_layer layer = {shape, params, input, trec4j_at(scratch, layout->columns),
                                        trec4j_at(scratch, layout->sums)};
  const int32_t pixels = shape->output_height * shape->output_width;
  trec4j_conv_taps_begin(&layer, pixels);
  for (int32_t y = 0; y < shape->kernel_height; y++) {
    for (int32_t x = 0; x < shape->kernel_width; x++) {
      for (int32_t c = 0; c < shape->input_channels; c += TREC4J_CONV_TAPS_SLICE) {
        trec4j_conv_taps_of(&layer, y, x, c);
      }
    }
  }
  trec4j_conv_taps_end(&layer, pixels, output);
}

TREC4J_INLINE void trec4j_conv_taps(const trec4j_conv_taps_shape *shape,
                                    const trec4j_conv_taps_scratch *layout,
                                    const trec4j_conv_taps_params *params, const int8_t *input,
                                    int8_t *output, void *scratch) {
  const int32_t slice = TREC4J_MIN(shape->input_channels, TREC4J_CONV_TAPS_SLICE);
  const int32_t sums =
      shape->output_height * shape->output_width * TREC4J_ROUND_UP(shape->filters, 4);
  TREC4J_REQUIRE(shape->input_channels % 4 == 0);
  TREC4J_REQUIRE(shape->output_pitch >= shape->filters);
  TREC4J_REQUIRE(layout->columns >= 0 && (layout->columns | layout->sums) % 8 == 0);
  TREC4J_REQUIRE(layout->sums - layout->columns >= 4 * slice);
  TREC4J_REQUIRE(layout->bytes - layout->sums >= 4 * sums);
  trec4j_conv_taps_run(shape, layout, params, input, output, scratch);
}

#endif
