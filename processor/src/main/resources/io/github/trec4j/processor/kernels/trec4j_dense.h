/**
 * Fully connected layer: the whole flattened input [H, W, C] against the weights of each unit.
 *
 *     acc = bias[m] + sum_k x[k] * w[m][k]                       (int32)
 *     out = requantize(acc, multipliers[m], output_zero_point, low, high)
 *
 * A convolution over one pixel, so to say, and its weights are packed like one's: FILTER_QUADS. As
 * there is only one column, the inputs are widened on the way.
 */
#ifndef TREC4J_DENSE_H
#define TREC4J_DENSE_H

#include "trec4j_common.h"
#include "trec4j_quads.h"
#include "trec4j_simd.h"

typedef struct {
  int32_t inputs, units;
} trec4j_dense_shape;

typedef struct {
  const int16_t *weights;     /**< FILTER_QUADS of units and inputs, see trec4j_quads.h */
  const int32_t *bias;        /**< [units], -input_zero_point * sum of the row's weights included */
  const int32_t *multipliers; /**< [units], in (0, 2^31) */
  int32_t output_zero_point, low, high;
} trec4j_dense_params;

/**
 * Adds the products of inputs, any number of them, with a filter quad: the portable path, and what
 * the DSP path leaves over.
 */
TREC4J_INLINE void trec4j_dense_quad(const int16_t *weights, const int8_t *input, int32_t inputs,
                                     int32_t *sums) {
  for (int32_t k = 0; k < inputs; k++) {
    const int16_t *pairs = weights + trec4j_quad_index(k);
    for (int32_t i = 0; i < 4; i += 2) {
      const int32_t odd = (int8_t)(pairs[i] & 0xff);
      sums[i] += input[k] * ((pairs[i] - odd) >> 8);
      sums[i + 1] += input[k] * odd;
    }
  }
}

#if TREC4J_DSP

/** What trec4j_dense_groups works on; its assembly knows this layout. */
typedef struct {
  const int8_t *input; /**< at any address */
  const int16_t *weights;
  int32_t groups; /**< of four inputs, 1 to TREC4J_QUAD_INT8_LIMIT / 4 */
  int32_t mixed[2], odd[2];
} trec4j_dense_work;

TREC4J_ASSERT_OFFSET(trec4j_dense_work, input, 0);
TREC4J_ASSERT_OFFSET(trec4j_dense_work, weights, 4);
TREC4J_ASSERT_OFFSET(trec4j_dense_work, groups, 8);
TREC4J_ASSERT_OFFSET(trec4j_dense_work, mixed, 12);
TREC4J_ASSERT_OFFSET(trec4j_dense_work, odd, 20);

/** Two inputs of `x` with four filters. */
#define TREC4J_DENSE_HALF(x) \
  "ldrd r12, lr, [r1], #8\n" \
  "smlad r4, r12, " x        \
  ", r4\n"                   \
  "smlad r5, lr, " x         \
  ", r5\n"                   \
  "sxtb16 r12, r12\n"        \
  "sxtb16 lr, lr\n"          \
  "smlad r6, r12, " x        \
  ", r6\n"                   \
  "smlad r7, lr, " x ", r7\n"

/** Four inputs with four filters: 17 instructions, 68 bytes, for 16 multiply-adds. */
#define TREC4J_DENSE_GROUP  \
  "ldr r2, [r0], #4\n"      \
  "sxtb16 r3, r2, ror #8\n" \
  "sxtb16 r2, r2\n" TREC4J_DENSE_HALF("r2") TREC4J_DENSE_HALF("r3")

/** Leaves the mixed sums and the odd filters' sums of a quad; see trec4j_quads.h. */
TREC4J_NAKED void trec4j_dense_groups(trec4j_dense_work *work __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      "push {r4-r8, lr}\n"
      "mov r8, r0\n"
      "ldm r0, {r0-r2}\n"
      "mov r4, #0\n"
      "mov r5, #0\n"
      "mov r6, #0\n"
      "mov r7, #0\n"
      /* The first round of eight groups is entered so that the count comes out even. */
      "sub r2, r2, #1\n"
      "and r3, r2, #7\n"
      "lsr r2, r2, #3\n"
      "str r2, [r8, #8]\n"
      "mov r12, #68\n"
      "adr.w lr, .Llast_of_row_%=\n"
      "mls lr, r3, r12, lr\n"
      "mov pc, lr\n"
      ".p2align 2\n"
      ".Lrow_%=:\n" TREC4J_DENSE_GROUP TREC4J_DENSE_GROUP TREC4J_DENSE_GROUP TREC4J_DENSE_GROUP
          TREC4J_DENSE_GROUP TREC4J_DENSE_GROUP TREC4J_DENSE_GROUP
      ".Llast_of_row_%=:\n" TREC4J_DENSE_GROUP
      "ldr r2, [r8, #8]\n"
      "subs r2, r2, #1\n"
      "str r2, [r8, #8]\n"
      "bpl .Lrow_%=\n"
      "add r8, r8, #12\n"
      "stm r8, {r4-r7}\n"
      "pop {r4-r8, pc}\n");
}

#endif

/** All inputs with a filter quad. */
TREC4J_INLINE void trec4j_dense_product(const int16_t *weights, const int8_t *input, int32_t inputs,
                                        int32_t *sums) {
  int32_t done = 0;
#if TREC4J_DSP
  while (done + 4 <= inputs) {
    const int32_t piece = TREC4J_MIN(TREC4J_QUAD_INT8_LIMIT, inputs - done) / 4;
    trec4j_dense_work work = {
        input + done, weights + TREC4J_QUAD_HALFWORDS(done), piece, {0, 0}, {0, 0}};
    trec4j_dense_groups(&work);
    for (int32_t i = 0; i < 2; i++) {
      sums[2 * i] += (int32_t)((uint32_t)work.mixed[i] - (uint32_t)work.odd[i]) >> 8;
      sums[2 * i + 1] += work.odd[i];
    }
    done += 4 * piece;
  }
#endif
  trec4j_dense_quad(weights + TREC4J_QUAD_HALFWORDS(done), input + done, inputs - done, sums);
}

TREC4J_INLINE void trec4j_dense(const trec4j_dense_shape *shape, const trec4j_dense_params *params,
                                const int8_t *input, int8_t *output) {
  const int16_t *weights = params->weights;
  for (int32_t unit = 0; unit < shape->units; unit += 4) {
    int32_t sums[4] = {0, 0, 0, 0};
    trec4j_dense_product(weights, input, shape->inputs, sums);
    for (int32_t m = unit; m < unit + 4 && m < shape->units; m++) {
      output[m] = trec4j_requantize(params->bias[m] + sums[m - unit], params->multipliers[m],
                                    params->output_zero_point, params->low, params->high);
    }
    weights += TREC4J_QUAD_HALFWORDS(TREC4J_ROUND_UP(shape->inputs, 4));
  }
}

#endif
