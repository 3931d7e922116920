/**
 * Arithmetic that every kernel shares, and the choice between the portable and the DSP path.
 *
 * Activations are int8, real = scale * (q - zero_point), stored [H, W, C]. All shifts to the right
 * are arithmetic, that is they round towards minus infinity; GCC defines them so.
 */
#ifndef TREC4J_COMMON_H
#define TREC4J_COMMON_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** Kernels are inlined into one function a layer, so that its constant shape specialises them. */
#define TREC4J_INLINE static inline __attribute__((always_inline, no_instrument_function))

/**
 * A function whose code is too large to be specialised for each layer: all layers call the same
 * one, with their shapes at run time.
 */
#if defined(__GNUC__) && !defined(__clang__)
#define TREC4J_SHARED static __attribute__((noinline, noclone, unused, no_instrument_function))
#else
#define TREC4J_SHARED static __attribute__((noinline, unused, no_instrument_function))
#endif

/** Refuses to compile unless the constant condition holds; `name` says what it was about. */
#define TREC4J_STATIC_ASSERT(condition, name) \
  typedef char trec4j_assert_##name[(condition) ? 1 : -1] __attribute__((unused))

/** Refuses to compile unless a field lies where assembly takes it to lie. */
#define TREC4J_ASSERT_OFFSET(type, field, bytes) \
  TREC4J_STATIC_ASSERT(offsetof(type, field) == (bytes), type##_##field)

/**
 * Refuses a shape or a scratch layout that a kernel could not work with. Where the compiler knows
 * the condition, as it does for the constants of generated code, it does not compile; elsewhere the
 * program stops. Tests may define it otherwise.
 */
#ifndef TREC4J_REQUIRE
#if defined(__OPTIMIZE__) && defined(__has_attribute)
#if __has_attribute(error)
#define TREC4J_REQUIRE(condition) TREC4J_REQUIRE_NUMBERED(condition, #condition, __COUNTER__)
#endif
#endif
#ifndef TREC4J_REQUIRE
#define TREC4J_REQUIRE(condition) ((condition) ? (void)0 : __builtin_trap())
#endif
#endif

#define TREC4J_REQUIRE_NUMBERED(condition, text, number) \
  TREC4J_REQUIRE_BY(condition, text, trec4j_requires_, number)
#define TREC4J_REQUIRE_BY(condition, text, prefix, number) \
  TREC4J_REQUIRE_NAMED(condition, text, prefix##number)

/** A call that the compiler leaves in the program is an error, whose text is the condition. */
#define TREC4J_REQUIRE_NAMED(condition, text, refuse)                         \
  do {                                                                        \
    extern void refuse(void) __attribute__((error("trec4j requires " text))); \
    const int trec4j_met = (condition);                                       \
    if (__builtin_constant_p(trec4j_met) && !trec4j_met) refuse();            \
    if (!trec4j_met) __builtin_trap();                                        \
  } while (0)

/*
 * The DSP path is taken where core and compiler allow it: assembly for Thumb-2 with the DSP
 * extension, little-endian and with unaligned loads; GCC's naked and noipa functions; and, without
 * which operands find no registers, optimisation. TREC4J_PORTABLE switches it off, and with
 * TREC4J_DSP_REQUIRED nothing else will do. Both paths give the same bits.
 */
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 8 && defined(__OPTIMIZE__) &&    \
    defined(__thumb2__) && defined(__ARM_FEATURE_DSP) && defined(__ARM_FEATURE_UNALIGNED) && \
    !defined(__ARM_BIG_ENDIAN) && !defined(TREC4J_PORTABLE)
#define TREC4J_DSP 1
#else
#define TREC4J_DSP 0
#endif

/* It needs r7, too, which -fno-omit-frame-pointer would take away; no macro tells. */
#if TREC4J_DSP
#pragma GCC optimize("omit-frame-pointer")
#endif

#if defined(TREC4J_DSP_REQUIRED) && !TREC4J_DSP
#error \
    "the DSP path needs GCC 8 or newer, -O1 or more, and a Cortex-M4 or like core (-mcpu, -mthumb)"
#endif

#define TREC4J_MIN(a, b) ((a) < (b) ? (a) : (b))
#define TREC4J_MAX(a, b) ((a) > (b) ? (a) : (b))
#define TREC4J_ROUND_UP(n, unit) (((n) + (unit)-1) / (unit) * (unit))

/** floor((a * b + 2^31) / 2^32) with a 64-bit intermediate: what the instruction SMMULR does. */
TREC4J_INLINE int32_t trec4j_multiply_high(int32_t a, int32_t b) {
#if TREC4J_DSP
  int32_t high;
  __asm__("smmulr %0, %1, %2" : "=r"(high) : "r"(a), "r"(b));
  return high;
#else
  return (int32_t)(((int64_t)a * b + INT64_C(0x80000000)) >> 32);
#endif
}

TREC4J_INLINE int32_t trec4j_clamp(int32_t value, int32_t low, int32_t high) {
  return value < low ? low : value > high ? high : value;
}

/** Saturates to the range of an int16. */
TREC4J_INLINE int16_t trec4j_sat16(int32_t value) {
#if TREC4J_DSP
  int32_t saturated;
  __asm__("ssat %0, #16, %1" : "=r"(saturated) : "r"(value));
  return (int16_t)saturated;
#else
  return (int16_t)trec4j_clamp(value, INT16_MIN, INT16_MAX);
#endif
}

/** Saturates to the range of an int8. */
TREC4J_INLINE int8_t trec4j_sat8(int32_t value) {
#if TREC4J_DSP
  int32_t saturated;
  __asm__("ssat %0, #8, %1" : "=r"(saturated) : "r"(value));
  return (int8_t)saturated;
#else
  return (int8_t)trec4j_clamp(value, INT8_MIN, INT8_MAX);
#endif
}

/**
 * The one requantisation rule:
 *
 *     clamp(zero_point + multiply_high(accumulator, multiplier), low, high)
 *
 * with 0 < multiplier < 2^31 and -128 <= low <= high <= 127. ReLU lives in `low`.
 */
TREC4J_INLINE int8_t trec4j_requantize(int32_t accumulator, int32_t multiplier, int32_t zero_point,
                                       int32_t low, int32_t high) {
  return (int8_t)trec4j_clamp(zero_point + trec4j_multiply_high(accumulator, multiplier), low,
                              high);
}

/** Mean of int8 values, rounded to nearest, halves up: floor((2 * sum + count) / (2 * count)). */
TREC4J_INLINE int32_t trec4j_rounded_mean(int32_t sum, int32_t count) {
  /* Shifted by 128 a value, the sum is not negative: the division truncates to the floor. */
  uint32_t doubled = 2u * (uint32_t)(sum + 128 * count) + (uint32_t)count;
  return (int32_t)(doubled / (2u * (uint32_t)count)) - 128;
}

/**
 * Outputs [pixels][channels] as runs without gaps. A kernel writes pixels `output_pitch` bytes
 * apart, so that its channels can lie among those of others, in a map that they make up together;
 * where they make up a map alone, it is one run.
 */
typedef struct {
  int32_t count, length;
} trec4j_runs;

TREC4J_INLINE trec4j_runs trec4j_runs_of(int32_t pixels, int32_t channels, int32_t output_pitch) {
  const int gapless = output_pitch == channels;
  const trec4j_runs runs = {gapless ? 1 : pixels, gapless ? pixels * channels : channels};
  TREC4J_REQUIRE(output_pitch >= channels);
  return runs;
}

/** A region of a scratch area. */
TREC4J_INLINE void *trec4j_at(void *scratch, int32_t offset) { return (uint8_t *)scratch + offset; }

#endif
