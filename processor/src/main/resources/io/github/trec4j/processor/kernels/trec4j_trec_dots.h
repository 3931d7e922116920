/**
 * TREC, DSP path: dot products of a segment with several vectors at once, for hashing and for
 * projecting.
 */
#ifndef TREC4J_TREC_DOTS_H
#define TREC4J_TREC_DOTS_H

#include "trec4j_common.h"
#include "trec4j_simd.h"

/** Vectors whose sums stay in registers. */
#define TREC4J_TREC_DOTS 8

/** Most entries of a segment, rounded up to whole words, that are worked on in line. */
#define TREC4J_TREC_SHORT 32

/** Entries that are worked on without a loop. */
#define TREC4J_TREC_UNROLLED 64

#if TREC4J_DSP

/**
 * Pairs `count` vectors of `padded` values, `step` bytes apart, as a segment's values are paired:
 * [padded/4][count][2] words; negated if so told, for which no value may be -128.
 */
TREC4J_SHARED void trec4j_trec_widen(const int8_t *vectors, int32_t step, int negated,
                                     int32_t count, int32_t padded, uint32_t *pairs) {
  for (int32_t l = 0; l < padded; l += 4) {
    const int8_t *values = vectors + l;
    for (int32_t i = 0; i < count; i++) {
      const uint32_t word = trec4j_load4(values);
      const uint32_t low = trec4j_sxtb16(word);
      const uint32_t high = trec4j_sxtb16_high(word);
      *pairs++ = negated ? trec4j_negate16(low) : low;
      *pairs++ = negated ? trec4j_negate16(high) : high;
      values += step;
    }
  }
}

/** Adds the products of four entries with the next words of `count` paired vectors. */
TREC4J_INLINE void trec4j_trec_dots_next(const int8_t *entries, int32_t count,
                                         const uint32_t **pairs, int32_t *sums) {
  const uint32_t values = trec4j_load4(entries);
  const uint32_t low = trec4j_sxtb16(values);
  const uint32_t high = trec4j_sxtb16_high(values);
#pragma GCC unroll 8
  for (int32_t i = 0; i < count; i++) {
    sums[i] = trec4j_smlad_next(low, high, pairs, sums[i]);
  }
}

/** The same with all entries of a long segment, the sums in registers. */
TREC4J_INLINE void trec4j_trec_dots_long(const uint32_t *pairs, int32_t count, int32_t padded,
                                         const int8_t *segment, int32_t *sums) {
  int32_t of[TREC4J_TREC_DOTS];
#pragma GCC unroll 8
  for (int32_t i = 0; i < count; i++) of[i] = sums[i];
  const int8_t *end = segment + padded;
  const int8_t *whole = end - (padded & 15);
  do {
#pragma GCC unroll 4
    for (int32_t i = 0; i < 16; i += 4) trec4j_trec_dots_next(segment + i, count, &pairs, of);
    segment += 16;
  } while (segment != whole);
  while (segment != end) {
    trec4j_trec_dots_next(segment, count, &pairs, of);
    segment += 4;
  }
#pragma GCC unroll 8
  for (int32_t i = 0; i < count; i++) sums[i] = of[i];
}

/** A routine for so many vectors: only in one of its own do the sums find registers. */
#define TREC4J_TREC_LONG_DOTS(count)                                                  \
  TREC4J_SHARED void trec4j_trec_dots_##count(const uint32_t *pairs, int32_t padded,  \
                                              const int8_t *segment, int32_t *sums) { \
    trec4j_trec_dots_long(pairs, count, padded, segment, sums);                       \
  }
TREC4J_TREC_LONG_DOTS(1)
TREC4J_TREC_LONG_DOTS(2)
TREC4J_TREC_LONG_DOTS(3)
TREC4J_TREC_LONG_DOTS(4)
TREC4J_TREC_LONG_DOTS(5)
TREC4J_TREC_LONG_DOTS(6)
TREC4J_TREC_LONG_DOTS(7)
TREC4J_TREC_LONG_DOTS(8)

/** Adds the products of a segment with `count` paired vectors, TREC4J_TREC_DOTS at most. */
TREC4J_INLINE void trec4j_trec_dots(const uint32_t *pairs, int32_t count, int32_t padded,
                                    const int8_t *segment, int32_t *sums) {
  if (padded <= TREC4J_TREC_SHORT) {
#pragma GCC unroll 16
    for (int32_t l = 0; l < padded; l += 4) {
      trec4j_trec_dots_next(segment + l, count, &pairs, sums);
    }
    return;
  }
  switch (count) {
    case 1:
      trec4j_trec_dots_1(pairs, padded, segment, sums);
      return;
    case 2:
      trec4j_trec_dots_2(pairs, padded, segment, sums);
      return;
    case 3:
      trec4j_trec_dots_3(pairs, padded, segment, sums);
      return;
    case 4:
      trec4j_trec_dots_4(pairs, padded, segment, sums);
      return;
    case 5:
      trec4j_trec_dots_5(pairs, padded, segment, sums);
      return;
    case 6:
      trec4j_trec_dots_6(pairs, padded, segment, sums);
      return;
    case 7:
      trec4j_trec_dots_7(pairs, padded, segment, sums);
      return;
    default:
      trec4j_trec_dots_8(pairs, padded, segment, sums);
      return;
  }
}

#endif

#endif
