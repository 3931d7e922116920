/**
 * The test program on the emulated Cortex-M4, QEMU's mps2-an386: files and console by semihosting,
 * instructions by a timer. With `-icount shift=0` an instruction takes a nanosecond of the guest's
 * time, so that the board's timer of 25 MHz counts down once every 40 instructions.
 */
#include "platform.h"
#include "program.h"
#include "semihosting.h"
#include "startup.h"

#include <string.h>

#define INSTRUCTIONS_PER_TICK 40u
#define MOST_WORDS 8
#define OPEN_READ_BINARY 1
#define OPEN_WRITE_BINARY 5

/** CMSDK APB timer 0. */
typedef struct {
  volatile uint32_t control, value, reload, interrupt;
} timer;

#define TIMER ((timer *)0x40000000u)

const char platform_clock_unit[] = " instructions";

void platform_print(const char *text) { semihosting_print(text); }

uint32_t platform_clock(void) { return (0u - TIMER->value) * INSTRUCTIONS_PER_TICK; }

uint32_t platform_stack_bytes(void) { return startup_stack_bytes(); }

uint32_t platform_stack_peak(void) { return startup_stack_peak(); }

int platform_open(const char *path, int writing) {
  const uint32_t block[3] = {(uint32_t)(uintptr_t)path,
                             writing ? OPEN_WRITE_BINARY : OPEN_READ_BINARY,
                             (uint32_t)strlen(path)};
  return semihosting_call(SEMIHOSTING_OPEN, block);
}

/** Reads or writes; both calls return how many bytes are left over. */
static size_t transfer(int operation, int file, const void *buffer, size_t size) {
  const uint32_t block[3] = {(uint32_t)file, (uint32_t)(uintptr_t)buffer, (uint32_t)size};
  const int left = semihosting_call(operation, block);
  return left < 0 ? 0 : size - (size_t)left;
}

size_t platform_read(int file, void *buffer, size_t size) {
  return transfer(SEMIHOSTING_READ, file, buffer, size);
}

size_t platform_write(int file, const void *buffer, size_t size) {
  return transfer(SEMIHOSTING_WRITE, file, buffer, size);
}

int platform_close(int file) {
  const uint32_t block[1] = {(uint32_t)file};
  return semihosting_call(SEMIHOSTING_CLOSE, block);
}

/** Cuts a command line into words at its spaces. Returns how many there are. */
static int split(char *line, char **words) {
  int count = 0;
  for (char *at = line; *at != '\0' && count < MOST_WORDS;) {
    words[count++] = at;
    while (*at != '\0' && *at != ' ') at++;
    while (*at == ' ') *at++ = '\0';
  }
  return count;
}

void platform_start(void) {
  static char line[256];
  char *words[MOST_WORDS];
  TIMER->reload = UINT32_MAX;
  TIMER->value = UINT32_MAX;
  TIMER->control = 1;
  int count = 0;
  if (semihosting_command_line(line, sizeof line) == 0) count = split(line, words);
  semihosting_exit(program(count, words));
}

void platform_fault(int stack_is_full) {
  semihosting_print("the core faulted\n");
  if (stack_is_full) semihosting_print("its stack is full; build anew with a larger STACK\n");
  semihosting_exit(PROGRAM_FAULT);
}
