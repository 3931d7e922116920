/**
 * A program in place of main.c: runs the self-test's images by the public functions alone, with
 * image, input and logits at every offset from a multiple of 8, and the arena at two multiples of
 * 8. With -DARENA_OFFSET=4 the arena lies where it may not.
 */
#include "network.h"
#include "platform.h"
#include "program.h"

#include <string.h>

#ifndef ARENA_OFFSET
#define ARENA_OFFSET 0
#endif
#define OFFSETS 8

static union {
  uint64_t aligned;
  uint8_t bytes[NETWORK_ARENA_BYTES + 2 * OFFSETS];
} memory;
static union {
  uint64_t aligned;
  uint8_t bytes[NETWORK_INPUT_BYTES + OFFSETS];
} pixels, input;
static union {
  uint64_t aligned;
  int8_t bytes[NETWORK_LOGITS + OFFSETS];
} logits;

/** Whether an image with its buffers at these offsets gets the logits that are known. */
static int is_right(uint32_t image, uint32_t input_at, uint32_t logits_at) {
  const uint32_t arena_at = (input_at + logits_at) % 2 * OFFSETS + ARENA_OFFSET;
  uint8_t *from = pixels.bytes + (input_at + 3 * logits_at) % OFFSETS;
  int8_t *to = (int8_t *)input.bytes + input_at;
  memcpy(from, network_selftest_images[image], NETWORK_INPUT_BYTES);
  memset(memory.bytes, (int)(17 * input_at), sizeof memory.bytes);
  network_quantize_input(from, to);
  network_run(memory.bytes + arena_at, to, logits.bytes + logits_at);
  return memcmp(logits.bytes + logits_at, network_selftest_logits[image], NETWORK_LOGITS) == 0;
}

int program(int count, char **words) {
  (void)count, (void)words;
  for (uint32_t image = 0; image < NETWORK_SELFTEST_IMAGES; image++) {
    for (uint32_t at = 0; at < OFFSETS * OFFSETS; at++) {
      if (!is_right(image, at % OFFSETS, at / OFFSETS)) return PROGRAM_DIFFERS;
    }
  }
  platform_print("all offsets agree\n");
  return PROGRAM_OK;
}
