/** Start-up of a test program on the emulated Cortex-M4; input and output by semihosting. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern uint8_t __bss_start__[], __bss_end__[], stack_top[];
extern int main(void);
extern void initialise_monitor_handles(void);

void reset(void);
void fault(void);
void _fini(void);

/** The C library calls it at exit; there is nothing to undo. */
void _fini(void) {}

/** A fault ends the run with a status of its own instead of hanging the emulator. */
void fault(void) { _Exit(3); }

void reset(void) {
  /* CPACR: full access to the floating-point unit, which the C library's code may use. */
  *(volatile uint32_t *)0xE000ED88u |= 0xfu << 20;
  memset(__bss_start__, 0, (size_t)(__bss_end__ - __bss_start__));
  initialise_monitor_handles();
  exit(main());
}

typedef void (*vector)(void);

__attribute__((section(".vectors"), used)) static const vector vectors[16] = {
    (vector)(uintptr_t)stack_top, reset, fault, fault, fault, fault, fault};
