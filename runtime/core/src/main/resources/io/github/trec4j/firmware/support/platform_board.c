/**
 * The self-test on a board. It runs at the clock that the core has after reset, so slow that flash
 * needs no wait states, and counts cycles. The answer lies in `trec4j_result` for a debugger to
 * read and is printed when a debugger with semihosting is attached.
 */
#include "platform.h"
#include "program.h"
#include "semihosting.h"
#include "startup.h"

/** Debug halting control and status; bit 0 is set while a debugger is attached. */
#define DHCSR (*(volatile uint32_t *)0xe000edf0u)
/** Debug exception and monitor control; bit 24 switches the trace unit on. */
#define DEMCR (*(volatile uint32_t *)0xe000edfcu)
#define DWT_CTRL (*(volatile uint32_t *)0xe0001000u)
#define DWT_CYCCNT (*(volatile uint32_t *)0xe0001004u)

const char platform_clock_unit[] = " cycles";

/**
 * Prepares memories that are not there after reset, such as external flash and SDRAM. Does nothing
 * unless a file of yours defines it.
 */
void board_memories(void);
__attribute__((weak)) void board_memories(void) {}

/** PROGRAM_OK and the others; -1 while the self-test runs. */
extern volatile int32_t trec4j_result;
volatile int32_t trec4j_result = -1;

static int debugger(void) { return (DHCSR & 1u) != 0; }

void platform_print(const char *text) {
  if (debugger()) semihosting_print(text);
}

uint32_t platform_clock(void) { return DWT_CYCCNT; }

uint32_t platform_stack_bytes(void) { return startup_stack_bytes(); }

uint32_t platform_stack_peak(void) { return startup_stack_peak(); }

void platform_start(void) {
  board_memories();
  DEMCR |= UINT32_C(1) << 24;
  DWT_CYCCNT = 0;
  DWT_CTRL |= 1u;
  trec4j_result = program(0, 0);
  for (;;) {
  }
}

void platform_fault(int stack_is_full) {
  (void)stack_is_full;
  trec4j_result = PROGRAM_FAULT;
  for (;;) {
  }
}
