/**
 * Random cases of a test program: as many as are asked for, each drawn from a seed of its own, so
 * that it can be run again alone.
 */
#ifndef TREC4J_TEST_RANDOM_CASES_H
#define TREC4J_TEST_RANDOM_CASES_H

#include <signal.h>
#include "support.h"

/** Kernels that are tested alike. */
typedef struct {
  const char *name;
  void (*check)(void); /**< draws a case and checks it */
} family;

static const char *random_program;
static const family *random_family;
static unsigned long random_seed;

/** Says how to run the case at hand again. */
static void say_again(void) {
  printf("again: %s 1 %lu (%s, %s)\n", random_program, random_seed, random_family->name, case_text);
  fflush(stdout);
}

static void say_again_of(int raised) {
  (void)raised;
  say_again();
}

#if defined(__SANITIZE_ADDRESS__)
/* What a sanitizer finds ends in an abort, so that the case can still be told. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "abort_on_error=1"; }
const char *__ubsan_default_options(void);
const char *__ubsan_default_options(void) { return "abort_on_error=1"; }
#endif

/** Lets `random_bits` begin with the seed, whose neighbours begin quite differently. */
static inline void random_begin(uint32_t seed) {
  uint32_t state = seed + 0x9e3779b9u;
  state = (state ^ state >> 16) * 0x85ebca6bu;
  state = (state ^ state >> 13) * 0xc2b2ae35u;
  state ^= state >> 16;
  random_state = state == 0 ? 1 : state;
}

/**
 * Runs the cases that the arguments `CASES SEED` ask for: those of SEED, SEED + 1 and so on, of one
 * family after the other. Stops at the first that fails. Returns the exit status.
 */
static inline int run_random_cases(const char *program, const family *families, int32_t count,
                                   char **arguments) {
  const unsigned long cases = strtoul(arguments[1], NULL, 10);
  const unsigned long first = strtoul(arguments[2], NULL, 10);
  random_program = program;
  signal(SIGABRT, say_again_of);
  for (unsigned long i = 0; i < cases; i++) {
    random_seed = first + i;
    random_family = &families[random_seed % (unsigned long)count];
    case_text[0] = 0;
    random_begin((uint32_t)random_seed);
    random_family->check();
    if (cases_failed > 0) {
      say_again();
      return 1;
    }
  }
  for (int32_t i = 0; i < count; i++) {
    /* How many of `cases` numbers from `first` on are i modulo `count`. */
    const unsigned long step = (unsigned long)count;
    const unsigned long ahead = ((unsigned long)i + step - first % step) % step;
    const unsigned long done = cases > ahead ? (cases - ahead - 1) / step + 1 : 0;
    printf("%s, %s: %lu random cases\n", program, families[i].name, done);
  }
  return verdict(program);
}

#endif
