/**
 * The product of two columns with four filters: the inner loop of the convolution and of the TREC
 * product table.
 *
 * Weights come in filter quads (packing FILTER_QUADS), int16 [ceil(M/4)][Kp/4][8] with Kp = K
 * rounded up to a multiple of 4. With the filters f0..f3 of a quad and the entries k0..k3 of a
 * group, each halfword holds two weights of two filters,
 *
 *     p(k) = 256 * w[f0][k] + w[f1][k]   and   q(k) = 256 * w[f2][k] + w[f3][k],
 *
 * in the order p(k0) p(k2) q(k0) q(k2) p(k1) p(k3) q(k1) q(k3); missing filters and entries are 0.
 * A quad so takes a byte a weight, as plain int8 rows would. Weights lie in [-127, 127], and the
 * array begins at a multiple of 4 bytes.
 *
 * A pair of columns a, b (int16) is interleaved in the same way, [Kp/4][8] in the order
 * a(k0) a(k2) b(k0) b(k2) a(k1) a(k3) b(k1) b(k3). Why: one SMLAD of a weight word with a column
 * word gives 256 * A + B for the filters A and B, a second one on the sign-extended low bytes gives
 * B alone, hence A = (mixed - B) >> 8: 12 instructions for 16 multiply-adds, without unpacking to
 * RAM. The order k0 k2 k1 k3 is what SXTB16 makes of four int8 in a word.
 */
#ifndef TREC4J_QUADS_H
#define TREC4J_QUADS_H

#include "trec4j_common.h"
#include "trec4j_simd.h"

/** Halfwords of one filter quad, or of a pair of columns, for `padded` entries. */
#define TREC4J_QUAD_HALFWORDS(padded) (2 * (padded))

/** Most entries of int8 columns that one product may take: 128 * 127 * 516 < 2^23 keeps A exact. */
#define TREC4J_QUAD_INT8_LIMIT 516

/** Where entry `k` stands in the order k0 k2 k1 k3 of each four. */
TREC4J_INLINE int32_t trec4j_quad_lane(int32_t k) { return (k & ~3) | (k & 1) << 1 | (k >> 1 & 1); }

/** Where entry `k` of column 0 stands in an interleaved pair; column 1 stands 2 further on. */
TREC4J_INLINE int32_t trec4j_quad_index(int32_t k) {
  return (k >> 2) * 8 + (k & 1) * 4 + ((k >> 1) & 1);
}

/** Writes `padded` (a multiple of 4) int8 values as one column of an interleaved pair. */
TREC4J_INLINE void trec4j_quad_expand(const int8_t *values, int32_t padded, int16_t *column) {
#if TREC4J_DSP
#pragma GCC unroll 4
  for (int32_t k = 0; k < padded; k += 4) {
    const uint32_t word = trec4j_load4(values + k);
    trec4j_store4(column + 2 * k, trec4j_sxtb16(word));
    trec4j_store4(column + 2 * k + 4, trec4j_sxtb16_high(word));
  }
#else
  for (int32_t k = 0; k < padded; k += 4) {
    column[0] = values[k];
    column[1] = values[k + 2];
    column[4] = values[k + 1];
    column[5] = values[k + 3];
    column += 8;
  }
#endif
}

/** Sums of two columns (first index: filter of the quad, second: column). */
typedef struct {
  int32_t of[4][2];
} trec4j_quad_sums;

#if TREC4J_DSP

/*
 * Registers of the inner loop: r0 weights, r1 columns, r2 and r3 a word of each column, r12 and lr
 * a word of p and q; r4..r7 the mixed sums p*a p*b q*a q*b, r8..r11 the sums of the odd filters in
 * the same order.
 */
#define TREC4J_QUAD_LOAD     \
  "ldrd r12, lr, [r0], #8\n" \
  "ldrd r2, r3, [r1], #8\n"
#define TREC4J_QUAD_ODD \
  "sxtb16 r12, r12\n"   \
  "sxtb16 lr, lr\n"

/** Two entries of two columns and four filters, sums begun. */
#define TREC4J_QUAD_HALF_FIRST         \
  TREC4J_QUAD_LOAD                     \
  "smuad r4, r12, r2\n"                \
  "smuad r5, r12, r3\n"                \
  "smuad r6, lr, r2\n"                 \
  "smuad r7, lr, r3\n" TREC4J_QUAD_ODD \
  "smuad r8, r12, r2\n"                \
  "smuad r9, r12, r3\n"                \
  "smuad r10, lr, r2\n"                \
  "smuad r11, lr, r3\n"

/** Two entries of two columns and four filters, added: 12 instructions, 48 bytes. */
#define TREC4J_QUAD_HALF                   \
  TREC4J_QUAD_LOAD                         \
  "smlad r4, r12, r2, r4\n"                \
  "smlad r5, r12, r3, r5\n"                \
  "smlad r6, lr, r2, r6\n"                 \
  "smlad r7, lr, r3, r7\n" TREC4J_QUAD_ODD \
  "smlad r8, r12, r2, r8\n"                \
  "smlad r9, r12, r3, r9\n"                \
  "smlad r10, lr, r2, r10\n"               \
  "smlad r11, lr, r3, r11\n"

/** A group of four entries: 96 bytes, as the computed jumps into a row of groups count on. */
#define TREC4J_QUAD_GROUP TREC4J_QUAD_HALF TREC4J_QUAD_HALF
#define TREC4J_QUAD_GROUPS_4 TREC4J_QUAD_GROUP TREC4J_QUAD_GROUP TREC4J_QUAD_GROUP TREC4J_QUAD_GROUP

/** What TREC4J_QUAD_ROUND keeps, at the stack pointer. */
typedef struct {
  int32_t rounds_left;
  const void *entry; /**< into the row */
  int32_t rounds;    /**< of a quad */
} trec4j_quad_frame;

TREC4J_ASSERT_OFFSET(trec4j_quad_frame, rounds_left, 0);
TREC4J_ASSERT_OFFSET(trec4j_quad_frame, entry, 4);
TREC4J_ASSERT_OFFSET(trec4j_quad_frame, rounds, 8);

/**
 * From the number of groups in r2: to r12 where to enter the row of eight of TREC4J_QUAD_ROUND
 * after the first group, to r2 how many rounds that takes. A single group enters behind the row.
 */
#define TREC4J_QUAD_ENTRY         \
  "adr.w r12, .Lbehind_row_%=\n"  \
  "subs r2, r2, #2\n"             \
  "bmi .Lentry_known_%=\n"        \
  "and lr, r2, #7\n"              \
  "add lr, lr, lr, lsl #1\n"      \
  "adr.w r12, .Llast_of_row_%=\n" \
  "sub r12, r12, lr, lsl #5\n"    \
  "lsr r2, r2, #3\n"              \
  ".Lentry_known_%=:\n"

/**
 * A quad's first group, then the jump into the row of eight, which ends a round. While the rounds
 * left are not negative the caller goes back to .Lrow; then comes its .Lbehind_row.
 */
#define TREC4J_QUAD_ROUND                                                                      \
  TREC4J_QUAD_HALF_FIRST TREC4J_QUAD_HALF                                                      \
      "ldrd r2, r3, [sp, #4]\n"                                                                \
      "str r3, [sp]\n"                                                                         \
      "mov pc, r2\n"                                                                           \
      ".p2align 2\n"                                                                           \
      ".Lrow_%=:\n" TREC4J_QUAD_GROUPS_4 TREC4J_QUAD_GROUP TREC4J_QUAD_GROUP TREC4J_QUAD_GROUP \
      ".Llast_of_row_%=:\n" TREC4J_QUAD_GROUP                                                  \
      "ldr r2, [sp]\n"                                                                         \
      "subs r2, r2, #1\n"                                                                      \
      "str r2, [sp]\n"

/** Takes the odd filters' sums out of the mixed ones: 256 times the even filters' remain. */
#define TREC4J_QUAD_EVEN \
  "sub r4, r4, r8\n"     \
  "sub r5, r5, r9\n"     \
  "sub r6, r6, r10\n"    \
  "sub r7, r7, r11\n"

/** What trec4j_quad_raw keeps, at the stack pointer. */
typedef struct {
  int32_t rounds_left;
  int32_t first_round; /**< pushed with it, not read again */
  int32_t *raw;
} trec4j_quad_raw_frame;

TREC4J_ASSERT_OFFSET(trec4j_quad_raw_frame, rounds_left, 0);
TREC4J_ASSERT_OFFSET(trec4j_quad_raw_frame, raw, 8);

/**
 * Leaves the mixed sums p*a p*b q*a q*b and the odd filters' sums, in the same order, in `raw`.
 * groups >= 1. Naked, because the loop needs every register there is.
 */
TREC4J_NAKED void trec4j_quad_raw(const int16_t *weights __attribute__((unused)),
                                  const int16_t *columns __attribute__((unused)),
                                  int32_t groups __attribute__((unused)),
                                  int32_t *raw __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      "push {r3-r11, lr}\n"
      /* The first round of eight groups is entered so that the count comes out even. */
      "sub r2, r2, #1\n"
      "and r3, r2, #7\n"
      "lsr r2, r2, #3\n"
      "push {r2, r3}\n"
      "mov r4, #0\n"
      "mov r5, #0\n"
      "mov r6, #0\n"
      "mov r7, #0\n"
      "mov r8, #0\n"
      "mov r9, #0\n"
      "mov r10, #0\n"
      "mov r11, #0\n"
      "add r3, r3, r3, lsl #1\n"
      "adr.w r12, .Llast_of_row_%=\n"
      "sub r12, r12, r3, lsl #5\n"
      "mov pc, r12\n"
      ".p2align 2\n"
      ".Lrow_%=:\n" TREC4J_QUAD_GROUPS_4 TREC4J_QUAD_GROUP TREC4J_QUAD_GROUP TREC4J_QUAD_GROUP
      ".Llast_of_row_%=:\n" TREC4J_QUAD_GROUP
      "ldr r2, [sp]\n"
      "subs r2, r2, #1\n"
      "str r2, [sp]\n"
      "bpl .Lrow_%=\n"
      "ldr r2, [sp, #8]\n"
      "stm r2, {r4-r11}\n"
      "add sp, sp, #12\n"
      "pop {r4-r11, pc}\n");
}

/** Adds the products of `groups` groups of four entries to the sums. */
TREC4J_INLINE void trec4j_quad_product(const int16_t *weights, const int16_t *columns,
                                       int32_t groups, trec4j_quad_sums *sums) {
  int32_t raw[8];
  trec4j_quad_raw(weights, columns, groups, raw);
  for (int32_t i = 0; i < 4; i++) {
    sums->of[i & 2][i & 1] += (int32_t)((uint32_t)raw[i] - (uint32_t)raw[4 + i]) >> 8;
    sums->of[(i & 2) + 1][i & 1] += raw[4 + i];
  }
}

#else

/** Adds the products of `groups` groups of four entries to the sums. */
TREC4J_INLINE void trec4j_quad_product(const int16_t *weights, const int16_t *columns,
                                       int32_t groups, trec4j_quad_sums *sums) {
  for (int32_t half = 0; half < 2 * groups; half++) {
    for (int32_t i = 0; i < 4; i++) {
      int32_t pair = weights[i];
      int32_t odd = (int8_t)(pair & 0xff);
      int32_t even = (pair - odd) >> 8;
      int32_t filter = i & 2;
      for (int32_t column = 0; column < 2; column++) {
        int32_t value = columns[2 * column + (i & 1)];
        sums->of[filter][column] += even * value;
        sums->of[filter + 1][column] += odd * value;
      }
    }
    weights += 4;
    columns += 4;
  }
}

#endif

/** A quad of filters with a pair of int8 columns, in pieces that are exact. */
TREC4J_INLINE void trec4j_quad_pieces(const int16_t *weights, const int16_t *columns,
                                      int32_t padded, trec4j_quad_sums *sums) {
  for (int32_t k = 0; k < padded; k += TREC4J_QUAD_INT8_LIMIT) {
    trec4j_quad_product(weights + TREC4J_QUAD_HALFWORDS(k), columns + TREC4J_QUAD_HALFWORDS(k),
                        TREC4J_MIN(TREC4J_QUAD_INT8_LIMIT, padded - k) / 4, sums);
  }
}

#endif
