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

#if TREC4J_DSP

/**
 * Pairs `count` vectors of `padded` values, `step` bytes apart, times `sign`, as a segment's values
 * are paired: [padded/4][count][2] words.
 */
TREC4J_INLINE void trec4j_trec_widen(const int8_t *vectors, int32_t step, int32_t sign,
                                     int32_t count, int32_t padded, uint32_t *pairs) {
  for (int32_t l = 0; l < padded; l += 4) {
    for (int32_t i = 0; i < count; i++) {
      const int8_t *values = vectors + i * step + l;
      *pairs++ = trec4j_pack16(sign * values[0], sign * values[2]);
      *pairs++ = trec4j_pack16(sign * values[1], sign * values[3]);
    }
  }
}

/** Adds the products of a segment with `count` paired vectors, TREC4J_TREC_DOTS at most. */
TREC4J_INLINE void trec4j_trec_dots(const uint32_t *pairs, int32_t count, int32_t padded,
                                    const int8_t *segment, int32_t *sums) {
#pragma GCC unroll 16
  for (int32_t l = 0; l < padded; l += 4) {
    const uint32_t values = trec4j_load4(segment + l);
    const uint32_t low = trec4j_sxtb16(values);
    const uint32_t high = trec4j_sxtb16_high(values);
#pragma GCC unroll 8
    for (int32_t i = 0; i < count; i++) {
      sums[i] = trec4j_smlad_next(low, high, &pairs, sums[i]);
    }
  }
}

#endif

#endif
