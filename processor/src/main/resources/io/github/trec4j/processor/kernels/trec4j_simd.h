/**
 * The Cortex-M4's instructions on packed bytes and halfwords, as far as the kernels use them; each
 * is one instruction. Only where TREC4J_DSP is 1.
 */
#ifndef TREC4J_SIMD_H
#define TREC4J_SIMD_H

#include "trec4j_common.h"

#if TREC4J_DSP

/**
 * A function that is all assembly. It keeps to the calling convention, but the compiler must not
 * look inside for what it reads, writes and clobbers: hence noipa.
 */
#define TREC4J_NAKED static __attribute__((naked, noinline, noipa, unused, no_instrument_function))

/**
 * The body of such a function. It has no operands, which a naked function could not have, but the
 * colon lets `%=` number its labels: link-time optimisation may put several of a kind in one file.
 */
#define TREC4J_ASSEMBLY(text) __asm__ volatile(text ::)

/** Four bytes at any address. */
TREC4J_INLINE uint32_t trec4j_load4(const void *address) {
  uint32_t word;
  memcpy(&word, address, sizeof word);
  return word;
}

TREC4J_INLINE void trec4j_store4(void *address, uint32_t word) {
  memcpy(address, &word, sizeof word);
}

/** Bytes 0 and 2, sign-extended to halfwords. */
TREC4J_INLINE uint32_t trec4j_sxtb16(uint32_t bytes) {
  uint32_t halfwords;
  __asm__("sxtb16 %0, %1" : "=r"(halfwords) : "r"(bytes));
  return halfwords;
}

/** Bytes 1 and 3, sign-extended to halfwords. */
TREC4J_INLINE uint32_t trec4j_sxtb16_high(uint32_t bytes) {
  uint32_t halfwords;
  __asm__("sxtb16 %0, %1, ror #8" : "=r"(halfwords) : "r"(bytes));
  return halfwords;
}

/** Halfwords plus bytes 0 and 2. */
TREC4J_INLINE uint32_t trec4j_sxtab16(uint32_t halfwords, uint32_t bytes) {
  __asm__("sxtab16 %0, %0, %1" : "+r"(halfwords) : "r"(bytes));
  return halfwords;
}

/** Halfwords plus bytes 1 and 3. */
TREC4J_INLINE uint32_t trec4j_sxtab16_high(uint32_t halfwords, uint32_t bytes) {
  __asm__("sxtab16 %0, %0, %1, ror #8" : "+r"(halfwords) : "r"(bytes));
  return halfwords;
}

/** Bytes 0 and 2, zero-extended to halfwords. */
TREC4J_INLINE uint32_t trec4j_uxtb16(uint32_t bytes) {
  uint32_t halfwords;
  __asm__("uxtb16 %0, %1" : "=r"(halfwords) : "r"(bytes));
  return halfwords;
}

/** sum + (factor * the low halfword >> 16), the product of 48 bits. */
TREC4J_INLINE int32_t trec4j_smlawb(int32_t factor, uint32_t halfwords, int32_t sum) {
  int32_t result;
  __asm__("smlawb %0, %1, %2, %3" : "=r"(result) : "r"(factor), "r"(halfwords), "r"(sum));
  return result;
}

/** sum + (factor * the high halfword >> 16), the product of 48 bits. */
TREC4J_INLINE int32_t trec4j_smlawt(int32_t factor, uint32_t halfwords, int32_t sum) {
  int32_t result;
  __asm__("smlawt %0, %1, %2, %3" : "=r"(result) : "r"(factor), "r"(halfwords), "r"(sum));
  return result;
}

/** Both halfwords negated. */
TREC4J_INLINE uint32_t trec4j_negate16(uint32_t halfwords) {
  __asm__("ssub16 %0, %1, %0" : "+r"(halfwords) : "r"(0));
  return halfwords;
}

/** Two halfwords in a word, the first one low. */
TREC4J_INLINE uint32_t trec4j_pack16(int32_t low, int32_t high) {
  return ((uint32_t)low & 0xffffu) | (uint32_t)high << 16;
}

/** The low halfwords of two words, the first one low. */
TREC4J_INLINE uint32_t trec4j_pkhbt(uint32_t low, uint32_t high) {
  uint32_t halfwords;
  __asm__("pkhbt %0, %1, %2, lsl #16" : "=r"(halfwords) : "r"(low), "r"(high));
  return halfwords;
}

/** The low halfword of the first word, and bits 14 to 29 of the second as the high one. */
TREC4J_INLINE uint32_t trec4j_pkhbt_14(uint32_t low, uint32_t high) {
  uint32_t halfwords;
  __asm__("pkhbt %0, %1, %2, lsl #2" : "=r"(halfwords) : "r"(low), "r"(high));
  return halfwords;
}

/** The high halfwords of two words, the first one low. */
TREC4J_INLINE uint32_t trec4j_pkhtb(uint32_t low, uint32_t high) {
  uint32_t halfwords;
  __asm__("pkhtb %0, %2, %1, asr #16" : "=r"(halfwords) : "r"(low), "r"(high));
  return halfwords;
}

/** Adds four products: `low` and `high` with the next two words of `pairs`, which moves on. */
TREC4J_INLINE int32_t trec4j_smlad_next(uint32_t low, uint32_t high, const uint32_t **pairs,
                                        int32_t sum) {
  uint32_t first, second;
  __asm__ volatile("ldrd %0, %1, [%3], #8\n\tsmlad %2, %4, %0, %2\n\tsmlad %2, %5, %1, %2"
                   : "=&r"(first), "=&r"(second), "+r"(sum), "+r"(*pairs)
                   : "r"(low), "r"(high)
                   : "memory");
  return sum;
}

/** Adds four signed bytes, in the order 0 2 1 3, to the next two words of `pairs`. */
TREC4J_INLINE void trec4j_accumulate_next(uint32_t bytes, uint32_t **pairs) {
  uint32_t first, second;
  __asm__ volatile(
      "ldrd %0, %1, [%2]\n\tsxtab16 %0, %0, %3\n\tsxtab16 %1, %1, %3, ror #8\n\t"
      "strd %0, %1, [%2], #8"
      : "=&r"(first), "=&r"(second), "+r"(*pairs)
      : "r"(bytes)
      : "memory");
}

/** The larger of each pair of signed bytes; two instructions. */
TREC4J_INLINE uint32_t trec4j_max8(uint32_t a, uint32_t b) {
  uint32_t difference;
  __asm__("ssub8 %1, %0, %2\n\tsel %0, %0, %2" : "+r"(a), "=&r"(difference) : "r"(b) : "cc");
  return a;
}

/** The smaller of each pair of signed bytes; two instructions. */
TREC4J_INLINE uint32_t trec4j_min8(uint32_t a, uint32_t b) {
  uint32_t difference;
  __asm__("ssub8 %1, %0, %2\n\tsel %0, %2, %0" : "+r"(a), "=&r"(difference) : "r"(b) : "cc");
  return a;
}

/** sum + low halfword * low halfword of the factor. */
TREC4J_INLINE int32_t trec4j_smlabb(uint32_t halfwords, int32_t factor, int32_t sum) {
  int32_t result;
  __asm__("smlabb %0, %1, %2, %3" : "=r"(result) : "r"(halfwords), "r"(factor), "r"(sum));
  return result;
}

/** sum + high halfword * low halfword of the factor. */
TREC4J_INLINE int32_t trec4j_smlatb(uint32_t halfwords, int32_t factor, int32_t sum) {
  int32_t result;
  __asm__("smlatb %0, %1, %2, %3" : "=r"(result) : "r"(halfwords), "r"(factor), "r"(sum));
  return result;
}

/** Saturates to the range of an int8, and leaves the value a word. */
TREC4J_INLINE int32_t trec4j_ssat8(int32_t value) {
  int32_t saturated;
  __asm__("ssat %0, #8, %1" : "=r"(saturated) : "r"(value));
  return saturated;
}

/** The low bytes of four words in one, the first one lowest. */
TREC4J_INLINE uint32_t trec4j_pack8(int32_t first, int32_t second, int32_t third, int32_t fourth) {
  uint32_t bytes = (uint32_t)first;
  __asm__("bfi %0, %1, #8, #8" : "+r"(bytes) : "r"(second));
  __asm__("bfi %0, %1, #16, #8" : "+r"(bytes) : "r"(third));
  __asm__("bfi %0, %1, #24, #8" : "+r"(bytes) : "r"(fourth));
  return bytes;
}

/** The byte in all four places. */
TREC4J_INLINE uint32_t trec4j_splat8(int32_t byte) {
  return ((uint32_t)byte & 0xffu) * 0x01010101u;
}

/** Brings values that were only saturated into a range that may be narrower than an int8's. */
TREC4J_SHARED void trec4j_clamp_values(int8_t *values, int32_t size, int32_t low, int32_t high) {
  if (low <= INT8_MIN && high >= INT8_MAX) return;
  int8_t *const end = values + size;
  for (; end - values >= 4; values += 4) {
    const uint32_t clamped = trec4j_max8(trec4j_load4(values), trec4j_splat8(low));
    trec4j_store4(values, trec4j_min8(clamped, trec4j_splat8(high)));
  }
  for (; values < end; values++) *values = (int8_t)trec4j_clamp(*values, low, high);
}

/** The same for pixels that lie `pitch` bytes apart. */
TREC4J_INLINE void trec4j_clamp_pixels(int8_t *output, int32_t pixels, int32_t channels,
                                       int32_t pitch, int32_t low, int32_t high) {
  if (low <= INT8_MIN && high >= INT8_MAX) return;
  const trec4j_runs runs = trec4j_runs_of(pixels, channels, pitch);
  for (int32_t run = 0; run < runs.count; run++) {
    trec4j_clamp_values(output + run * pitch, runs.length, low, high);
  }
}

#endif

#endif
