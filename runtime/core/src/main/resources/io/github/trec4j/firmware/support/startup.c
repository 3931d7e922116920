/** Start-up of a Cortex-M4: vector table, floating point unit, memory, painted stack. */
#include "startup.h"

#define STACK_PAINT 0xa5a5a5a5u

/** More than one instruction pushes, besides what the core does when that faults. */
#define FAULTING_WORDS 16

/** Coprocessor access control; the highest bits but eight switch the floating point unit on. */
#define CPACR (*(volatile uint32_t *)0xe000ed88u)

/* Set by the linker script. */
extern uint32_t startup_stack_bottom[], startup_stack_paint_end[], startup_stack_top[];
extern const uint32_t startup_data_source[];
extern uint32_t startup_data_start[], startup_data_end[];
extern uint32_t startup_bss_start[], startup_bss_end[];

static void start(void) __attribute__((noreturn, no_instrument_function));
static void fault(void) __attribute__((naked, noreturn, no_instrument_function));

typedef void (*vector)(void);

/** The core reads the stack's top and the handlers from here; only faults are handled. */
typedef struct {
  uint32_t *stack_top;
  vector handlers[15];
} vector_table;

/** Goes on with a fault; `fault` calls it in its assembly. */
void startup_fault(const uint32_t *stack) __attribute__((used, noreturn));

extern const vector_table startup_vectors;
const vector_table startup_vectors __attribute__((section(".vectors"), used)) = {
    startup_stack_top,
    {start, fault, fault, fault, fault, fault, 0, 0, 0, 0, fault, fault, 0, fault, fault}};

/** Says where the stack was at a fault, and leaves it, as it may have overflowed. */
static void fault(void) {
  __asm__ volatile(
      "mov r0, sp\n"
      "ldr r1, 1f\n"
      "mov sp, r1\n"
      "b startup_fault\n"
      ".p2align 2\n"
      "1:\n"
      ".word startup_stack_top\n");
}

void startup_fault(const uint32_t *stack) {
  platform_fault(stack < startup_stack_bottom + FAULTING_WORDS);
}

static void start(void) {
#ifdef __ARM_FP
  CPACR |= UINT32_C(0xf) << 20;
  __asm__ volatile("dsb\n\tisb" : : : "memory");
#endif
  /* The paint ends below the top, where this function's own frame may lie. */
  for (uint32_t *word = startup_stack_bottom; word < startup_stack_paint_end; word++) {
    *(volatile uint32_t *)word = STACK_PAINT;
  }
  const uint32_t *source = startup_data_source;
  for (uint32_t *word = startup_data_start; word < startup_data_end; word++) *word = *source++;
  for (uint32_t *word = startup_bss_start; word < startup_bss_end; word++) *word = 0;
  platform_start();
}

uint32_t startup_stack_bytes(void) {
  return (uint32_t)(startup_stack_top - startup_stack_bottom) * (uint32_t)sizeof *startup_stack_top;
}

uint32_t startup_stack_peak(void) {
  const uint32_t *word = startup_stack_bottom;
  while (word < startup_stack_top && *word == STACK_PAINT) word++;
  return (uint32_t)(startup_stack_top - word) * (uint32_t)sizeof *word;
}

/* What -finstrument-functions calls; a program that wants to know defines its own. */
void __cyg_profile_func_enter(void *function, void *caller);
void __cyg_profile_func_exit(void *function, void *caller);

__attribute__((weak, no_instrument_function)) void __cyg_profile_func_enter(void *function,
                                                                            void *caller) {
  (void)function, (void)caller;
}

__attribute__((weak, no_instrument_function)) void __cyg_profile_func_exit(void *function,
                                                                           void *caller) {
  (void)function, (void)caller;
}
