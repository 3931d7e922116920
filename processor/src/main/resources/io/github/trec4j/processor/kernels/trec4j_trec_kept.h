/**
 * TREC with keep > 0: projects segments on their directions, and convolves the projections.
 * See trec4j_trec.h for the rules.
 *
 * Projections stand where im2row finds those of a row of entries together, with a border of zeros
 * that stands for the padding: [H + pads][W + pads][S][R] for pixel slices, and for row runs, whose
 * taps lie below each other, [output_width][H + pads][R]. So a column of the product is widened row
 * by row straight from there. Three bytes behind the last are read and meet weights of 0.
 */
#ifndef TREC4J_TREC_KEPT_H
#define TREC4J_TREC_KEPT_H

#include "trec4j_common.h"
#include "trec4j_quads.h"
#include "trec4j_simd.h"
#include "trec4j_trec.h"
#include "trec4j_trec_dots.h"

/** Where an output's entries stand among the projections; all in bytes. */
typedef struct {
  int32_t size;                 /**< of all projections */
  int32_t border;               /**< of those in the border */
  int32_t first;                /**< the first one that is not in the border */
  int32_t segment_y, segment_x; /**< from a segment's to the next below and to the right */
  int32_t rows, row_step;       /**< of entries that stand together */
  int32_t padded;               /**< entries of a row, rounded up to a multiple of 4 */
  int32_t output_y, output_x;   /**< from an output's to the next below and to the right */
} trec4j_trec_kept_shape;

TREC4J_INLINE trec4j_trec_kept_shape trec4j_trec_kept_of(const trec4j_trec_shape *shape) {
  const int32_t values = trec4j_trec_slices(shape) * shape->keep;
  const int32_t height = shape->pad_top + shape->input_height + shape->pad_bottom;
  const int32_t padded_width = shape->pad_left + shape->input_width + shape->pad_right;
  const int32_t width = shape->run > 1 ? shape->output_width : padded_width;
  trec4j_trec_kept_shape kept = {0};
  kept.size = height * width * values;
  kept.border = kept.size - trec4j_trec_segments(shape) * values;
  if (shape->run > 1) {
    kept.segment_y = values;
    kept.segment_x = height * values;
    kept.first = shape->pad_top * kept.segment_y;
    kept.rows = 1;
    kept.padded = TREC4J_ROUND_UP(shape->kernel_height * values, 4);
    kept.output_x = kept.segment_x;
  } else {
    kept.segment_y = width * values;
    kept.segment_x = values;
    kept.first = shape->pad_top * kept.segment_y + shape->pad_left * kept.segment_x;
    kept.rows = shape->kernel_height;
    kept.row_step = kept.segment_y;
    kept.padded = TREC4J_ROUND_UP(shape->kernel_width * values, 4);
    kept.output_x = shape->stride_x * kept.segment_x;
  }
  kept.output_y = shape->stride_y * kept.segment_y;
  return kept;
}

/** Requires room for projecting. */
TREC4J_INLINE void trec4j_trec_require_projecting(const trec4j_trec_shape *shape,
                                                  const trec4j_trec_scratch *layout) {
  const int32_t padded = TREC4J_ROUND_UP(shape->segment, 4);
  TREC4J_REQUIRE(layout->project_pairs - layout->project_segment >= padded);
  TREC4J_REQUIRE(layout->tiles - layout->project_pairs >= 2 * shape->keep * padded);
}

/** Requires room for what the product reads. */
TREC4J_INLINE void trec4j_trec_require_kept(const trec4j_trec_shape *shape,
                                            const trec4j_trec_scratch *layout,
                                            const trec4j_trec_kept_shape *kept) {
  TREC4J_REQUIRE(shape->column_pairs >= 1);
  TREC4J_REQUIRE(layout->sums - layout->columns >=
                 4 * shape->column_pairs * kept->rows * kept->padded);
}

/** Projections of a segment on the directions from `first` on, `count` of them. */
TREC4J_INLINE void trec4j_trec_project_on(const trec4j_trec_shape *shape,
                                          const trec4j_trec_params *params, int32_t slice,
                                          int32_t first, int32_t count, const uint32_t *pairs,
                                          const int8_t *segment, int8_t *projections) {
  const int32_t padded = TREC4J_ROUND_UP(shape->segment, 4);
  const int32_t direction = slice * shape->keep + first;
  const int32_t *multipliers = params->direction_multipliers + direction;
  int32_t sums[TREC4J_TREC_DOTS] = {0};
#pragma GCC unroll 8
  for (int32_t i = 0; i < count; i++) sums[i] = params->direction_bias[direction + i];
#if TREC4J_DSP
  trec4j_trec_dots(pairs + first * (padded / 2), count, padded, segment, sums);
#else
  (void)pairs;
  for (int32_t i = 0; i < count; i++) {
    const int8_t *values = params->directions + (direction + i) * padded;
    for (int32_t l = 0; l < shape->segment; l++) sums[i] += segment[l] * values[l];
  }
#endif
#pragma GCC unroll 8
  for (int32_t i = 0; i < count; i++) {
    projections[first + i] = trec4j_sat8(trec4j_multiply_high(sums[i], multipliers[i]));
  }
}

/** Pairs the directions of a slice, TREC4J_TREC_DOTS at a time. */
TREC4J_INLINE void trec4j_trec_project_prepare(const trec4j_trec_shape *shape,
                                               const trec4j_trec_params *params, int32_t slice,
                                               uint32_t *pairs) {
#if TREC4J_DSP
  const int32_t padded = TREC4J_ROUND_UP(shape->segment, 4);
  const int8_t *directions = params->directions + slice * shape->keep * padded;
  for (int32_t first = 0; first < shape->keep; first += TREC4J_TREC_DOTS) {
    trec4j_trec_widen(directions + first * padded, padded, 0,
                      TREC4J_MIN(TREC4J_TREC_DOTS, shape->keep - first), padded,
                      pairs + first * (padded / 2));
  }
#else
  (void)shape, (void)params, (void)slice, (void)pairs;
#endif
}

/** Projects all segments; `buffer` and `pairs` are the phase's regions. */
TREC4J_INLINE void trec4j_trec_project(const trec4j_trec_shape *shape,
                                       const trec4j_trec_params *params,
                                       const trec4j_trec_kept_shape *kept, const int8_t *input,
                                       int8_t *buffer, uint32_t *pairs, int8_t *projections) {
  const int32_t whole = shape->keep / TREC4J_TREC_DOTS * TREC4J_TREC_DOTS;
  if (kept->border > 0) memset(projections, 0, (size_t)kept->size);
  for (int32_t slice = 0; slice < trec4j_trec_slices(shape); slice++) {
    trec4j_trec_project_prepare(shape, params, slice, pairs);
    for (int32_t row = 0; row < trec4j_trec_segment_rows(shape); row++) {
      int8_t *to = projections + kept->first + row * kept->segment_y + slice * shape->keep;
      for (int32_t column = 0; column < trec4j_trec_segment_columns(shape); column++) {
        const int8_t *segment =
            trec4j_trec_segment(shape, input, params->input_zero_point, slice, row, column, buffer);
        for (int32_t first = 0; first < whole; first += TREC4J_TREC_DOTS) {
          trec4j_trec_project_on(shape, params, slice, first, TREC4J_TREC_DOTS, pairs, segment, to);
        }
        if (whole < shape->keep) {
          trec4j_trec_project_on(shape, params, slice, whole, shape->keep - whole, pairs, segment,
                                 to);
        }
        to += kept->segment_x;
      }
    }
  }
}

#if TREC4J_DSP

/** What the routine below works on; its assembly knows this layout. */
typedef struct {
  const int16_t *weights, *columns;
  int32_t groups;      /**< of four entries, at least 1 */
  int32_t pairs_bytes; /**< of all pairs of columns */
  const int32_t *multipliers;
  const int16_t *bias;
  int16_t *sums;
} trec4j_trec_kept_work;

TREC4J_ASSERT_OFFSET(trec4j_trec_kept_work, weights, 0);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_work, columns, 4);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_work, groups, 8);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_work, pairs_bytes, 12);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_work, multipliers, 16);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_work, bias, 20);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_work, sums, 24);

/** What it keeps, at the stack pointer. */
typedef struct {
  trec4j_quad_frame rounds;
  const int16_t *weights; /**< of the quad */
  const int16_t *columns, *columns_end;
  int16_t *row, *first_row;   /**< of the next pair, and of the next quad's first */
  const int32_t *multipliers; /**< of the next quad */
  const int16_t *bias;        /**< of the next quad */
  int32_t quads_left;
  int32_t quad_bytes; /**< of a quad's weights */
  int32_t quad_bias[4], quad_multipliers[4];
} trec4j_trec_kept_frame;

TREC4J_ASSERT_OFFSET(trec4j_trec_kept_frame, rounds, 0);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_frame, weights, 12);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_frame, columns, 16);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_frame, columns_end, 20);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_frame, row, 24);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_frame, first_row, 28);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_frame, multipliers, 32);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_frame, bias, 36);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_frame, quads_left, 40);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_frame, quad_bytes, 44);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_frame, quad_bias, 48);
TREC4J_ASSERT_OFFSET(trec4j_trec_kept_frame, quad_multipliers, 64);
TREC4J_STATIC_ASSERT(sizeof(trec4j_trec_kept_frame) == 80, trec4j_trec_kept_frame_size);

/**
 * The four quads of a block with all pairs of columns, of TREC4J_QUAD_INT8_LIMIT entries at most;
 * see trec4j_quads.h for the registers' use. Even filters' multipliers are multiples of 256: 256 *
 * sum times multiplier / 256 is the exact product.
 */
TREC4J_NAKED void trec4j_trec_kept_block(const trec4j_trec_kept_work *work
                                         __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      "push {r4-r11, lr}\n"
      "ldm r0, {r0-r6}\n"
      "sub sp, sp, #80\n"
      "strd r0, r1, [sp, #12]\n"
      "add r3, r1, r3\n"
      "str r3, [sp, #20]\n"
      "str r6, [sp, #28]\n"
      "strd r4, r5, [sp, #32]\n"
      "mov r4, #4\n"
      "lsl r5, r2, #4\n"
      "strd r4, r5, [sp, #40]\n" TREC4J_QUAD_ENTRY
      "mov r3, r2\n"
      "mov r2, r12\n"
      "strd r2, r3, [sp, #4]\n"
      /* A quad: bias and multipliers to the frame; rows begin 8 bytes further on each time. */
      ".Lquad_%=:\n"
      "ldrd r1, r0, [sp, #32]\n"
      "ldrsh r2, [r0], #2\n"
      "ldrsh r3, [r0], #2\n"
      "ldrsh r12, [r0], #2\n"
      "ldrsh lr, [r0], #2\n"
      "str r0, [sp, #36]\n"
      "add r0, sp, #48\n"
      "stm r0!, {r2, r3, r12, lr}\n"
      "ldm r1!, {r2, r3, r12, lr}\n"
      "str r1, [sp, #32]\n"
      "lsr r2, r2, #8\n"
      "lsr r12, r12, #8\n"
      "stm r0, {r2, r3, r12, lr}\n"
      "ldr r2, [sp, #28]\n"
      "str r2, [sp, #24]\n"
      "add r2, r2, #8\n"
      "str r2, [sp, #28]\n"
      "ldrd r0, r1, [sp, #12]\n"
      /* A pair of columns. */
      ".Lpair_%=:\n" TREC4J_QUAD_ROUND
      "bpl .Lrow_%=\n"
      ".p2align 2\n"
      ".Lbehind_row_%=:\n" TREC4J_QUAD_EVEN
      "add r0, sp, #64\n"
      "ldm r0, {r2, r3, r12, lr}\n"
      "ldr r0, [sp, #48]\n"
      "smmlar r4, r4, r2, r0\n"
      "smmlar r5, r5, r2, r0\n"
      "ldr r0, [sp, #56]\n"
      "smmlar r6, r6, r12, r0\n"
      "smmlar r7, r7, r12, r0\n"
      "ldr r0, [sp, #52]\n"
      "smmlar r8, r8, r3, r0\n"
      "smmlar r9, r9, r3, r0\n"
      "ldr r0, [sp, #60]\n"
      "smmlar r10, r10, lr, r0\n"
      "smmlar r11, r11, lr, r0\n"
      "ssat r4, #16, r4\n"
      "ssat r5, #16, r5\n"
      "ssat r6, #16, r6\n"
      "ssat r7, #16, r7\n"
      "ssat r8, #16, r8\n"
      "ssat r9, #16, r9\n"
      "ssat r10, #16, r10\n"
      "ssat r11, #16, r11\n"
      "ldr r2, [sp, #24]\n"
      "pkhbt r4, r4, r6, lsl #16\n"
      "pkhbt r8, r8, r10, lsl #16\n"
      "pkhbt r5, r5, r7, lsl #16\n"
      "pkhbt r9, r9, r11, lsl #16\n"
      "strd r4, r8, [r2]\n"
      "strd r5, r9, [r2, #32]\n"
      "add r2, r2, #64\n"
      "str r2, [sp, #24]\n"
      "ldr r0, [sp, #12]\n"
      "ldr r2, [sp, #20]\n"
      "cmp r1, r2\n"
      "bne .Lpair_%=\n"
      "ldrd r2, r3, [sp, #40]\n"
      "add r0, r0, r3\n"
      "str r0, [sp, #12]\n"
      "subs r2, r2, #1\n"
      "str r2, [sp, #40]\n"
      "bne .Lquad_%=\n"
      "add sp, sp, #80\n"
      "pop {r4-r11, pc}\n");
}

#endif

/** One quad of filters with a pair of columns, to the rows of either output. */
TREC4J_INLINE void trec4j_trec_kept_quad(const int16_t *weights, const int16_t *columns,
                                         int32_t entries, const int32_t *multipliers,
                                         const int16_t *bias, int16_t *sums) {
  trec4j_quad_sums products = {{{0, 0}, {0, 0}, {0, 0}, {0, 0}}};
  trec4j_quad_pieces(weights, columns, entries, &products);
  for (int32_t filter = 0; filter < 4; filter++) {
    for (int32_t column = 0; column < 2; column++) {
      sums[column * TREC4J_TREC_BLOCK + trec4j_quad_lane(filter)] = trec4j_sat16(
          bias[filter] + trec4j_multiply_high(products.of[filter][column], multipliers[filter]));
    }
  }
}

/** A block of filters with `pairs` pairs of columns. */
TREC4J_INLINE void trec4j_trec_kept_product(const trec4j_trec_params *params, int32_t block,
                                            const int16_t *columns, int32_t pairs, int32_t entries,
                                            int16_t *sums) {
  const int16_t *weights =
      params->kept_weights + block * (TREC4J_TREC_BLOCK / 4) * TREC4J_QUAD_HALFWORDS(entries);
  const int32_t *multipliers = params->kept_multipliers + block * TREC4J_TREC_BLOCK;
  const int16_t *bias = params->bias + block * TREC4J_TREC_BLOCK;
#if TREC4J_DSP
  if (entries <= TREC4J_QUAD_INT8_LIMIT) {
    const trec4j_trec_kept_work work = {weights,     columns, entries / 4, pairs * 4 * entries,
                                        multipliers, bias,    sums};
    trec4j_trec_kept_block(&work);
    return;
  }
#endif
  for (int32_t quad = 0; quad < TREC4J_TREC_BLOCK; quad += 4) {
    for (int32_t pair = 0; pair < pairs; pair++) {
      trec4j_trec_kept_quad(weights, columns + pair * TREC4J_QUAD_HALFWORDS(entries), entries,
                            multipliers + quad, bias + quad,
                            sums + 2 * pair * TREC4J_TREC_BLOCK + quad);
    }
    weights += TREC4J_QUAD_HALFWORDS(entries);
  }
}

/** Widens the projections under the taps of one output to one column of a pair. */
TREC4J_INLINE void trec4j_trec_kept_column(const trec4j_trec_kept_shape *kept,
                                           const int8_t *projections, int16_t *column) {
  for (int32_t row = 0; row < kept->rows; row++) {
    trec4j_quad_expand(projections, kept->padded, column);
    projections += kept->row_step;
    column += TREC4J_QUAD_HALFWORDS(kept->padded);
  }
}

/** With what the sums of all outputs, [outputs to even][16], begin for a block of filters. */
TREC4J_INLINE void trec4j_trec_kept(const trec4j_trec_shape *shape,
                                    const trec4j_trec_params *params,
                                    const trec4j_trec_kept_shape *kept, int32_t block,
                                    const int8_t *projections, int16_t *columns, int16_t *sums) {
  const int32_t entries = kept->rows * kept->padded;
  const int32_t most = 2 * shape->column_pairs;
  int32_t waiting = 0;
  for (int32_t y = 0; y < shape->output_height; y++) {
    const int8_t *under = projections + y * kept->output_y;
    for (int32_t x = 0; x < shape->output_width; x++) {
      int16_t *column = columns + (waiting & ~1) * entries + (waiting & 1) * 2;
      trec4j_trec_kept_column(kept, under, column);
      under += kept->output_x;
      if (++waiting == most) {
        trec4j_trec_kept_product(params, block, columns, most / 2, entries, sums);
        sums += most * TREC4J_TREC_BLOCK;
        waiting = 0;
      }
    }
  }
  if (waiting > 0) {
    /* A last output without partner is computed twice. */
    if (waiting % 2 == 1) {
      const int32_t last =
          (shape->output_height - 1) * kept->output_y + (shape->output_width - 1) * kept->output_x;
      trec4j_trec_kept_column(kept, projections + last, columns + (waiting - 1) * entries + 2);
    }
    trec4j_trec_kept_product(params, block, columns, (waiting + 1) / 2, entries, sums);
  }
}

#endif
