/**
 * The test program around a network: a self-test, and images from a file. Its names have no
 * underscore or begin with program_, static ones too, as a network's begin with its own name.
 */
#ifndef TREC4J_PROGRAM_H
#define TREC4J_PROGRAM_H

#include <stdint.h>

/** Exit codes. */
enum {
  PROGRAM_OK = 0,
  PROGRAM_DIFFERS = 1,   /**< the self-test's answers are not those expected */
  PROGRAM_BAD_INPUT = 2, /**< a file cannot be read or written, or wrong arguments */
  PROGRAM_OVERRUN = 3,   /**< a kernel wrote beside the arena, or the stack is full */
  PROGRAM_FAULT = 4,     /**< the core faulted */
  PROGRAM_CORRUPT = 5    /**< the parameters in flash are not those exported */
};

/**
 * Runs the self-test when there are no arguments; otherwise `images outputs profile`, see files.c.
 * words[0] is the program's name. Returns an exit code.
 */
int program(int count, char **words);

/**
 * Runs one image step by step. `counts` receives what each step took by the platform's clock.
 * `step_done` is called behind each step with its output, in one piece or several; it may be null.
 */
void program_run(const uint8_t *pixels, int8_t *logits, uint32_t *counts,
                 void (*step_done)(const int8_t *output, uint32_t size));

/** Runs the images of a file: program.h's program with three arguments. Returns an exit code. */
int program_files(const char *images, const char *outputs, const char *profile);

/** Prints how much of arena and stack was used. Returns PROGRAM_OVERRUN if either was too small. */
int program_report_memory(void);

/** Prints an unsigned number. */
void program_print_number(uint32_t number);

#endif
