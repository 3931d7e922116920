/** What the kernel tests share: guarded buffers, comparison, refusals, the verdict. */
#ifndef TREC4J_TEST_SUPPORT_H
#define TREC4J_TEST_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "draw.h"

static int cases_checked = 0;
static int cases_failed = 0;

/** The case at hand in words, for whoever looks for its fault. */
static char case_text[200] = "";

__attribute__((format(printf, 1, 2))) static inline void describe_case(const char *format, ...) {
  va_list values;
  va_start(values, format);
  vsnprintf(case_text, sizeof case_text, format, values);
  va_end(values);
}

/** Outputs along one side. */
#define OUT(in, size, step, before, after) (((in) + (before) + (after) - (size)) / (step) + 1)

/** What all shapes under a window begin with: the input, the window, the output's sides. */
#define UNDER_WINDOW(height, width, channels, w)                                                 \
  height, width, channels, (w)->height, (w)->width, (w)->down, (w)->across, (w)->top, (w)->left, \
      OUT(height, (w)->height, (w)->down, (w)->top, (w)->bottom),                                \
      OUT(width, (w)->width, (w)->across, (w)->left, (w)->right)

/*
 * A window in a list of cases: kernel height and width, stride down and across, pad at top, left,
 * bottom, right.
 */
#define SQUARE(size, step, border) size, size, step, step, border, border, border, border
#define RECTANGLE(height, width, down, across, top, left, bottom, right) \
  height, width, down, across, top, left, bottom, right

/** The outputs of an input under a window. */
#define OUT_HEIGHT(in, ...) OUT_HEIGHT_OF(in, __VA_ARGS__)
#define OUT_HEIGHT_OF(in, height, width, down, across, top, left, bottom, right) \
  OUT(in, height, down, top, bottom)
#define OUT_WIDTH(in, ...) OUT_WIDTH_OF(in, __VA_ARGS__)
#define OUT_WIDTH_OF(in, height, width, down, across, top, left, bottom, right) \
  OUT(in, width, across, left, right)

/** A window without what the output's size tells. */
#define WITHOUT_ENDS(...) WITHOUT_ENDS_OF(__VA_ARGS__)
#define WITHOUT_ENDS_OF(height, width, down, across, top, left, bottom, right) \
  height, width, down, across, top, left

#define GUARD_BYTES 64

/** A buffer of `size` bytes of junk, 8-byte aligned, with guard bytes on both sides. */
typedef struct {
  uint8_t *block;
  size_t size;
} guarded;

static inline void *guarded_data(const guarded *buffer) { return buffer->block + GUARD_BYTES; }

static inline guarded guarded_new(size_t size) {
  guarded buffer = {malloc(size + 2 * GUARD_BYTES), size};
  if (buffer.block == NULL) {
    printf("out of memory: %lu bytes\n", (unsigned long)size);
    exit(2);
  }
  for (size_t i = 0; i < size + 2 * GUARD_BYTES; i++) {
    const int guard = i < GUARD_BYTES || i >= size + GUARD_BYTES;
    buffer.block[i] = guard ? (uint8_t)(0xa5 ^ i) : (uint8_t)random_bits();
  }
  return buffer;
}

/** Releases the buffer; 1 if its guard bytes are intact. */
static inline int guarded_free(guarded *buffer) {
  int intact = 1;
  for (size_t i = 0; i < GUARD_BYTES; i++) {
    const size_t behind = buffer->size + GUARD_BYTES + i;
    intact &= buffer->block[i] == (uint8_t)(0xa5 ^ i);
    intact &= buffer->block[behind] == (uint8_t)(0xa5 ^ behind);
  }
  free(buffer->block);
  return intact;
}

/** Counts a case; says where it went wrong. */
static inline void check_case(const char *name, const int8_t *actual, const int8_t *expected,
                              int32_t size, int intact) {
  cases_checked++;
  for (int32_t i = 0; i < size; i++) {
    if (actual[i] != expected[i]) {
      printf("FAIL %s: output %ld of %ld is %d, expected %d: %s\n", name, (long)i, (long)size,
             actual[i], expected[i], case_text);
      cases_failed++;
      return;
    }
  }
  if (!intact) {
    printf("FAIL %s: guard bytes overwritten: %s\n", name, case_text);
    cases_failed++;
  }
}

/** Where a kernel writes [pixels][channels]: a buffer of its own, or among others' channels. */
typedef struct {
  guarded buffer;
  int32_t pixels, channels, pitch;
  int32_t first;  /**< channel of the buffer */
  int8_t *before; /**< what the buffer held */
} target;

static inline target target_new(int32_t pixels, int32_t channels, int32_t pitch) {
  const size_t size = (size_t)(pixels * pitch);
  target to = {guarded_new(size), pixels, channels, pitch, random_in(0, pitch - channels),
               malloc(size)};
  memcpy(to.before, guarded_data(&to.buffer), size);
  return to;
}

static inline int8_t *target_output(const target *to) {
  return (int8_t *)guarded_data(&to->buffer) + to->first;
}

/** Writes what a kernel wrote without gaps, and releases; 1 if nothing else was written. */
static inline int target_free(target *to, int8_t *output) {
  const int8_t *const data = guarded_data(&to->buffer);
  int intact = 1;
  for (int32_t i = 0; i < to->pixels * to->pitch; i++) {
    const int32_t channel = i % to->pitch - to->first;
    if (channel >= 0 && channel < to->channels) {
      *output++ = data[i];
    } else {
      intact &= data[i] == to->before[i];
    }
  }
  free(to->before);
  return intact & guarded_free(&to->buffer);
}

/*
 * Tests define TREC4J_REQUIRE as require_that. A refusal ends the program, or jumps to where it is
 * expected.
 */
static jmp_buf refusal;
static int refusal_expected;

static inline void require_that(int condition, const char *text) {
  if (condition) return;
  if (refusal_expected) longjmp(refusal, 1);
  printf("FAIL refused: %s: %s\n", text, case_text);
  abort();
}

/** Counts a call that was to be refused. */
static inline void check_refused(const char *name, int32_t number, int refused) {
  cases_checked++;
  refusal_expected = 0;
  if (!refused) {
    printf("FAIL %s: number %ld is not refused: %s\n", name, (long)number, case_text);
    cases_failed++;
  }
}

/** Prints the count; the exit status is 0 only if cases were checked and none failed. */
static inline int verdict(const char *program) {
  printf("%s: %d cases checked, %d failed\n", program, cases_checked, cases_failed);
  return cases_checked > 0 && cases_failed == 0 ? 0 : 1;
}

#endif
