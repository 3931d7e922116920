/** Draws what a test's cases are made of: numbers, windows, values, biases with multipliers. */
#ifndef TREC4J_TEST_DRAW_H
#define TREC4J_TEST_DRAW_H

#include <stdint.h>
#include <string.h>

/* xorshift32: the same values on every machine. */
static uint32_t random_state = 2463534242u;

static inline uint32_t random_bits(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return random_state;
}

/** Uniform in [low, high]. */
static inline int32_t random_in(int32_t low, int32_t high) {
  return low + (int32_t)(random_bits() % ((uint32_t)high - (uint32_t)low + 1u));
}

/** One time in `times`. */
static inline int random_once_in(int32_t times) { return random_in(1, times) == 1; }

/** Up to `few` as a rule, now and then up to `many`. */
static inline int32_t random_count(int32_t few, int32_t many) {
  return random_in(1, random_once_in(8) ? many : few);
}

/** A random divisor of n. */
static inline int32_t random_divisor(int32_t n) {
  int32_t divisor = random_in(1, n);
  while (n % divisor != 0) divisor--;
  return divisor;
}

/** A pitch that an output of so many channels may have: none in between, or some. */
static inline int32_t random_pitch(int32_t channels) {
  return random_bits() % 2 ? channels : channels + random_in(1, 9);
}

/** Any window, every pad smaller than its side of the kernel. */
typedef struct {
  int32_t height, width, down, across, top, left, bottom, right;
} window;

/** Pads on any side, or on none. */
static inline void random_pads(window *w) {
  if (random_once_in(4)) return;
  w->top = random_in(0, w->height - 1);
  w->bottom = random_in(0, w->height - 1);
  w->left = random_in(0, w->width - 1);
  w->right = random_in(0, w->width - 1);
}

static inline window random_window(int32_t largest) {
  window w = {
      random_in(1, largest), random_in(1, largest), random_in(1, 3), random_in(1, 3), 0, 0, 0, 0};
  random_pads(&w);
  return w;
}

/** An input's side, from the smallest that the window allows. */
static inline int32_t random_side(int32_t kernel, int32_t before, int32_t after, int32_t largest) {
  const int32_t smallest = kernel - before - after;
  return random_in(smallest < 1 ? 1 : smallest, largest);
}

/** Fills with random values in [low, high]; about one in eight is an extreme. */
static inline void random_int8(int8_t *values, int32_t size, int32_t low, int32_t high) {
  for (int32_t i = 0; i < size; i++) {
    const uint32_t pick = random_bits() % 16;
    values[i] = (int8_t)(pick == 0 ? low : pick == 1 ? high : random_in(low, high));
  }
}

/**
 * Fills with values in [low, high] as tensors have them: spread, all at their limits, all the same,
 * or all but a few the same.
 */
static inline void random_tensor(int8_t *values, int32_t size, int32_t low, int32_t high) {
  const int32_t spread = random_in(0, 5);
  const int32_t usual = random_in(low, high);
  random_int8(values, size, low, high);
  if (spread > 2) return;
  for (int32_t i = 0; i < size; i++) {
    const int extreme = random_bits() % 2 ? low : high;
    if (spread == 0) values[i] = (int8_t)extreme;
    if (spread == 1 || (spread == 2 && !random_once_in(16))) values[i] = (int8_t)usual;
  }
}

/** A bias, and the multiplier of the sums that begin with it. */
typedef struct {
  int32_t bias, multiplier;
} scaling;

/**
 * For a filter of `entries` weights, `step` apart. As the exporter sees to it, the bias makes up
 * for the input's zero point, unless a sum could overflow then.
 */
static inline scaling random_scaling(const int8_t *weights, int32_t entries, int32_t step,
                                     int32_t input_zero_point) {
  int64_t sum = 0, magnitude = 0;
  for (int32_t k = 0; k < entries; k++) {
    const int32_t weight = weights[k * step];
    sum += weight;
    magnitude += weight < 0 ? -weight : weight;
  }
  const int64_t room = INT32_MAX - 128 * magnitude;
  /* Spreads the outputs over the int8 range and somewhat beyond. */
  int64_t bias = random_in(-1000000, 1000000) - input_zero_point * sum;
  int32_t multiplier = random_in(1, 1 + (int32_t)(INT64_C(0x100000000) / (30 * entries + 8000)));
  const int32_t special = random_in(0, 7);
  if (special < 2) {
    /* Shows all bits of a sum but the last, where the sum is small. */
    bias = random_in(-100, 100) - input_zero_point * sum;
    multiplier = INT32_MAX;
  }
  if (special == 2) {
    /* The largest sums there are. */
    bias = random_bits() % 2 ? room : -room;
    multiplier = random_in(1, INT32_MAX);
  }
  const scaling by = {(int32_t)(bias < -room ? -room : bias > room ? room : bias), multiplier};
  return by;
}

#endif
