/** Start-up of a Cortex-M4: vector table, memory, painted stack. */
#include "startup.h"

#define STACK_PAINT 0xa5a5a5a5u

/* Set by the linker script. */
extern uint32_t startup_stack_bottom[], startup_stack_paint_end[], startup_stack_top[];
extern const uint32_t startup_data_source[];
extern uint32_t startup_data_start[], startup_data_end[];
extern uint32_t startup_bss_start[], startup_bss_end[];

static void start(void) __attribute__((noreturn));

typedef void (*vector)(void);

/** The core reads the stack's top and the handlers from here; only faults are handled. */
typedef struct {
  uint32_t *stack_top;
  vector handlers[15];
} vector_table;

extern const vector_table startup_vectors;
const vector_table startup_vectors __attribute__((section(".vectors"), used)) = {
    startup_stack_top,
    {start, platform_fault, platform_fault, platform_fault, platform_fault, platform_fault, 0, 0, 0,
     0, platform_fault, platform_fault, 0, platform_fault, platform_fault}};

static void start(void) {
  /* The paint ends below the top, where this function's own frame may lie. */
  for (uint32_t *word = startup_stack_bottom; word < startup_stack_paint_end; word++) {
    *(volatile uint32_t *)word = STACK_PAINT;
  }
  const uint32_t *source = startup_data_source;
  for (uint32_t *word = startup_data_start; word < startup_data_end; word++) *word = *source++;
  for (uint32_t *word = startup_bss_start; word < startup_bss_end; word++) *word = 0;
  platform_start();
}

uint32_t startup_stack_peak(void) {
  const uint32_t *word = startup_stack_bottom;
  while (word < startup_stack_top && *word == STACK_PAINT) word++;
  return (uint32_t)(startup_stack_top - word) * (uint32_t)sizeof *word;
}
