/** The test program: self-test, measured steps, painted memory. */
#include "network.h"
#include "platform.h"
#include "program.h"

#include <string.h>

/** Bytes beside the arena that no kernel may touch; keeps the arena's alignment of 8. */
#define GUARD 64
#define PAINT 0xa5

static union {
  uint64_t aligned; /**< as the arena must be */
  uint8_t bytes[GUARD + NETWORK_ARENA_BYTES + GUARD];
} memory;
static union {
  uint64_t aligned;
  int8_t bytes[NETWORK_INPUT_BYTES];
} input;
static int painted;

static uint8_t *arena(void) { return memory.bytes + GUARD; }

void program_print_number(uint32_t number) {
  char digits[11];
  char *first = digits + sizeof digits - 1;
  *first = '\0';
  do {
    *--first = (char)('0' + number % 10);
    number /= 10;
  } while (number != 0);
  platform_print(first);
}

/** Least that two readings of the clock, with nothing between, lie apart. */
static uint32_t program_clock_overhead(void) {
  uint32_t least = UINT32_MAX;
  for (int i = 0; i < 16; i++) {
    uint32_t start = platform_clock();
    uint32_t taken = platform_clock() - start;
    if (taken < least) least = taken;
  }
  return least;
}

/** Passes on what a step wrote, pixel by pixel if there are gaps. */
static void program_pass_output(const network_step *step, const int8_t *logits,
                                void (*step_done)(const int8_t *output, uint32_t size)) {
  const int8_t *output = step->output_offset < NETWORK_ARENA_BYTES
                             ? (const int8_t *)arena() + step->output_offset
                             : logits + (step->output_offset - NETWORK_ARENA_BYTES);
  if (step->output_pitch == step->output_channels) {
    step_done(output, step->output_pixels * step->output_channels);
    return;
  }
  for (uint32_t pixel = 0; pixel < step->output_pixels; pixel++) {
    step_done(output + pixel * step->output_pitch, step->output_channels);
  }
}

void program_run(const uint8_t *pixels, int8_t *logits, uint32_t *counts,
                 void (*step_done)(const int8_t *output, uint32_t size)) {
  if (!painted) {
    memset(memory.bytes, PAINT, sizeof memory.bytes);
    painted = 1;
  }
  const uint32_t overhead = program_clock_overhead();
  network_quantize_input(pixels, input.bytes);
  for (uint32_t i = 0; i < NETWORK_STEPS; i++) {
    const network_step *step = &network_steps[i];
    const uint32_t start = platform_clock();
    step->run(arena(), input.bytes, logits);
    const uint32_t taken = platform_clock() - start;
    counts[i] = taken > overhead ? taken - overhead : 0;
    if (step_done != 0) program_pass_output(step, logits, step_done);
  }
}

static int program_is_painted(const uint8_t *bytes, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (bytes[i] != PAINT) return 0;
  }
  return 1;
}

static void program_print_use(const char *what, uint32_t used, uint32_t bytes) {
  platform_print(what);
  program_print_number(used);
  platform_print(" of ");
  program_print_number(bytes);
  platform_print(" bytes used\n");
}

int program_report_memory(void) {
  uint32_t used = NETWORK_ARENA_BYTES;
  while (used > 0 && program_is_painted(arena() + used - 1, 1)) used--;
  program_print_use("arena ", used, NETWORK_ARENA_BYTES);
  const uint32_t stack = platform_stack_bytes();
  program_print_use("stack ", platform_stack_peak(), stack);
  if (stack != 0 && platform_stack_peak() >= stack) {
    platform_print("the stack is full; build anew with a larger STACK\n");
    return PROGRAM_OVERRUN;
  }
  if (program_is_painted(memory.bytes, GUARD) &&
      program_is_painted(arena() + NETWORK_ARENA_BYTES, GUARD)) {
    return PROGRAM_OK;
  }
  platform_print("a kernel wrote beside the arena\n");
  return PROGRAM_OVERRUN;
}

static int program_self_test(void) {
  if (!network_parameters_intact()) {
    platform_print(NETWORK_NAME " self-test: the parameters in flash are not those exported\n");
    return PROGRAM_CORRUPT;
  }
  uint32_t differing = 0;
  uint32_t total = 0;
  for (uint32_t image = 0; image < NETWORK_SELFTEST_IMAGES; image++) {
    int8_t logits[NETWORK_LOGITS];
    uint32_t counts[NETWORK_STEPS];
    program_run(network_selftest_images[image], logits, counts, 0);
    for (uint32_t i = 0; i < NETWORK_LOGITS; i++) {
      if (logits[i] != network_selftest_logits[image][i]) differing++;
    }
    for (uint32_t i = 0; i < NETWORK_STEPS; i++) total += counts[i] / NETWORK_SELFTEST_IMAGES;
  }
  platform_print(NETWORK_NAME " self-test: ");
  program_print_number(NETWORK_SELFTEST_IMAGES);
  platform_print(" images, ");
  program_print_number(differing);
  platform_print(" differing logits");
  if (total != 0) {
    platform_print(", ");
    program_print_number(total);
    platform_print(platform_clock_unit);
    platform_print(" an image");
  }
  platform_print("\n");
  const int memory_code = program_report_memory();
  return memory_code != PROGRAM_OK ? memory_code : differing != 0 ? PROGRAM_DIFFERS : PROGRAM_OK;
}

int program(int count, char **words) {
  if (count <= 1) return program_self_test();
#if PLATFORM_HAS_FILES
  if (count == 4) return program_files(words[1], words[2], words[3]);
#else
  (void)words;
#endif
  platform_print("arguments: none for the self-test, or IMAGES OUTPUTS PROFILE\n");
  return PROGRAM_BAD_INPUT;
}
