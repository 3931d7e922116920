#include "semihosting.h"

#include <stdint.h>

/** ADP_Stopped_ApplicationExit: the program ended of its own accord. */
#define APPLICATION_EXIT 0x20026u

int semihosting_call(int operation, const void *argument) {
  register int r0 __asm__("r0") = operation;
  register const void *r1 __asm__("r1") = argument;
  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

void semihosting_print(const char *text) { (void)semihosting_call(SEMIHOSTING_WRITE0, text); }

int semihosting_command_line(char *buffer, int size) {
  const uint32_t block[2] = {(uint32_t)(uintptr_t)buffer, (uint32_t)size};
  return semihosting_call(SEMIHOSTING_GET_CMDLINE, block);
}

void semihosting_exit(int code) {
  const uint32_t block[2] = {APPLICATION_EXIT, (uint32_t)code};
  (void)semihosting_call(SEMIHOSTING_EXIT_EXTENDED, block);
  for (;;) {
  }
}
