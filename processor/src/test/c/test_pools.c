/** Pooling against the reference. */
#include "random_cases.h"
#define TREC4J_REQUIRE(condition) require_that(condition, #condition)
#include "layer_case.h"
#include "reference.h"
#include "trec4j_avg_pool.h"
#include "trec4j_global_avg_pool.h"
#include "trec4j_max_pool.h"

/** Both poolings; padding takes part in neither. */
static void check_pool(int32_t height, int32_t width, int32_t channels, const window *w,
                       int average, int extreme) {
  const trec4j_max_pool_shape shape = {UNDER_WINDOW(height, width, channels, w),
                                       average ? channels : random_pitch(channels)};
  const int32_t outputs = shape.output_height * shape.output_width * channels;
  describe_case("%ldx%ldx%ld, window %ldx%ld, stride %ldx%ld, pad %ld %ld %ld %ld, extreme %d",
                (long)height, (long)width, (long)channels, (long)w->height, (long)w->width,
                (long)w->down, (long)w->across, (long)w->top, (long)w->bottom, (long)w->left,
                (long)w->right, extreme);
  guarded input = guarded_new((size_t)(height * width * channels));
  target output = target_new(outputs / channels, channels, shape.output_pitch);
  int8_t *expected = malloc((size_t)outputs);
  fill(&input, extreme);
  const int8_t *in = guarded_data(&input);
  for (int32_t i = 0; i < outputs; i++) {
    const int32_t c = i % channels;
    const int32_t x0 = i / channels % shape.output_width * w->across - w->left;
    const int32_t y0 = i / channels / shape.output_width * w->down - w->top;
    int32_t best = -129, sum = 0, n = 0;
    for (int32_t y = y0; y < y0 + w->height; y++) {
      for (int32_t x = x0; x < x0 + w->width; x++) {
        if (y < 0 || x < 0 || y >= height || x >= width) continue;
        const int32_t value = in[(y * width + x) * channels + c];
        sum += value;
        n++;
        if (value > best) best = value;
      }
    }
    expected[i] = (int8_t)(average ? ref_floor_div(2 * sum + n, 2 * n) : best);
  }
  if (average) {
    const trec4j_avg_pool_shape average_shape = {UNDER_WINDOW(height, width, channels, w)};
    trec4j_avg_pool(&average_shape, in, target_output(&output));
  } else {
    trec4j_max_pool(&shape, in, target_output(&output));
  }
  finish_target(average ? "average pool" : "max pool", &input, &output, expected);
  free(expected);
}

/** Windows that hold no pixel, and pixels without room, are refused. */
static __attribute__((noinline)) void check_refused_pools(void) {
  static const trec4j_max_pool_shape empty[] = {{4, 4, 1, 2, 2, 1, 1, 2, 0, 4, 3, 1},
                                                {4, 4, 1, 2, 2, 1, 1, 0, 2, 3, 4, 1},
                                                {4, 4, 1, 2, 2, 2, 1, 0, 0, 3, 3, 1},
                                                {4, 4, 1, 2, 2, 1, 2, 0, 0, 3, 3, 1},
                                                {4, 4, 2, 2, 2, 2, 2, 0, 0, 2, 2, 1}};
  static const trec4j_avg_pool_shape empty_average[] = {{4, 4, 1, 2, 2, 1, 1, 2, 0, 4, 3},
                                                        {4, 4, 1, 2, 2, 1, 1, 0, 2, 3, 4},
                                                        {4, 4, 1, 2, 2, 2, 1, 0, 0, 3, 3},
                                                        {4, 4, 1, 2, 2, 1, 2, 0, 0, 3, 3}};
  static int8_t input[64], output[64];
  for (volatile int i = 0; i < 9; i++) {
    refusal_expected = 1;
    if (setjmp(refusal) != 0) {
      check_refused("pool", i, 1);
      continue;
    }
    if (i < 5) trec4j_max_pool(&empty[i], input, output);
    if (i >= 5) trec4j_avg_pool(&empty_average[i - 5], input, output);
    check_refused("pool", i, 0);
  }
}

static void check_global(int32_t height, int32_t width, int32_t channels, int extreme) {
  const trec4j_global_avg_pool_shape shape = {height, width, channels};
  describe_case("%ldx%ldx%ld, extreme %d", (long)height, (long)width, (long)channels, extreme);
  guarded input = guarded_new((size_t)(height * width * channels));
  guarded output = guarded_new((size_t)channels);
  int8_t *expected = malloc((size_t)channels);
  fill(&input, extreme);
  const int8_t *in = guarded_data(&input);
  const int32_t n = height * width;
  for (int32_t c = 0; c < channels; c++) {
    int32_t sum = 0;
    for (int32_t i = 0; i < n; i++) sum += in[i * channels + c];
    expected[c] = (int8_t)ref_floor_div(2 * sum + n, 2 * n);
  }
  trec4j_global_avg_pool(&shape, in, guarded_data(&output));
  finish("global average pool", &input, &output, expected);
  free(expected);
}

#if TREC4J_DSP

/** Every sum that so many pixels may have: its mean, in either halfword. */
static void check_means(int32_t n) {
  const int32_t scale = trec4j_mean_scale(n);
  int32_t wrong = 0;
  for (int32_t sum = -128 * n, mean = -128; sum <= 127 * n; sum++) {
    if (2 * sum + n >= 2 * n * (mean + 1)) mean++;
    const uint32_t low = trec4j_mean_divide((uint32_t)sum & 0xffffu, scale);
    const uint32_t high = trec4j_mean_divide((uint32_t)sum << 16, scale);
    wrong += (int16_t)low != mean || (int16_t)(high >> 16) != mean;
  }
  cases_checked++;
  cases_failed += wrong > 0;
  if (wrong > 0) printf("FAIL means of %ld pixels: %ld are wrong\n", (long)n, (long)wrong);
}

#endif

static int32_t random_channels(void) {
  return random_once_in(3) ? 4 * random_count(12, 40) : random_count(20, 60);
}

static void check_random_pool(int average) {
  const int32_t largest = random_once_in(8) ? 16 : 4;
  const window w = random_window(largest);
  check_pool(random_side(w.height, w.top, w.bottom, largest + 5),
             random_side(w.width, w.left, w.right, largest + 5), random_channels(), &w, average,
             random_once_in(5));
}

static void check_random_max(void) { check_random_pool(0); }

static void check_random_average(void) { check_random_pool(1); }

/** Maps, too, of more pixels than are summed in halfwords. */
static void check_random_global(void) {
  check_global(random_in(1, 9), random_count(40, 300), random_channels(), random_once_in(5));
}

static const family families[] = {{"max", check_random_max},
                                  {"average", check_random_average},
                                  {"global average", check_random_global}};

int main(int argc, char **argv) {
  if (argc == 3) return run_random_cases("test_pools", families, 3, argv);
  for (int32_t i = 0; i < 200; i++) {
    for (int32_t f = 0; f < 3; f++) families[f].check();
  }
  /* The largest windows that are summed in halfwords, and larger ones. */
  for (int32_t i = 0; i < 12; i++) {
    const window w = {15 + i / 2 % 3, 16 + i % 2, 2, 1, 0, 0, 0, 0};
    check_pool(20, 19, 3 + i, &w, 1, i % 4 == 0);
  }
#if TREC4J_DSP
  for (int32_t n = 1; n <= TREC4J_MEAN_PIXELS; n++) check_means(n);
#endif
  check_refused_pools();
  return verdict("test_pools");
}
