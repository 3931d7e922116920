/** What the kernel tests share: random values, guarded buffers, comparison, the verdict. */
#ifndef TREC4J_TEST_SUPPORT_H
#define TREC4J_TEST_SUPPORT_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int cases_checked = 0;
static int cases_failed = 0;

/* xorshift32: the same values on every machine. */
static uint32_t random_state = 2463534242u;

static inline uint32_t random_bits(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return random_state;
}

/** Uniform in [low, high]. */
static inline int32_t random_in(int32_t low, int32_t high) {
  return low + (int32_t)(random_bits() % ((uint32_t)high - (uint32_t)low + 1u));
}

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
      printf("FAIL %s: output %ld of %ld is %d, expected %d\n", name, (long)i, (long)size,
             actual[i], expected[i]);
      cases_failed++;
      return;
    }
  }
  if (!intact) {
    printf("FAIL %s: guard bytes overwritten\n", name);
    cases_failed++;
  }
}

/** Prints the count; the exit status is 0 only if cases were checked and none failed. */
static inline int verdict(const char *program) {
  printf("%s: %d cases checked, %d failed\n", program, cases_checked, cases_failed);
  return cases_checked > 0 && cases_failed == 0 ? 0 : 1;
}

/** Fills with random values in [low, high]; about one in eight is an extreme. */
static inline void random_int8(int8_t *values, int32_t size, int32_t low, int32_t high) {
  for (int32_t i = 0; i < size; i++) {
    const uint32_t pick = random_bits() % 16;
    values[i] = (int8_t)(pick == 0 ? low : pick == 1 ? high : random_in(low, high));
  }
}

#endif
