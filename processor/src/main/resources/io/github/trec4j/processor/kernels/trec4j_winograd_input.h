/** How Winograd convolutions find and transform a tile of inputs; see trec4j_winograd.h for why. */
#ifndef TREC4J_WINOGRAD_INPUT_H
#define TREC4J_WINOGRAD_INPUT_H

#include "trec4j_quads.h"
#include "trec4j_simd.h"
#include "trec4j_winograd_layer.h"

#if TREC4J_DSP

/*
 * The transform of a tile's four channels. A word holds two channels and is taken for the integer
 * low + 65536 * high: plain additions with their free shifts transform both, if the borrow that a
 * negative low leaves in the high half is mended in the end. For that 0x8000 is added to the inputs
 * (4..5, 4..5), so that it comes once into every result: low + 0x8000 is not negative, and an
 * exclusive or takes it away again.
 *
 * Down the columns, whose number is .Lcolumn: r0 frame, r1 offset of the channels, r2 128 in both
 * halves. Inputs 0, 2 and 4 leave the first result and what the others need, d4 - d2 and d4 - 4 d2
 * (r9, r8 of channels 0 and 2; r6, r5 of channels 1 and 3), before 1, 3 and 5 are loaded: so there
 * are just enough registers.
 */
#define TREC4J_WINOGRAD_EVEN_INPUTS      \
  "ldrd r3, r4, [r0, #24*.Lcolumn_%=]\n" \
  "ldr r5, [r0, #24*.Lcolumn_%=+8]\n"    \
  "ldr r3, [r3, r1]\n"                   \
  "ldr r4, [r4, r1]\n"                   \
  "ldr r5, [r5, r1]\n"                   \
  "sxtab16 r6, r2, r3\n"                 \
  "sxtab16 r7, r2, r4\n"                 \
  "sxtab16 r8, r2, r5\n"                 \
  "sxtab16 r3, r2, r3, ror #8\n"         \
  "sxtab16 r4, r2, r4, ror #8\n"         \
  "sxtab16 r5, r2, r5, ror #8\n"         \
  ".if .Lcolumn_%= >= 4\n"               \
  "add r8, r8, #0x8000\n"                \
  "add r5, r5, #0x8000\n"                \
  ".endif\n"                             \
  "sub r6, r6, r7\n"                     \
  "sub r9, r8, r7\n"                     \
  "sub r8, r8, r7, lsl #2\n"             \
  "add r6, r9, r6, lsl #2\n"             \
  "str r6, [r0, #144+4*.Lcolumn_%=]\n"   \
  "sub r3, r3, r4\n"                     \
  "sub r6, r5, r4\n"                     \
  "sub r5, r5, r4, lsl #2\n"             \
  "add r3, r6, r3, lsl #2\n"             \
  "str r3, [r0, #168+4*.Lcolumn_%=]\n"
#define TREC4J_WINOGRAD_ODD_INPUTS          \
  "ldrd r3, r4, [r0, #24*.Lcolumn_%=+12]\n" \
  "ldr r7, [r0, #24*.Lcolumn_%=+20]\n"      \
  "ldr r3, [r3, r1]\n"                      \
  "ldr r4, [r4, r1]\n"                      \
  "ldr r7, [r7, r1]\n"                      \
  "sxtab16 r10, r2, r3\n"                   \
  "sxtab16 r11, r2, r4\n"                   \
  "sxtab16 r12, r2, r7\n"                   \
  "sxtab16 r3, r2, r3, ror #8\n"            \
  "sxtab16 r4, r2, r4, ror #8\n"            \
  "sxtab16 r7, r2, r7, ror #8\n"            \
  ".if .Lcolumn_%= >= 4\n"                  \
  "add r12, r12, #0x8000\n"                 \
  "add r7, r7, #0x8000\n"                   \
  ".endif\n"

/** The results 1..5 of channels 0 and 2, then those of channels 1 and 3. */
#define TREC4J_WINOGRAD_OTHERS_LOW      \
  "sub lr, r11, r10\n"                  \
  "sub r10, r11, r10, lsl #2\n"         \
  "sub r12, r12, r11\n"                 \
  "sub r12, r12, lr, lsl #2\n"          \
  "str r12, [r0, #384+4*.Lcolumn_%=]\n" \
  "add r11, r8, r10\n"                  \
  "str r11, [r0, #192+4*.Lcolumn_%=]\n" \
  "sub r8, r8, r10\n"                   \
  "str r8, [r0, #240+4*.Lcolumn_%=]\n"  \
  "add r10, r9, lr, lsl #1\n"           \
  "str r10, [r0, #288+4*.Lcolumn_%=]\n" \
  "sub r9, r9, lr, lsl #1\n"            \
  "str r9, [r0, #336+4*.Lcolumn_%=]\n"
#define TREC4J_WINOGRAD_OTHERS_HIGH    \
  "sub lr, r4, r3\n"                   \
  "sub r3, r4, r3, lsl #2\n"           \
  "sub r7, r7, r4\n"                   \
  "sub r7, r7, lr, lsl #2\n"           \
  "str r7, [r0, #408+4*.Lcolumn_%=]\n" \
  "add r4, r5, r3\n"                   \
  "str r4, [r0, #216+4*.Lcolumn_%=]\n" \
  "sub r5, r5, r3\n"                   \
  "str r5, [r0, #264+4*.Lcolumn_%=]\n" \
  "add r3, r6, lr, lsl #1\n"           \
  "str r3, [r0, #312+4*.Lcolumn_%=]\n" \
  "sub r6, r6, lr, lsl #1\n"           \
  "str r6, [r0, #360+4*.Lcolumn_%=]\n"

#define TREC4J_WINOGRAD_COLUMN                                                      \
  TREC4J_WINOGRAD_EVEN_INPUTS TREC4J_WINOGRAD_ODD_INPUTS TREC4J_WINOGRAD_OTHERS_LOW \
      TREC4J_WINOGRAD_OTHERS_HIGH ".set .Lcolumn_%=, .Lcolumn_%= + 1\n"

/**
 * Along half a row: r10 where the first result goes, r11 where the second, r12 from one position to
 * the next.
 */
#define TREC4J_WINOGRAD_HALF_ROW \
  "ldm r0!, {r3-r8}\n"           \
  "sub r3, r3, r5\n"             \
  "sub r9, r7, r5\n"             \
  "sub r7, r7, r5, lsl #2\n"     \
  "add r3, r9, r3, lsl #2\n"     \
  "sub r5, r6, r4\n"             \
  "sub r4, r6, r4, lsl #2\n"     \
  "sub r8, r8, r6\n"             \
  "sub r8, r8, r5, lsl #2\n"     \
  "add r6, r7, r4\n"             \
  "sub r7, r7, r4\n"             \
  "add r4, r9, r5, lsl #1\n"     \
  "sub r5, r9, r5, lsl #1\n"     \
  "eor r3, r3, #0x8000\n"        \
  "eor r6, r6, #0x8000\n"        \
  "eor r7, r7, #0x8000\n"        \
  "eor r4, r4, #0x8000\n"        \
  "eor r5, r5, #0x8000\n"        \
  "eor r8, r8, #0x8000\n"        \
  "str r3, [r10]\n"              \
  "str r6, [r11]\n"              \
  "str r7, [r10, r12, lsl #1]\n" \
  "str r4, [r11, r12, lsl #1]\n" \
  "str r5, [r10, r12, lsl #2]\n" \
  "str r8, [r11, r12, lsl #2]\n"

#define TREC4J_WINOGRAD_ROW                     \
  TREC4J_WINOGRAD_HALF_ROW                      \
  "add r10, r10, #4\n"                          \
  "add r11, r11, #4\n" TREC4J_WINOGRAD_HALF_ROW \
  "add r10, r10, lr\n"                          \
  "add r11, r11, lr\n"

/** Tiles of 6x6; positions lie `stride` bytes apart. */
TREC4J_NAKED void trec4j_winograd_transform6(trec4j_winograd_frame *frame __attribute__((unused)),
                                             int16_t *tile __attribute__((unused)),
                                             int32_t quads __attribute__((unused)),
                                             int32_t stride __attribute__((unused))) {
  TREC4J_ASSEMBLY(
      "push {r4-r11, lr}\n"
      "lsl r2, r2, #2\n"
      "push {r1-r3}\n"
      "mov r1, #0\n"
      "mov r2, #0x00800080\n"
      ".Lquad_%=:\n"
      ".set .Lcolumn_%=, 0\n" TREC4J_WINOGRAD_COLUMN TREC4J_WINOGRAD_COLUMN TREC4J_WINOGRAD_COLUMN
          TREC4J_WINOGRAD_COLUMN TREC4J_WINOGRAD_COLUMN TREC4J_WINOGRAD_COLUMN
      "ldr r10, [sp]\n"
      "ldr r12, [sp, #8]\n"
      "add r3, r10, #16\n"
      "str r3, [sp]\n"
      "add r11, r10, r12\n"
      "add lr, r12, r12, lsl #1\n"
      "lsl lr, lr, #1\n"
      "sub lr, lr, #4\n"
      "add r0, r0, #144\n" TREC4J_WINOGRAD_ROW TREC4J_WINOGRAD_ROW TREC4J_WINOGRAD_ROW
          TREC4J_WINOGRAD_ROW TREC4J_WINOGRAD_ROW TREC4J_WINOGRAD_ROW
      "sub r0, r0, #432\n"
      "ldr r3, [sp, #4]\n"
      "add r1, r1, #4\n"
      "cmp r1, r3\n"
      "bne .Lquad_%=\n"
      "add sp, sp, #12\n"
      "pop {r4-r11, pc}\n");
}

/** Transforms the tile whose first input is (top, left); `tile` is a pair's first or second. */
TREC4J_SHARED void trec4j_winograd_input(const trec4j_winograd_layer *layer, int32_t top,
                                         int32_t left, int16_t *tile) {
  trec4j_winograd_frame *frame = layer->frame;
  const trec4j_winograd_shape *shape = layer->shape;
  const trec4j_winograd_form *form = layer->form;
  const int32_t channels = shape->input_channels, points = form->points;
  const int32_t whole = channels / 4, rest = channels % 4;
  /* Where the rows of the tile begin, in the order of the frame; NULL outside of the map. */
  const int8_t *rows[TREC4J_WINOGRAD_POINTS];
  for (int32_t i = 0; i < points; i++) {
    const int32_t y = top + form->rows[i];
    const int inside = y >= 0 && y < shape->input_height;
    rows[i] = inside ? layer->input + y * shape->input_width * channels : NULL;
  }
  const int8_t **pixels = frame->pixels;
  for (int32_t j = 0; j < points; j++) {
    const int32_t x = left + form->columns[j];
    const int inside = x >= 0 && x < shape->input_width;
    for (int32_t i = 0; i < points; i++) {
      *pixels++ = inside && rows[i] != NULL ? rows[i] + x * channels : layer->padding;
    }
  }
  if (whole > 0) form->transform(frame, tile, whole, 16 * layer->quads);
  if (rest > 0) {
    /* Nothing may be read behind the last pixel: the ends of the pixels are copied. */
    uint32_t *ends = (uint32_t *)layer->sums;
    for (int32_t i = 0; i < points * points; i++) {
      const int8_t *end = frame->pixels[i] + 4 * whole;
      uint32_t word = (uint8_t)end[0];
      if (rest > 1) word |= (uint32_t)(uint8_t)end[1] << 8;
      if (rest > 2) word |= (uint32_t)(uint8_t)end[2] << 16;
      ends[i] = word;
      frame->pixels[i] = (const int8_t *)(ends + i);
    }
    form->transform(frame, tile + 8 * whole, 1, 16 * layer->quads);
  }
}

#else

/** The input at (y, x), or the pixel of zero points. */
TREC4J_INLINE const int8_t *trec4j_winograd_pixel(const trec4j_winograd_layer *layer, int32_t y,
                                                  int32_t x) {
  const trec4j_winograd_shape *shape = layer->shape;
  if (y < 0 || y >= shape->input_height || x < 0 || x >= shape->input_width) return layer->padding;
  return layer->input + (y * shape->input_width + x) * shape->input_channels;
}

/** Tiles of 6x6. */
TREC4J_SHARED void trec4j_winograd_transform6(int32_t *d, int32_t step) {
  const int32_t c = d[4 * step] - d[2 * step], a = c - 3 * d[2 * step];
  const int32_t e = d[3 * step] - d[step], b = e - 3 * d[step];
  d[0] = c + 4 * (d[0] - d[2 * step]);
  d[5 * step] = d[5 * step] - d[3 * step] - 4 * e;
  d[step] = a + b;
  d[2 * step] = a - b;
  d[3 * step] = c + 2 * e;
  d[4 * step] = c - 2 * e;
}

/** Transforms the tile whose first input is (top, left); `tile` is a pair's first or second. */
TREC4J_SHARED void trec4j_winograd_input(const trec4j_winograd_layer *layer, int32_t top,
                                         int32_t left, int16_t *tile) {
  const trec4j_winograd_form *form = layer->form;
  const int32_t points = form->points;
  for (int32_t c = 0; c < 4 * layer->quads; c++) {
    int32_t d[TREC4J_WINOGRAD_POSITIONS];
    int16_t *to = tile + c / 4 * 8 + trec4j_quad_lane(c % 4);
    for (int32_t p = 0; p < points * points; p++) {
      const int8_t *pixel = trec4j_winograd_pixel(layer, top + p / points, left + p % points);
      d[p] = c < layer->shape->input_channels ? pixel[c] + form->offset : 0;
    }
    for (int32_t j = 0; j < points; j++) form->transform(d + j, points);
    for (int32_t i = 0; i < points; i++) form->transform(d + points * i, 1);
    for (int32_t p = 0; p < points * points; p++) to[8 * layer->quads * p] = (int16_t)d[p];
  }
}

#endif

/** Of tiles of 6x6, with so many outputs of a side. */
#define TREC4J_WINOGRAD_FORM_6(side)                                                     \
  {                                                                                      \
    TREC4J_WINOGRAD_POINTS, side, 128, trec4j_winograd_transform6, {0, 2, 4, 1, 3, 5}, { \
      0, 1, 2, 3, 4, 5                                                                   \
    }                                                                                    \
  }

#endif
