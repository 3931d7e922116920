/**
 * TREC, steps 6 and 7: adds up, for each output and a block of 16 filters, the table's rows that
 * the map names, and turns the sums into int8.
 *
 * Sums are int16 and saturate at every addition, in the order of slices and taps. They pass through
 * memory between two calls for the same output; the first call begins with the bias, the last one
 * writes the outputs.
 */
#ifndef TREC4J_TREC_GATHER_H
#define TREC4J_TREC_GATHER_H

#include "trec4j_common.h"
#include "trec4j_simd.h"
#include "trec4j_trec.h"
#include "trec4j_trec_table.h"

/** Where the taps of an output stand in the map (steps in entries) and in the table's rows. */
typedef struct {
  int32_t output_rows, output_columns, output_row_step, output_column_step;
  int32_t tap_rows, tap_columns, tap_row_step, tap_column_step;
  int32_t tap_halfwords; /**< from the table's row of one tap to that of the next */
  int32_t filters, output_pitch;
} trec4j_trec_gather_shape;

/**
 * A map entry names a row of the table: on the DSP path by its address, which spares the gather an
 * addition a tap, else by its offset in bytes.
 */
TREC4J_INLINE uint32_t trec4j_trec_row_entry(const int16_t *table, uint32_t offset) {
#if TREC4J_DSP
  return (uint32_t)table + offset;
#else
  (void)table;
  return offset;
#endif
}

TREC4J_INLINE const int16_t *trec4j_trec_row(const int16_t *table, uint32_t entry) {
#if TREC4J_DSP
  (void)table;
  return (const int16_t *)entry;
#else
  return table + entry / sizeof(int16_t);
#endif
}

/** Adds the rows of all taps of one output. */
TREC4J_INLINE void trec4j_trec_gather_taps(const trec4j_trec_gather_shape *shape,
                                           const uint32_t *map, const int16_t *table,
                                           int16_t *sums) {
  for (int32_t y = 0; y < shape->tap_rows; y++) {
    for (int32_t x = 0; x < shape->tap_columns; x++) {
      const uint32_t entry = map[y * shape->tap_row_step + x * shape->tap_column_step];
      const int16_t *row =
          trec4j_trec_row(table, entry) + (y * shape->tap_columns + x) * shape->tap_halfwords;
      for (int32_t i = 0; i < TREC4J_TREC_BLOCK; i++) sums[i] = trec4j_sat16(sums[i] + row[i]);
    }
  }
}

/** Writes the `channels` first filters of the block. */
TREC4J_INLINE void trec4j_trec_output(const int16_t *sums, int32_t shift, int32_t low, int32_t high,
                                      int32_t channels, int8_t *output) {
  for (int32_t i = 0; i < channels; i++) {
    output[i] = (int8_t)trec4j_clamp(sums[trec4j_quad_lane(i)] >> shift, low, high);
  }
}

/** The bias of a block in the order of the table's rows. */
TREC4J_INLINE void trec4j_trec_bias(const int16_t *bias, int16_t *lanes) {
  for (int32_t i = 0; i < TREC4J_TREC_BLOCK; i++) lanes[trec4j_quad_lane(i)] = bias[i];
}

#if TREC4J_DSP

/*
 * A narrowing function makes the 16 outputs of the packed sums: r4..r11 in, r0..r3 out; of the
 * other registers only lr changes. Saturated to 8 + shift bits, the byte from bit `shift` on is the
 * output; the bits of the other halfword that a shift of the whole word brings in fall outside it.
 */
#define TREC4J_TREC_NARROW(shift, saturate)            \
  TREC4J_NAKED void trec4j_trec_narrow_##shift(void) { \
    __asm__(saturate                                   \
            "mov r3, #0x00ff00ff\n"                    \
            "and r0, r3, r4, lsr #" #shift             \
            "\n"                                       \
            "and r5, r3, r5, lsr #" #shift             \
            "\n"                                       \
            "orr r0, r0, r5, lsl #8\n"                 \
            "and r1, r3, r6, lsr #" #shift             \
            "\n"                                       \
            "and r7, r3, r7, lsr #" #shift             \
            "\n"                                       \
            "orr r1, r1, r7, lsl #8\n"                 \
            "and r2, r3, r8, lsr #" #shift             \
            "\n"                                       \
            "and r9, r3, r9, lsr #" #shift             \
            "\n"                                       \
            "orr r2, r2, r9, lsl #8\n"                 \
            "and r11, r3, r11, lsr #" #shift           \
            "\n"                                       \
            "and r3, r3, r10, lsr #" #shift            \
            "\n"                                       \
            "orr r3, r3, r11, lsl #8\n"                \
            "bx lr\n");                                \
  }
#define TREC4J_TREC_SATURATE(bits)                                        \
  "ssat16 r4, #" bits ", r4\nssat16 r5, #" bits ", r5\nssat16 r6, #" bits \
  ", r6\n"                                                                \
  "ssat16 r7, #" bits ", r7\nssat16 r8, #" bits ", r8\nssat16 r9, #" bits \
  ", r9\n"                                                                \
  "ssat16 r10, #" bits ", r10\nssat16 r11, #" bits ", r11\n"
TREC4J_TREC_NARROW(1, TREC4J_TREC_SATURATE("9"))
TREC4J_TREC_NARROW(2, TREC4J_TREC_SATURATE("10"))
TREC4J_TREC_NARROW(3, TREC4J_TREC_SATURATE("11"))
TREC4J_TREC_NARROW(4, TREC4J_TREC_SATURATE("12"))
TREC4J_TREC_NARROW(5, TREC4J_TREC_SATURATE("13"))
TREC4J_TREC_NARROW(6, TREC4J_TREC_SATURATE("14"))
TREC4J_TREC_NARROW(7, TREC4J_TREC_SATURATE("15"))
TREC4J_TREC_NARROW(8, "")

typedef void (*trec4j_trec_narrow)(void);

TREC4J_INLINE trec4j_trec_narrow trec4j_trec_narrow_by(int32_t shift) {
  switch (shift) {
    case 1:
      return trec4j_trec_narrow_1;
    case 2:
      return trec4j_trec_narrow_2;
    case 3:
      return trec4j_trec_narrow_3;
    case 4:
      return trec4j_trec_narrow_4;
    case 5:
      return trec4j_trec_narrow_5;
    case 6:
      return trec4j_trec_narrow_6;
    case 7:
      return trec4j_trec_narrow_7;
    default:
      return trec4j_trec_narrow_8;
  }
}

/* The packed sums of 16 filters live in r4..r11 from the first tap to the last. */
#define TREC4J_TREC_SUMS \
  "+r"(s0), "+r"(s1), "+r"(s2), "+r"(s3), "+r"(s4), "+r"(s5), "+r"(s6), "+r"(s7)

/** Adds a row of the table; `step` leads from what the map names to the tap's row. */
#define TREC4J_TREC_ADD_ROW(step)                                                       \
  "ldr lr, [%8, %9]\n\t" step                                                           \
  "ldm lr!, {r0-r3}\n\tqadd16 r4, r4, r0\n\tqadd16 r5, r5, r1\n\tqadd16 r6, r6, r2\n\t" \
  "qadd16 r7, r7, r3\n\tldm lr, {r0-r3}\n\tqadd16 r8, r8, r0\n\tqadd16 r9, r9, r1\n\t"  \
  "qadd16 r10, r10, r2\n\tqadd16 r11, r11, r3"

/** Map entries from the first tap of an output to the last. */
#define TREC4J_TREC_TAP_SPAN(shape)                  \
  (((shape)->tap_rows - 1) * (shape)->tap_row_step + \
   ((shape)->tap_columns - 1) * (shape)->tap_column_step)

/** Whether the compiler knows the taps, and their offsets fit the instructions. */
#define TREC4J_TREC_CONSTANT_TAPS(shape)                                                      \
  (__builtin_constant_p(TREC4J_TREC_TAP_SPAN(shape)) &&                                       \
   __builtin_constant_p((shape)->tap_rows * (shape)->tap_columns * (shape)->tap_halfwords) && \
   TREC4J_TREC_TAP_SPAN(shape) < 1024 && (shape)->tap_rows <= 16 && (shape)->tap_columns <= 16)

/** Clamps the outputs of a block if need be and writes the first `channels`. */
TREC4J_INLINE void trec4j_trec_store(const trec4j_trec_gather_shape *shape,
                                     const trec4j_trec_params *params, int clamps, int32_t channels,
                                     const uint32_t *outputs, int8_t *to) {
  uint32_t o0 = outputs[0];
  uint32_t o1 = outputs[1];
  uint32_t o2 = outputs[2];
  uint32_t o3 = outputs[3];
  if (clamps) {
    const uint32_t low = trec4j_splat8(params->low);
    const uint32_t high = trec4j_splat8(params->high);
    o0 = trec4j_min8(trec4j_max8(o0, low), high);
    o1 = trec4j_min8(trec4j_max8(o1, low), high);
    o2 = trec4j_min8(trec4j_max8(o2, low), high);
    o3 = trec4j_min8(trec4j_max8(o3, low), high);
  }
  /* Logits, and channels among those of others, may begin at any address: no stm. */
  if (shape->filters % TREC4J_TREC_BLOCK == 0) {
    trec4j_store4(to, o0);
    trec4j_store4(to + 4, o1);
    trec4j_store4(to + 8, o2);
    trec4j_store4(to + 12, o3);
  } else {
    const uint32_t words[4] = {o0, o1, o2, o3};
    memcpy(to, words, (size_t)channels);
  }
}

/** Gathers a block with the sums in registers; the shape's taps are constants. */
TREC4J_INLINE void trec4j_trec_gather_packed(const trec4j_trec_gather_shape *shape,
                                             const trec4j_trec_params *params, int32_t block,
                                             const uint32_t *map, const int16_t *bias,
                                             int16_t *sums, int8_t *output) {
  const int32_t first_filter = block * TREC4J_TREC_BLOCK;
  const int32_t channels = shape->filters % TREC4J_TREC_BLOCK == 0
                               ? TREC4J_TREC_BLOCK
                               : TREC4J_MIN(TREC4J_TREC_BLOCK, shape->filters - first_filter);
  const int clamps = params->low > INT8_MIN || params->high < INT8_MAX;
  const trec4j_trec_narrow narrow = trec4j_trec_narrow_by(params->shift);
  const int16_t *from = bias != NULL ? bias : sums;
  const int32_t from_step = bias != NULL ? 0 : TREC4J_TREC_BLOCK;
  int8_t *to = output != NULL ? output + first_filter : NULL;
  for (int32_t y = 0; y < shape->output_rows; y++) {
    const uint32_t *at = map + y * shape->output_row_step;
    for (int32_t x = 0; x < shape->output_columns; x++) {
      register const uint32_t *corner __asm__("r12") = at;
      register uint32_t s0 __asm__("r4");
      register uint32_t s1 __asm__("r5");
      register uint32_t s2 __asm__("r6");
      register uint32_t s3 __asm__("r7");
      register uint32_t s4 __asm__("r8");
      register uint32_t s5 __asm__("r9");
      register uint32_t s6 __asm__("r10");
      register uint32_t s7 __asm__("r11");
      __asm__ volatile("ldm %8, {r4-r11}"
                       : "=r"(s0), "=r"(s1), "=r"(s2), "=r"(s3), "=r"(s4), "=r"(s5), "=r"(s6),
                         "=r"(s7)
                       : "r"(from)
                       : "memory");
#pragma GCC unroll 16
      for (int32_t row = 0; row < shape->tap_rows; row++) {
#pragma GCC unroll 16
        for (int32_t column = 0; column < shape->tap_columns; column++) {
          const int32_t entry = row * shape->tap_row_step + column * shape->tap_column_step;
          const int32_t offset = (row * shape->tap_columns + column) * shape->tap_halfwords * 2;
          if (offset == 0) {
            __asm__ volatile(TREC4J_TREC_ADD_ROW("")
                             : TREC4J_TREC_SUMS
                             : "r"(corner), "i"(entry * 4)
                             : "r0", "r1", "r2", "r3", "lr", "memory");
          } else {
            __asm__ volatile(TREC4J_TREC_ADD_ROW("add lr, lr, %10\n\t")
                             : TREC4J_TREC_SUMS
                             : "r"(corner), "i"(entry * 4), "i"(offset)
                             : "r0", "r1", "r2", "r3", "lr", "memory");
          }
        }
      }
      if (to != NULL) {
        register uint32_t o0 __asm__("r0");
        register uint32_t o1 __asm__("r1");
        register uint32_t o2 __asm__("r2");
        register uint32_t o3 __asm__("r3");
        __asm__ volatile("blx %12"
                         : "=r"(o0), "=r"(o1), "=r"(o2), "=r"(o3), TREC4J_TREC_SUMS
                         : "r"(narrow)
                         : "lr");
        trec4j_trec_store(shape, params, clamps, channels, (const uint32_t[4]){o0, o1, o2, o3}, to);
        to += shape->output_pitch;
      } else {
        __asm__ volatile("stm %8, {r4-r11}"
                         :
                         : "r"(s0), "r"(s1), "r"(s2), "r"(s3), "r"(s4), "r"(s5), "r"(s6), "r"(s7),
                           "r"(sums)
                         : "memory");
      }
      from += from_step;
      if (sums != NULL) sums += TREC4J_TREC_BLOCK;
      at += shape->output_column_step;
    }
  }
}

#endif

/**
 * Gathers block `block` of the filters for every output. `bias` is null unless this is the first
 * call for the block; `output` is null unless it is the last; `sums`, [outputs][16], may be null
 * where it is both.
 */
TREC4J_INLINE void trec4j_trec_gather(const trec4j_trec_gather_shape *shape,
                                      const trec4j_trec_params *params, int32_t block,
                                      const uint32_t *map, const int16_t *table,
                                      const int16_t *bias, int16_t *sums, int8_t *output) {
#if TREC4J_DSP
  if (TREC4J_TREC_CONSTANT_TAPS(shape)) {
    trec4j_trec_gather_packed(shape, params, block, map, bias, sums, output);
    return;
  }
#endif
  const int32_t first_filter = block * TREC4J_TREC_BLOCK;
  const int32_t channels = TREC4J_MIN(TREC4J_TREC_BLOCK, shape->filters - first_filter);
  for (int32_t y = 0; y < shape->output_rows; y++) {
    for (int32_t x = 0; x < shape->output_columns; x++) {
      const int32_t pixel = y * shape->output_columns + x;
      int16_t lanes[TREC4J_TREC_BLOCK];
      memcpy(lanes, bias != NULL ? bias : sums + pixel * TREC4J_TREC_BLOCK, sizeof lanes);
      trec4j_trec_gather_taps(
          shape, map + y * shape->output_row_step + x * shape->output_column_step, table, lanes);
      if (output != NULL) {
        trec4j_trec_output(lanes, params->shift, params->low, params->high, channels,
                           output + pixel * shape->output_pitch + first_filter);
      } else {
        memcpy(sums + pixel * TREC4J_TREC_BLOCK, lanes, sizeof lanes);
      }
    }
  }
}

#endif
