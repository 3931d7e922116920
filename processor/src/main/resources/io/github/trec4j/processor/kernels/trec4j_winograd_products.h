/**
 * The products of Winograd convolutions, position by position: int16 weights [positions][Q][2
 * filters][4] with int16 inputs [positions][Q][2 tiles][4] to int32 sums [positions][2 filters][2
 * tiles].
 */
#ifndef TREC4J_WINOGRAD_PRODUCTS_H
#define TREC4J_WINOGRAD_PRODUCTS_H

#include "trec4j_simd.h"

#if TREC4J_DSP

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

#else

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

#endif

#endif
