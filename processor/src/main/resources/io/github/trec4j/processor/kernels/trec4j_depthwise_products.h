/**
 * The inner loops of trec4j_depthwise_pairs.h: one channel's outputs of two rows, two columns at a
 * time; and before, four channels of input rows as words. Only where TREC4J_DSP is 1.
 */
#ifndef TREC4J_DEPTHWISE_PRODUCTS_H
#define TREC4J_DEPTHWISE_PRODUCTS_H

#include "trec4j_common.h"
#include "trec4j_simd.h"

#if TREC4J_DSP

/**
 * Puts four channels of four rows into words, a block a column, up to the block at `end`; blocks
 * that follow each other in memory, or every other one.
 *
 * @param row        the first row
 * @param distances  bytes from the first row to the three others
 * @param channels   bytes from one pixel to the next
 */
typedef void trec4j_depthwise_widener(const int8_t *row, const int32_t distances[3],
                                      uint32_t *words, const uint32_t *end, int32_t channels);

/** Channels 0 and 2, or 1 and 3, of a column: r9 to r12, which become words in lr r9, r10 r12. */
#define TREC4J_DEPTHWISE_PACK(r9, r10, r11, r12) \
  "pkhbt lr, " r9 ", " r10                       \
  ", lsl #16\n"                                  \
  "pkhtb " r10 ", " r10 ", " r9                  \
  ", asr #16\n"                                  \
  "pkhbt " r9 ", " r11 ", " r12                  \
  ", lsl #16\n"                                  \
  "pkhtb " r12 ", " r12 ", " r11 ", asr #16\n"

/** The stack has the end and, behind nine registers, the bytes of a pixel. */
#define TREC4J_DEPTHWISE_WIDEN(last) \
  "push {r3-r11, lr}\n"              \
  "mov r4, r2\n"                     \
  "ldm r1, {r1-r3}\n"                \
  "b .Lnext_%=\n"                    \
  ".p2align 2\n"                     \
  ".Lcolumn_%=:\n"                   \
  "ldr r5, [r0]\n"                   \
  "ldr r6, [r0, r1]\n"               \
  "ldr r7, [r0, r2]\n"               \
  "ldr r8, [r0, r3]\n"               \
  "ldr lr, [sp, #40]\n"              \
  "add r0, r0, lr\n"                 \
  "sxtb16 r9, r5\n"                  \
  "sxtb16 r10, r6\n"                 \
  "sxtb16 r11, r7\n"                 \
  "sxtb16 r12, r8\n"                 \
  TREC4J_DEPTHWISE_PACK("r9", "r10", "r11", "r12") \
  "strd lr, r9, [r4], #16\n"         \
  "strd r10, r12, [r4], #-8\n"       \
  "sxtb16 r5, r5, ror #8\n"          \
  "sxtb16 r6, r6, ror #8\n"          \
  "sxtb16 r7, r7, ror #8\n"          \
  "sxtb16 r8, r8, ror #8\n"          \
  TREC4J_DEPTHWISE_PACK("r5", "r6", "r7", "r8") \
  "strd lr, r5, [r4], #16\n"         \
  "strd r6, r8, [r4], #" last         \
  "\n"                               \
  ".Lnext_%=:\n"                     \
  "ldr lr, [sp]\n"                   \
  "cmp r4, lr\n"                     \
  "bne .Lcolumn_%=\n"                \
  "pop {r3-r11, pc}\n"

TREC4J_NAKED void trec4j_depthwise_widen(const int8_t *row __attribute__((unused)),
                                         const int32_t distances[3] __attribute__((unused)),
                                         uint32_t *words __attribute__((unused)),
                                         const uint32_t *end __attribute__((unused)),
                                         int32_t channels __attribute__((unused))) {
  TREC4J_ASSEMBLY(TREC4J_DEPTHWISE_WIDEN("8"));
}

TREC4J_NAKED void trec4j_depthwise_widen_apart(const int8_t *row __attribute__((unused)),
                                               const int32_t distances[3] __attribute__((unused)),
                                               uint32_t *words __attribute__((unused)),
                                               const uint32_t *end __attribute__((unused)),
                                               int32_t channels __attribute__((unused))) {
  TREC4J_ASSEMBLY(TREC4J_DEPTHWISE_WIDEN("40"));
}

/** Where a channel's outputs go; the loops know this layout. */
typedef struct {
  int32_t multiplier, zero_point;
  int8_t *output; /**< the first output of the lower row */
  int32_t step;   /**< bytes from one column to the next */
  int32_t upper;  /**< bytes from the lower row to the upper one; 0 if there is no lower one */
  int32_t odd;    /**< whether one more column follows those that come in twos */
} trec4j_depthwise_outputs;

TREC4J_ASSERT_OFFSET(trec4j_depthwise_outputs, multiplier, 0);
TREC4J_ASSERT_OFFSET(trec4j_depthwise_outputs, zero_point, 4);
TREC4J_ASSERT_OFFSET(trec4j_depthwise_outputs, output, 8);
TREC4J_ASSERT_OFFSET(trec4j_depthwise_outputs, step, 12);
TREC4J_ASSERT_OFFSET(trec4j_depthwise_outputs, upper, 16);
TREC4J_ASSERT_OFFSET(trec4j_depthwise_outputs, odd, 20);

/**
 * Makes a channel's outputs of two rows from its words in the columns up to `end`. All arguments
 * but the outputs come in registers. Outputs are saturated.
 */
typedef void trec4j_depthwise_products(const uint32_t *columns, const int16_t *weights,
                                       int32_t bias, const uint32_t *end,
                                       trec4j_depthwise_outputs outputs);

/*
 * r0 columns, r9 and r10 the upper row's sums of two output columns, r11 and r12 the lower row's,
 * lr the bias; r7 and r8 are free between columns. The stack has the end of the columns, nine
 * registers, and the outputs.
 */
#define TREC4J_DEPTHWISE_BEGIN "push {r3-r11, lr}\nmov lr, r2\n"

/**
 * Narrows and stores the sums: first what has no place of its own in the map, as it goes where the
 * first row or column goes, and is overwritten by it. Then on by `bytes`.
 */
#define TREC4J_DEPTHWISE_END(bytes) \
  "ldrd r7, r8, [sp, #40]\n"        \
  "smmlar r9, r9, r7, r8\n"         \
  "smmlar r10, r10, r7, r8\n"       \
  "smmlar r11, r11, r7, r8\n"       \
  "smmlar r12, r12, r7, r8\n"       \
  "ssat r9, #8, r9\n"               \
  "ssat r10, #8, r10\n"             \
  "ssat r11, #8, r11\n"             \
  "ssat r12, #8, r12\n"             \
  "ldrd r7, r8, [sp, #48]\n"        \
  "strb r12, [r7, r8]\n"            \
  "strb r11, [r7]\n"                \
  "ldr r11, [sp, #56]\n"            \
  "add r12, r7, r8, lsl #1\n"       \
  "str r12, [sp, #48]\n"            \
  "add r7, r7, r11\n"               \
  "strb r10, [r7, r8]\n"            \
  "strb r9, [r7]\n"                 \
  "add r0, r0, #" bytes             \
  "\n"                              \
  ".Lnext_%=:\n"                    \
  "ldr r7, [sp]\n"                  \
  "cmp r0, r7\n"                    \
  "bne .Lcolumns_%=\n"              \
  "ldr r7, [sp, #60]\n"             \
  "cbz r7, .Lend_%=\n"              \
  "mov r7, #0\n"                    \
  "str r7, [sp, #60]\n"             \
  "str r7, [sp, #52]\n"             \
  "add r7, r0, #" bytes             \
  "\n"                              \
  "str r7, [sp]\n"                  \
  "b .Lcolumns_%=\n"                \
  ".Lend_%=:\n"                     \
  "pop {r3-r11, pc}\n"

/** A column of a 3x3 kernel of stride 1: words r7 and r8, weights (w0, w1) and (w1, w2). */
#define TREC4J_DEPTHWISE_3(w01, w12, upper, lower, upper_from, lower_from) \
  "smlad " upper ", r7, " w01 ", " upper_from                              \
  "\n"                                                                     \
  "smlabt " upper ", r8, " w12 ", " upper                                  \
  "\n"                                                                     \
  "smlatb " lower ", r7, " w01 ", " lower_from                             \
  "\n"                                                                     \
  "smlad " lower ", r8, " w12 ", " lower "\n"

#define TREC4J_DEPTHWISE_3_FIRST(w01, w12, upper, lower) \
  TREC4J_DEPTHWISE_3(w01, w12, upper, lower, "lr", "lr")
#define TREC4J_DEPTHWISE_3_NEXT(w01, w12, upper, lower) \
  TREC4J_DEPTHWISE_3(w01, w12, upper, lower, upper, lower)

TREC4J_NAKED void trec4j_depthwise_products3(const uint32_t *columns __attribute__((unused)),
                                             const int16_t *weights __attribute__((unused)),
                                             int32_t bias __attribute__((unused)),
                                             const uint32_t *end __attribute__((unused)),
                                             trec4j_depthwise_outputs outputs
                                             __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      TREC4J_DEPTHWISE_BEGIN
      "ldm r1, {r1-r6}\n"
      "b .Lnext_%=\n"
      ".p2align 2\n"
      ".Lcolumns_%=:\n"
      "ldrd r7, r8, [r0]\n" TREC4J_DEPTHWISE_3_FIRST(
          "r1", "r2", "r9", "r11") "ldrd r7, r8, [r0, #32]\n" TREC4J_DEPTHWISE_3_NEXT("r3", "r4",
                                                                                      "r9", "r11")
          TREC4J_DEPTHWISE_3_FIRST(
              "r1", "r2", "r10",
              "r12") "ldrd r7, r8, [r0, #64]\n" TREC4J_DEPTHWISE_3_NEXT("r5", "r6", "r9", "r11")
              TREC4J_DEPTHWISE_3_NEXT(
                  "r3", "r4", "r10",
                  "r12") "ldrd r7, r8, [r0, #96]\n" TREC4J_DEPTHWISE_3_NEXT("r5", "r6", "r10",
                                                                            "r12")
                  TREC4J_DEPTHWISE_END("64"));
}

/**
 * A column of a 3x3 kernel of stride 2: words r2, r7 and r8, weights (w0, w1), and w2 as the `half`
 * (b or t) of a word.
 */
#define TREC4J_DEPTHWISE_3_2(w01, w2, half, upper, lower, upper_from, lower_from) \
  "smlad " upper ", r2, " w01 ", " upper_from                                     \
  "\n"                                                                            \
  "smlab" half " " upper ", r7, " w2 ", " upper                                   \
  "\n"                                                                            \
  "smlad " lower ", r7, " w01 ", " lower_from                                     \
  "\n"                                                                            \
  "smlab" half " " lower ", r8, " w2 ", " lower "\n"

#define TREC4J_DEPTHWISE_3_2_FIRST(w01, w2, half, upper, lower) \
  TREC4J_DEPTHWISE_3_2(w01, w2, half, upper, lower, "lr", "lr")
#define TREC4J_DEPTHWISE_3_2_NEXT(w01, w2, half, upper, lower) \
  TREC4J_DEPTHWISE_3_2(w01, w2, half, upper, lower, upper, lower)

#define TREC4J_DEPTHWISE_3_2_LOAD(block, next) \
  "ldrd r2, r7, [r0, #" block                  \
  "]\n"                                        \
  "ldr r8, [r0, #" next "]\n"

/** The bias takes a register more than the six words leave: two columns' w2 share one. */
TREC4J_NAKED void trec4j_depthwise_products3_2(const uint32_t *columns __attribute__((unused)),
                                               const int16_t *weights __attribute__((unused)),
                                               int32_t bias __attribute__((unused)),
                                               const uint32_t *end __attribute__((unused)),
                                               trec4j_depthwise_outputs outputs
                                               __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      TREC4J_DEPTHWISE_BEGIN
      "ldm r1, {r1-r6}\n"
      "pkhbt r4, r2, r4, lsl #16\n"
      "b .Lnext_%=\n"
      ".p2align 2\n"
      ".Lcolumns_%=:\n" TREC4J_DEPTHWISE_3_2_LOAD("0", "32") TREC4J_DEPTHWISE_3_2_FIRST(
          "r1", "r4", "b", "r9", "r11") TREC4J_DEPTHWISE_3_2_LOAD("64", "96")
          TREC4J_DEPTHWISE_3_2_NEXT("r3", "r4", "t", "r9", "r11") TREC4J_DEPTHWISE_3_2_LOAD(
              "128", "160") TREC4J_DEPTHWISE_3_2_NEXT("r5", "r6", "b", "r9", "r11")
              TREC4J_DEPTHWISE_3_2_FIRST("r1", "r4", "b", "r10", "r12") TREC4J_DEPTHWISE_3_2_LOAD(
                  "192", "224") TREC4J_DEPTHWISE_3_2_NEXT("r3", "r4", "t", "r10", "r12")
                  TREC4J_DEPTHWISE_3_2_LOAD("256", "288") TREC4J_DEPTHWISE_3_2_NEXT(
                      "r5", "r6", "b", "r10", "r12") TREC4J_DEPTHWISE_END("256"));
}

/** A column of a 5x5 kernel of stride 1: words r6 to r8, weights r2 to r5 as they are packed. */
#define TREC4J_DEPTHWISE_5(block, next, upper, lower, upper_from, lower_from) \
  "ldrd r6, r7, [r0, #" block                                                 \
  "]\n"                                                                       \
  "ldr r8, [r0, #" next                                                       \
  "]\n"                                                                       \
  "smlad " upper ", r6, r2, " upper_from                                      \
  "\n"                                                                        \
  "smlad " upper ", r7, r3, " upper                                           \
  "\n"                                                                        \
  "smlabt " upper ", r8, r5, " upper                                          \
  "\n"                                                                        \
  "smlatb " lower ", r6, r2, " lower_from                                     \
  "\n"                                                                        \
  "smlad " lower ", r7, r4, " lower                                           \
  "\n"                                                                        \
  "smlad " lower ", r8, r5, " lower "\n"

#define TREC4J_DEPTHWISE_5_NEXT(first, first_next, second, second_next)                \
  "ldm r1!, {r2-r5}\n" TREC4J_DEPTHWISE_5(first, first_next, "r9", "r11", "r9", "r11") \
      TREC4J_DEPTHWISE_5(second, second_next, "r10", "r12", "r10", "r12")

TREC4J_NAKED void trec4j_depthwise_products5(const uint32_t *columns __attribute__((unused)),
                                             const int16_t *weights __attribute__((unused)),
                                             int32_t bias __attribute__((unused)),
                                             const uint32_t *end __attribute__((unused)),
                                             trec4j_depthwise_outputs outputs
                                             __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      TREC4J_DEPTHWISE_BEGIN
      "b .Lnext_%=\n"
      ".p2align 2\n"
      ".Lcolumns_%=:\n"
      "ldm r1!, {r2-r5}\n" TREC4J_DEPTHWISE_5("0", "32", "r9", "r11", "lr", "lr")
          TREC4J_DEPTHWISE_5("64", "96", "r10", "r12", "lr", "lr") TREC4J_DEPTHWISE_5_NEXT(
              "64", "96", "128", "160") TREC4J_DEPTHWISE_5_NEXT("128", "160", "192", "224")
              TREC4J_DEPTHWISE_5_NEXT("192", "224", "256", "288") TREC4J_DEPTHWISE_5_NEXT(
                  "256", "288", "320", "352") "sub r1, r1, #80\n" TREC4J_DEPTHWISE_END("128"));
}

/** A column of a 5x5 kernel of stride 2: words r5 to r8, weights r2 to r4 as they are packed. */
#define TREC4J_DEPTHWISE_5_2(block, next, upper, lower, upper_from, lower_from) \
  "ldrd r5, r6, [r0, #" block                                                   \
  "]\n"                                                                         \
  "ldrd r7, r8, [r0, #" next                                                    \
  "]\n"                                                                         \
  "smlad " upper ", r5, r2, " upper_from                                        \
  "\n"                                                                          \
  "smlad " upper ", r6, r3, " upper                                             \
  "\n"                                                                          \
  "smlabb " upper ", r7, r4, " upper                                            \
  "\n"                                                                          \
  "smlad " lower ", r6, r2, " lower_from                                        \
  "\n"                                                                          \
  "smlad " lower ", r7, r3, " lower                                             \
  "\n"                                                                          \
  "smlabb " lower ", r8, r4, " lower "\n"

#define TREC4J_DEPTHWISE_5_2_NEXT(first, first_next, second, second_next)                \
  "ldm r1!, {r2-r4}\n" TREC4J_DEPTHWISE_5_2(first, first_next, "r9", "r11", "r9", "r11") \
      TREC4J_DEPTHWISE_5_2(second, second_next, "r10", "r12", "r10", "r12")

TREC4J_NAKED void trec4j_depthwise_products5_2(const uint32_t *columns __attribute__((unused)),
                                               const int16_t *weights __attribute__((unused)),
                                               int32_t bias __attribute__((unused)),
                                               const uint32_t *end __attribute__((unused)),
                                               trec4j_depthwise_outputs outputs
                                               __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      TREC4J_DEPTHWISE_BEGIN
      "b .Lnext_%=\n"
      ".p2align 2\n"
      ".Lcolumns_%=:\n"
      "ldm r1!, {r2-r4}\n" TREC4J_DEPTHWISE_5_2("0", "32", "r9", "r11", "lr", "lr")
          TREC4J_DEPTHWISE_5_2("128", "160", "r10", "r12", "lr", "lr") TREC4J_DEPTHWISE_5_2_NEXT(
              "64", "96", "192", "224") TREC4J_DEPTHWISE_5_2_NEXT("128", "160", "256", "288")
              TREC4J_DEPTHWISE_5_2_NEXT("192", "224", "320", "352") TREC4J_DEPTHWISE_5_2_NEXT(
                  "256", "288", "384", "416") "sub r1, r1, #60\n" TREC4J_DEPTHWISE_END("256"));
}

#endif

#endif
