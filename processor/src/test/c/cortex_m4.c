/** Start-up of a test program on the emulated Cortex-M4; input and output by semihosting. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern uint8_t __bss_start__[], __bss_end__[], stack_top[];
extern int main(int argc, char **argv);
extern void initialise_monitor_handles(void);

void reset(void);
void fault(void);
void _fini(void);

/** The C library calls it at exit; there is nothing to undo. */
void _fini(void) {}

/** A fault ends the run, with a last word of the program's, instead of hanging the emulator. */
void fault(void) { abort(); }

enum { WORDS = 4, GET_COMMAND_LINE = 0x15 };

/** Fills in the words of the emulator's command line, which are kept here; returns their number. */
static int command_line(char *words[WORDS]) {
  static char line[128];
  struct {
    char *line;
    int32_t size;
  } block = {line, sizeof line};
  register int32_t r0 __asm__("r0") = GET_COMMAND_LINE;
  register void *r1 __asm__("r1") = &block;
  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  int count = 0;
  if (r0 != 0) return 0;
  for (char *word = strtok(line, " "); word != NULL && count < WORDS; word = strtok(NULL, " ")) {
    words[count++] = word;
  }
  return count;
}

void reset(void) {
  /* CPACR: full access to the floating-point unit, which the C library's code may use. */
  *(volatile uint32_t *)0xE000ED88u |= 0xfu << 20;
  memset(__bss_start__, 0, (size_t)(__bss_end__ - __bss_start__));
  initialise_monitor_handles();
  char *words[WORDS] = {NULL};
  exit(main(command_line(words), words));
}

typedef void (*vector)(void);

__attribute__((section(".vectors"), used)) static const vector vectors[16] = {
    (vector)(uintptr_t)stack_top, reset, fault, fault, fault, fault, fault};
