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
  int32_t filters;
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

/** Four outputs of a word pair f0 f2, f1 f3, where `shift` is a constant. */
#define TREC4J_TREC_BYTES(f0f2, f1f3, shift)                   \
  ((trec4j_ssat16(f0f2, 8 + (shift)) >> (shift)&0x00ff00ffu) | \
   ((trec4j_ssat16(f1f3, 8 + (shift)) << (8 - (shift))) & 0xff00ff00u))

/**
 * Saturated to 8 + shift bits, the byte from bit `shift` on is the output; the other halfword's
 * bits that a shift of the whole word brings in fall outside that byte.
 */
#define TREC4J_TREC_BYTES_CASE(shift)                \
  case shift:                                        \
    bytes[0] = TREC4J_TREC_BYTES(s[0], s[1], shift); \
    bytes[1] = TREC4J_TREC_BYTES(s[2], s[3], shift); \
    bytes[2] = TREC4J_TREC_BYTES(s[4], s[5], shift); \
    bytes[3] = TREC4J_TREC_BYTES(s[6], s[7], shift); \
    break

/** Writes the `channels` first filters of a block's packed sums. */
TREC4J_INLINE void trec4j_trec_output_packed(const uint32_t *s, const trec4j_trec_params *params,
                                             int32_t channels, int8_t *output) {
  uint32_t bytes[4];
  switch (params->shift) {
    TREC4J_TREC_BYTES_CASE(1);
    TREC4J_TREC_BYTES_CASE(2);
    TREC4J_TREC_BYTES_CASE(3);
    TREC4J_TREC_BYTES_CASE(4);
    TREC4J_TREC_BYTES_CASE(5);
    TREC4J_TREC_BYTES_CASE(6);
    TREC4J_TREC_BYTES_CASE(7);
    default:
      TREC4J_TREC_BYTES_CASE(8);
  }
  if (params->low > INT8_MIN) {
    const uint32_t low = trec4j_splat8(params->low);
    for (int32_t i = 0; i < 4; i++) bytes[i] = trec4j_max8(bytes[i], low);
  }
  if (params->high < INT8_MAX) {
    const uint32_t high = trec4j_splat8(params->high);
    for (int32_t i = 0; i < 4; i++) bytes[i] = trec4j_min8(bytes[i], high);
  }
  if (channels == TREC4J_TREC_BLOCK) {
    for (int32_t i = 0; i < 4; i++) trec4j_store4(output + 4 * i, bytes[i]);
  } else {
    memcpy(output, bytes, (size_t)channels);
  }
}

/* The packed sums of 16 filters live in r4..r11 from the first tap to the last. */
#define TREC4J_TREC_SUMS \
  "+r"(s0), "+r"(s1), "+r"(s2), "+r"(s3), "+r"(s4), "+r"(s5), "+r"(s6), "+r"(s7)

#define TREC4J_TREC_ADD_ROW                                                             \
  "ldm lr!, {r0-r3}\n\tqadd16 r4, r4, r0\n\tqadd16 r5, r5, r1\n\tqadd16 r6, r6, r2\n\t" \
  "qadd16 r7, r7, r3\n\tldm lr, {r0-r3}\n\tqadd16 r8, r8, r0\n\tqadd16 r9, r9, r1\n\t"  \
  "qadd16 r10, r10, r2\n\tqadd16 r11, r11, r3"

/** Whether the compiler knows the taps and their offsets fit the instructions. */
#define TREC4J_TREC_CONSTANT_TAPS(shape)                                                          \
  (__builtin_constant_p((shape)->tap_rows) && __builtin_constant_p((shape)->tap_columns) &&       \
   __builtin_constant_p((shape)->tap_halfwords) && __builtin_constant_p((shape)->tap_row_step) && \
   (shape)->tap_columns <= 16 && (shape)->tap_row_step < 1024 &&                                  \
   (shape)->tap_rows * (shape)->tap_columns * (shape)->tap_halfwords < 2048)

/** Gathers a block with the sums in registers; the shape's taps are constants. */
TREC4J_INLINE void trec4j_trec_gather_packed(const trec4j_trec_gather_shape *shape,
                                             const trec4j_trec_params *params, int32_t block,
                                             const uint32_t *map, const int16_t *bias,
                                             int16_t *sums, int8_t *output) {
  const int32_t first_filter = block * TREC4J_TREC_BLOCK;
  const int32_t channels = shape->filters % TREC4J_TREC_BLOCK == 0
                               ? TREC4J_TREC_BLOCK
                               : TREC4J_MIN(TREC4J_TREC_BLOCK, shape->filters - first_filter);
  const int16_t *from = bias != NULL ? bias : sums;
  const int32_t from_step = bias != NULL ? 0 : TREC4J_TREC_BLOCK;
  int8_t *to = output != NULL ? output + first_filter : NULL;
  for (int32_t y = 0; y < shape->output_rows; y++) {
    const uint32_t *corner = map + y * shape->output_row_step;
    for (int32_t x = 0; x < shape->output_columns; x++) {
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
      register const uint32_t *taps __asm__("r12") = corner;
#pragma GCC unroll 16
      for (int32_t row = 0; row < shape->tap_rows; row++) {
#pragma GCC unroll 16
        for (int32_t column = 0; column < shape->tap_columns; column++) {
          const int32_t offset = (row * shape->tap_columns + column) * shape->tap_halfwords * 2;
          if (offset == 0) {
            __asm__ volatile("ldr lr, [%8, %9]\n\t" TREC4J_TREC_ADD_ROW
                             : TREC4J_TREC_SUMS, "+r"(taps)
                             : "i"(column * shape->tap_column_step * 4)
                             : "r0", "r1", "r2", "r3", "lr", "memory");
          } else {
            __asm__ volatile("ldr lr, [%8, %9]\n\tadd lr, lr, %10\n\t" TREC4J_TREC_ADD_ROW
                             : TREC4J_TREC_SUMS, "+r"(taps)
                             : "i"(column * shape->tap_column_step * 4), "i"(offset)
                             : "r0", "r1", "r2", "r3", "lr", "memory");
          }
        }
        if (row + 1 < shape->tap_rows) {
          __asm__ volatile("add %0, %0, %1" : "+r"(taps) : "i"(shape->tap_row_step * 4));
        }
      }
      if (to != NULL) {
        const uint32_t packed[8] = {s0, s1, s2, s3, s4, s5, s6, s7};
        trec4j_trec_output_packed(packed, params, channels, to);
        to += shape->filters;
      } else {
        __asm__ volatile("stm %8, {r4-r11}"
                         :
                         : "r"(s0), "r"(s1), "r"(s2), "r"(s3), "r"(s4), "r"(s5), "r"(s6), "r"(s7),
                           "r"(sums)
                         : "memory");
      }
      from += from_step;
      sums += TREC4J_TREC_BLOCK;
      corner += shape->output_column_step;
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
                           output + pixel * shape->filters + first_filter);
      } else {
        memcpy(sums + pixel * TREC4J_TREC_BLOCK, lanes, sizeof lanes);
      }
    }
  }
}

#endif
