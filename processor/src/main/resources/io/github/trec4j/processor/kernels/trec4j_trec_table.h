/**
 * TREC, step 5: the products of all centroids of a slice with a block of 16 filters at one tap.
 *
 * A row of the table holds 16 int16, one a filter. Within each filter quad f0..f3 they stand in the
 * order f0 f2 f1 f3: the order in which the gather's packed halfwords turn into bytes most cheaply.
 */
#ifndef TREC4J_TREC_TABLE_H
#define TREC4J_TREC_TABLE_H

#include "trec4j_common.h"
#include "trec4j_quads.h"
#include "trec4j_simd.h"
#include "trec4j_trec.h"

/** One filter quad: rows of `clusters` clusters (rounded up to even), `row_halfwords` apart. */
TREC4J_INLINE void trec4j_trec_table_quad(const int16_t *weights, const int16_t *centroids,
                                          int32_t clusters, int32_t padded,
                                          const int32_t *multipliers, int16_t *table,
                                          int32_t row_halfwords) {
  for (int32_t cluster = 0; cluster < clusters; cluster += 2) {
    trec4j_quad_sums sums = {{{0, 0}, {0, 0}, {0, 0}, {0, 0}}};
    trec4j_quad_product(weights, centroids, padded / 4, &sums);
    for (int32_t filter = 0; filter < 4; filter++) {
      const int32_t lane = trec4j_quad_lane(filter);
      for (int32_t column = 0; column < 2; column++) {
        table[column * row_halfwords + lane] =
            trec4j_sat16(trec4j_multiply_high(sums.of[filter][column], multipliers[filter]));
      }
    }
    centroids += TREC4J_QUAD_HALFWORDS(padded);
    table += 2 * row_halfwords;
  }
}

#if TREC4J_DSP

/** What the routines below work on; their assembly knows this layout. */
typedef struct {
  const int16_t *weights, *centroids;
  int32_t groups;      /**< of four entries, 1 to 16 */
  int32_t pairs_bytes; /**< of all pairs of centroids */
  const int32_t *multipliers;
  int16_t *table;
  int32_t row_bytes;
  int32_t quads;
} trec4j_trec_table_work;

TREC4J_ASSERT_OFFSET(trec4j_trec_table_work, weights, 0);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_work, centroids, 4);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_work, groups, 8);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_work, pairs_bytes, 12);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_work, multipliers, 16);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_work, table, 20);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_work, row_bytes, 24);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_work, quads, 28);

/** What the routines keep, at the stack pointer. */
typedef struct {
  int32_t quad_multipliers[4];
  const void *entry; /**< into the row of groups */
  const int16_t *centroids, *centroids_end;
  const int16_t *weights; /**< of the quad */
  int16_t *row;           /**< of the next pair */
  int32_t row_bytes, quads_left;
  const int32_t *multipliers; /**< of the next quad */
  int16_t *first_row;         /**< of the next quad */
  int32_t quad_bytes;         /**< of a quad's weights */
} trec4j_trec_table_frame;

TREC4J_ASSERT_OFFSET(trec4j_trec_table_frame, quad_multipliers, 0);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_frame, entry, 16);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_frame, centroids, 20);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_frame, centroids_end, 24);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_frame, weights, 28);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_frame, row, 32);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_frame, row_bytes, 36);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_frame, quads_left, 40);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_frame, multipliers, 44);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_frame, first_row, 48);
TREC4J_ASSERT_OFFSET(trec4j_trec_table_frame, quad_bytes, 52);
TREC4J_STATIC_ASSERT(sizeof(trec4j_trec_table_frame) == 56, trec4j_trec_table_frame_size);

/** Most entries of a segment that the routines take. */
#define TREC4J_TREC_TABLE_PADDED 64

/*
 * The pieces of the two routines; see trec4j_quads.h for the registers' use. The row of groups
 * after a quad's first is entered so that it ends at .Lproducts.
 */
#define TREC4J_TABLE_BEGIN    \
  "push {r4-r11, lr}\n"       \
  "ldm r0, {r0-r7}\n"         \
  "sub sp, sp, #56\n"         \
  "adr.w r8, .Lproducts_%=\n" \
  "add r8, r8, #1\n"          \
  "sub r9, r2, #1\n"          \
  "add r9, r9, r9, lsl #1\n"  \
  "sub r8, r8, r9, lsl #5\n"  \
  "strd r8, r1, [sp, #16]\n"  \
  "add r3, r1, r3\n"          \
  "str r3, [sp, #24]\n"       \
  "strd r6, r7, [sp, #36]\n"  \
  "strd r4, r5, [sp, #44]\n"  \
  "lsl r2, r2, #4\n"          \
  "str r2, [sp, #52]\n"

/** A quad: its multipliers to the frame, `scale` first; rows begin 8 bytes further on each time. */
#define TREC4J_TABLE_QUAD(scale) \
  ".Lquad_%=:\n"                 \
  "ldr r1, [sp, #44]\n"          \
  "ldm r1!, {r2, r3, r12, lr}\n" \
  "str r1, [sp, #44]\n" scale    \
  "stm sp, {r2, r3, r12, lr}\n"  \
  "ldr r2, [sp, #48]\n"          \
  "str r2, [sp, #32]\n"          \
  "add r2, r2, #8\n"             \
  "str r2, [sp, #48]\n"          \
  "ldr r1, [sp, #20]\n"          \
  "str r0, [sp, #28]\n"

/** A pair of clusters: the products, and even filters' sums times 256 apart from the odd ones'. */
#define TREC4J_TABLE_PAIR                                                                         \
  ".Lpair_%=:\n" TREC4J_QUAD_HALF_FIRST TREC4J_QUAD_HALF                                          \
  "ldr pc, [sp, #16]\n"                                                                           \
  ".p2align 2\n" TREC4J_QUAD_GROUPS_4 TREC4J_QUAD_GROUPS_4 TREC4J_QUAD_GROUPS_4 TREC4J_QUAD_GROUP \
      TREC4J_QUAD_GROUP TREC4J_QUAD_GROUP                                                         \
  ".Lproducts_%=:\n"                                                                              \
  "ldm sp, {r2, r3, r12, lr}\n"                                                                   \
  "sub r4, r4, r8\n"                                                                              \
  "sub r5, r5, r9\n"                                                                              \
  "sub r6, r6, r10\n"                                                                             \
  "sub r7, r7, r11\n"

#define TREC4J_TABLE_MULTIPLY \
  "smmulr r4, r4, r2\n"       \
  "smmulr r5, r5, r2\n"       \
  "smmulr r6, r6, r12\n"      \
  "smmulr r7, r7, r12\n"      \
  "smmulr r8, r8, r3\n"       \
  "smmulr r9, r9, r3\n"       \
  "smmulr r10, r10, lr\n"     \
  "smmulr r11, r11, lr\n"

/** f0 f2 and f1 f3 in a word each, to the rows of either cluster; then the next pair or quad. */
#define TREC4J_TABLE_END         \
  "pkhbt r4, r4, r6, lsl #16\n"  \
  "pkhbt r8, r8, r10, lsl #16\n" \
  "pkhbt r5, r5, r7, lsl #16\n"  \
  "pkhbt r9, r9, r11, lsl #16\n" \
  "ldrd r2, r3, [sp, #32]\n"     \
  "strd r4, r8, [r2]\n"          \
  "add r2, r2, r3\n"             \
  "strd r5, r9, [r2]\n"          \
  "add r2, r2, r3\n"             \
  "str r2, [sp, #32]\n"          \
  "ldrd r2, r0, [sp, #24]\n"     \
  "cmp r1, r2\n"                 \
  "bne .Lpair_%=\n"              \
  "ldr r1, [sp, #52]\n"          \
  "add r0, r0, r1\n"             \
  "ldr r2, [sp, #40]\n"          \
  "subs r2, r2, #1\n"            \
  "str r2, [sp, #40]\n"          \
  "bne .Lquad_%=\n"              \
  "add sp, sp, #56\n"            \
  "pop {r4-r11, pc}\n"

/** The quads of a block with all pairs of clusters. */
TREC4J_NAKED void trec4j_trec_table_block(const trec4j_trec_table_work *work
                                          __attribute__((unused))) {
  TREC4J_ASSEMBLY(TREC4J_TABLE_BEGIN TREC4J_TABLE_QUAD("") TREC4J_TABLE_PAIR
                  "asr r4, r4, #8\n"
                  "asr r5, r5, #8\n"
                  "asr r6, r6, #8\n"
                  "asr r7, r7, #8\n" TREC4J_TABLE_MULTIPLY
                  "ssat r4, #16, r4\n"
                  "ssat r5, #16, r5\n"
                  "ssat r6, #16, r6\n"
                  "ssat r7, #16, r7\n"
                  "ssat r8, #16, r8\n"
                  "ssat r9, #16, r9\n"
                  "ssat r10, #16, r10\n"
                  "ssat r11, #16, r11\n" TREC4J_TABLE_END);
}

/**
 * The same for multipliers under which nothing can saturate and of which the even filters' are
 * multiples of 256: then 256 * sum times multiplier / 256 is the exact product.
 */
TREC4J_NAKED void trec4j_trec_table_block_lean(const trec4j_trec_table_work *work
                                               __attribute__((unused))) {
  TREC4J_ASSEMBLY(TREC4J_TABLE_BEGIN TREC4J_TABLE_QUAD(
      "lsr r2, r2, #8\n"
      "lsr r12, r12, #8\n") TREC4J_TABLE_PAIR TREC4J_TABLE_MULTIPLY TREC4J_TABLE_END);
}

#endif

/**
 * Whether a block's multipliers suit the lean routine. A centroid's entries lie in [-255, 255] and
 * weights in [-127, 127], which bounds a sum.
 */
TREC4J_INLINE int trec4j_trec_is_lean(const int32_t *multipliers, int32_t segment) {
#if TREC4J_DSP
  /* The largest multiplier with multiply_high(sum, multiplier) <= 32767 for every sum. */
  const int64_t most = (((int64_t)INT16_MAX << 32) + INT32_MAX) / (255 * 127 * segment);
  int lean = 1;
  for (int32_t i = 0; i < TREC4J_TREC_BLOCK; i++) {
    lean &= multipliers[i] <= most && (i % 2 == 1 || multipliers[i] % 256 == 0);
  }
  return lean;
#else
  (void)multipliers, (void)segment;
  return 0;
#endif
}

/** One tap: a whole block of filters. Weights and multipliers are the block's. */
TREC4J_INLINE void trec4j_trec_table(const int16_t *weights, const int16_t *centroids,
                                     int32_t clusters, int32_t padded, const int32_t *multipliers,
                                     int lean, int16_t *table, int32_t row_halfwords) {
#if TREC4J_DSP
  if (padded <= TREC4J_TREC_TABLE_PADDED) {
    const trec4j_trec_table_work work = {
        weights,     centroids, padded / 4,        (clusters + 1) / 2 * 4 * padded,
        multipliers, table,     2 * row_halfwords, TREC4J_TREC_BLOCK / 4};
    if (lean) {
      trec4j_trec_table_block_lean(&work);
    } else {
      trec4j_trec_table_block(&work);
    }
    return;
  }
#endif
  (void)lean;
  for (int32_t quad = 0; quad < TREC4J_TREC_BLOCK / 4; quad++) {
    trec4j_trec_table_quad(weights, centroids, clusters, padded, multipliers, table, row_halfwords);
    weights += TREC4J_QUAD_HALFWORDS(padded);
    multipliers += 4;
    table += 4;
  }
}

#endif
