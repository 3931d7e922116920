/** What the tests of layers without scratch share: inputs, and the comparison that ends a case. */
#ifndef TREC4J_TEST_LAYER_CASE_H
#define TREC4J_TEST_LAYER_CASE_H

#include "support.h"

static inline void fill(guarded *buffer, int extreme) {
  if (extreme) {
    memset(guarded_data(buffer), random_bits() % 2 ? -128 : 127, buffer->size);
  } else {
    random_tensor(guarded_data(buffer), (int32_t)buffer->size, -128, 127);
  }
}

/** Compares, and releases both buffers. */
static inline void finish(const char *name, guarded *input, guarded *output,
                          const int8_t *expected) {
  int8_t *actual = malloc(output->size);
  memcpy(actual, guarded_data(output), output->size);
  const int32_t size = (int32_t)output->size;
  int intact = guarded_free(input);
  intact &= guarded_free(output);
  check_case(name, actual, expected, size, intact);
  free(actual);
}

/** The same for an output whose pixels may lie apart. */
static inline void finish_target(const char *name, guarded *input, target *output,
                                 const int8_t *expected) {
  const int32_t size = output->pixels * output->channels;
  int8_t *actual = malloc((size_t)size);
  int intact = guarded_free(input);
  intact &= target_free(output, actual);
  check_case(name, actual, expected, size, intact);
  free(actual);
}

#endif
