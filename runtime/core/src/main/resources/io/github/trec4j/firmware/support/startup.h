/** What start-up code and platforms share on a Cortex-M4. */
#ifndef TREC4J_STARTUP_H
#define TREC4J_STARTUP_H

#include <stdint.h>

/** Called with memory in order; the platform's part of the program. Does not return. */
void platform_start(void) __attribute__((noreturn));

/** Called when the core faults, perhaps because the stack is full. Does not return. */
void platform_fault(int stack_is_full) __attribute__((noreturn));

/** Bytes set aside for the stack. */
uint32_t startup_stack_bytes(void);

/** Most bytes of the stack used since start-up. */
uint32_t startup_stack_peak(void);

#endif
