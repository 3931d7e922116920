/** Dense layers, pooling, ReLU and joins against the reference. */
#include "support.h"
#define TREC4J_REQUIRE(condition) require_that(condition, #condition)
#include "packing.h"
#include "reference.h"
#include "trec4j_add.h"
#include "trec4j_avg_pool.h"
#include "trec4j_concat.h"
#include "trec4j_dense.h"
#include "trec4j_global_avg_pool.h"
#include "trec4j_max_pool.h"
#include "trec4j_relu.h"

static void fill(guarded *buffer, int extreme) {
  if (extreme) {
    memset(guarded_data(buffer), random_bits() % 2 ? -128 : 127, buffer->size);
  } else {
    random_int8(guarded_data(buffer), (int32_t)buffer->size, -128, 127);
  }
}

/** Compares, and releases both buffers. */
static void finish(const char *name, guarded *input, guarded *output, const int8_t *expected) {
  int8_t *actual = malloc(output->size);
  memcpy(actual, guarded_data(output), output->size);
  const int32_t size = (int32_t)output->size;
  int intact = guarded_free(input);
  intact &= guarded_free(output);
  check_case(name, actual, expected, size, intact);
  free(actual);
}

/** The same for an output whose pixels may lie apart. */
static void finish_target(const char *name, guarded *input, target *output,
                          const int8_t *expected) {
  const int32_t size = output->pixels * output->channels;
  int8_t *actual = malloc((size_t)size);
  int intact = guarded_free(input);
  intact &= target_free(output, actual);
  check_case(name, actual, expected, size, intact);
  free(actual);
}

static void check_dense(int32_t inputs, int32_t units, int extreme) {
  const trec4j_dense_shape shape = {inputs, units};
  guarded input = guarded_new((size_t)inputs);
  guarded output = guarded_new((size_t)units);
  int8_t *weights = malloc((size_t)(inputs * units));
  int32_t *bias = malloc((size_t)units * sizeof(int32_t));
  int32_t *multipliers = malloc((size_t)units * sizeof(int32_t));
  int8_t *expected = malloc((size_t)units);
  fill(&input, extreme);
  random_int8(weights, inputs * units, -127, 127);
  for (int32_t m = 0; m < units; m++) {
    if (extreme) memset(weights + m * inputs, m % 2 ? 127 : -127, (size_t)inputs);
    bias[m] = random_in(-1000000, 1000000);
    multipliers[m] = random_in(1, 1 + (int32_t)(INT64_C(0x100000000) / (30 * inputs + 8000)));
  }
  const int32_t low = extreme ? -128 : random_in(-128, 0);
  int16_t *packed =
      malloc((size_t)(pack_round_up(units, 4) * pack_round_up(inputs, 4) / 2) * sizeof(int16_t));
  pack_filter_quads(weights, units, inputs, packed);
  const trec4j_dense_params params = {packed, bias, multipliers, random_in(-128, 127), low, 127};
  for (int32_t m = 0; m < units; m++) {
    int32_t acc = bias[m];
    for (int32_t k = 0; k < inputs; k++) {
      acc += ((int8_t *)guarded_data(&input))[k] * weights[m * inputs + k];
    }
    expected[m] = (int8_t)ref_clamp(
        (int64_t)params.output_zero_point + ref_multiply_high(acc, multipliers[m]), low, 127);
  }
  trec4j_dense(&shape, &params, guarded_data(&input), guarded_data(&output));
  finish("dense", &input, &output, expected);
  free(expected);
  free(packed);
  free(multipliers);
  free(bias);
  free(weights);
}

/** Both poolings; padding takes part in neither. */
static void check_pool(int32_t height, int32_t width, int32_t channels, const window *w,
                       int average, int extreme) {
  const trec4j_max_pool_shape shape = {height,
                                       width,
                                       channels,
                                       w->height,
                                       w->width,
                                       w->down,
                                       w->across,
                                       w->top,
                                       w->left,
                                       OUT(height, w->height, w->down, w->top, w->bottom),
                                       OUT(width, w->width, w->across, w->left, w->right),
                                       average ? channels : random_pitch(channels)};
  const int32_t outputs = shape.output_height * shape.output_width * channels;
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
    const trec4j_avg_pool_shape average_shape = {
        height,    width,  channels, w->height,           w->width,          w->down,
        w->across, w->top, w->left,  shape.output_height, shape.output_width};
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

static void check_relu(int32_t pixels, int32_t channels, int extreme) {
  const int32_t size = pixels * channels;
  const trec4j_relu_shape shape = {pixels, channels, random_pitch(channels)};
  const trec4j_relu_params params = {extreme ? (random_bits() % 2 ? -128 : 127)
                                             : random_in(-128, 127)};
  guarded input = guarded_new((size_t)size);
  target output = target_new(pixels, channels, shape.output_pitch);
  int8_t *expected = malloc((size_t)size);
  fill(&input, 0);
  const int8_t *in = guarded_data(&input);
  for (int32_t i = 0; i < size; i++) {
    expected[i] = in[i] > params.zero_point ? in[i] : (int8_t)params.zero_point;
  }
  trec4j_relu(&shape, &params, in, target_output(&output));
  finish_target("relu", &input, &output, expected);
  free(expected);
}

enum { MOST_JOINED = 4, MOST_CHANNELS = 9, MOST_PIXELS = 20 };

/** What an exporter may choose: no sum overflows, and an output of real use. */
static int32_t random_multiplier(int32_t shift) { return random_in(0, (int32_t)1 << shift); }

/** The sum once more, over one of its inputs. */
static void check_add_in_place(const trec4j_add_shape *shape, const trec4j_add_params *params,
                               const int8_t *const *inputs, const int8_t *expected) {
  const int32_t size = shape->pixels * shape->channels, over = random_in(0, shape->inputs - 1);
  const trec4j_add_shape gapless = {shape->inputs, shape->pixels, shape->channels, shape->channels};
  const int8_t *read[MOST_JOINED];
  memcpy(read, inputs, (size_t)shape->inputs * sizeof *read);
  int8_t *output = malloc((size_t)size);
  memcpy(output, inputs[over], (size_t)size);
  read[over] = output;
  trec4j_add(&gapless, params, read, output);
  check_case("add in place", output, expected, size, 1);
  free(output);
}

static void check_add(int32_t pixels, int32_t channels, int32_t inputs, int extreme) {
  const int32_t size = pixels * channels;
  const trec4j_add_shape shape = {inputs, pixels, channels, random_pitch(channels)};
  guarded input[MOST_JOINED];
  const int8_t *in[MOST_JOINED];
  int32_t multipliers[MOST_JOINED];
  const int32_t shift = random_in(1, 20);
  for (int32_t i = 0; i < inputs; i++) {
    input[i] = guarded_new((size_t)size);
    fill(&input[i], extreme);
    in[i] = guarded_data(&input[i]);
    multipliers[i] = random_multiplier(shift);
  }
  const trec4j_add_params params = {multipliers, random_in(-1000000, 1000000), shift,
                                    random_in(-128, 0), 127};
  target output = target_new(pixels, channels, shape.output_pitch);
  int8_t *expected = malloc((size_t)size);
  for (int32_t i = 0; i < size; i++) {
    int64_t sum = params.bias;
    for (int32_t j = 0; j < inputs; j++) sum += (int64_t)in[j][i] * multipliers[j];
    expected[i] = (int8_t)ref_clamp(ref_floor_div(sum, INT64_C(1) << shift), params.low, 127);
  }
  trec4j_add(&shape, &params, in, target_output(&output));
  check_add_in_place(&shape, &params, in, expected);
  for (int32_t i = 1; i < inputs; i++) guarded_free(&input[i]);
  finish_target("add", &input[0], &output, expected);
  free(expected);
}

/** Every other input has the output's scale, and is copied; some channels are others'. */
static void check_concat(int32_t pixels, int32_t inputs, int32_t low, int extreme) {
  guarded input[MOST_JOINED];
  const int8_t *in[MOST_JOINED];
  int32_t channels[MOST_JOINED], first[MOST_JOINED];
  int32_t multipliers[MOST_JOINED], bias[MOST_JOINED];
  const int32_t shift = random_in(1, 20);
  int32_t all = 0;
  for (int32_t i = 0; i < inputs; i++) {
    channels[i] = random_in(1, MOST_CHANNELS);
    all += random_bits() % 2 ? 0 : random_in(1, 3);
    first[i] = all;
    all += channels[i];
    input[i] = guarded_new((size_t)(pixels * channels[i]));
    fill(&input[i], extreme);
    in[i] = guarded_data(&input[i]);
    multipliers[i] = i % 2 ? (int32_t)1 << shift : random_multiplier(shift);
    bias[i] = i % 2 ? (int32_t)1 << (shift - 1) : random_in(-1000000, 1000000);
  }
  const trec4j_concat_shape shape = {inputs, pixels, all};
  const trec4j_concat_params params = {channels, first, multipliers, bias, shift, low, 127};
  guarded output = guarded_new((size_t)(pixels * all));
  int8_t *expected = malloc((size_t)(pixels * all));
  memcpy(expected, guarded_data(&output), (size_t)(pixels * all));
  for (int32_t pixel = 0; pixel < pixels; pixel++) {
    for (int32_t i = 0; i < inputs; i++) {
      for (int32_t c = 0; c < channels[i]; c++) {
        const int64_t sum = bias[i] + (int64_t)in[i][pixel * channels[i] + c] * multipliers[i];
        expected[pixel * all + first[i] + c] =
            (int8_t)ref_clamp(ref_floor_div(sum, INT64_C(1) << shift), low, 127);
      }
    }
  }
  trec4j_concat(&shape, &params, in, guarded_data(&output));
  for (int32_t i = 1; i < inputs; i++) guarded_free(&input[i]);
  finish("concat", &input[0], &output, expected);
  free(expected);
}

int main(void) {
  /* The largest sums there are, over several exact pieces. */
  for (int32_t i = 0; i < 4; i++) check_dense(random_in(1000, 1700), random_in(3, 9), i % 2);
  for (int32_t i = 0; i < 200; i++) {
    const int extreme = i % 5 == 0;
    const int32_t channels = i % 3 == 0 ? 4 * random_in(1, 12) : random_in(1, 20);
    window w = random_window(4);
    check_dense(i % 3 == 0 ? 4 * random_in(1, 60) : random_in(1, 200), random_in(1, 11), extreme);
    for (int32_t average = 0; average < 2; average++) {
      check_pool(random_side(w.height, w.top, w.bottom, 9),
                 random_side(w.width, w.left, w.right, 9), channels, &w, average, extreme);
    }
    w.top = w.left = w.bottom = w.right = 0;
    check_pool(random_in(w.height, 9), random_in(w.width, 9), channels, &w, 1, extreme);
    check_pool(random_in(w.height, 9), random_in(w.width, 9), channels, &w, 0, extreme);
    check_global(random_in(1, 9), random_in(1, 40), channels, extreme);
    check_relu(random_in(1, 9), random_in(1, 9), extreme);
    check_add(random_in(1, 10), random_in(1, 9), random_in(2, MOST_JOINED), extreme);
    check_concat(random_in(1, MOST_PIXELS), random_in(1, MOST_JOINED),
                 i % 3 ? -128 : random_in(-128, 127), extreme);
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
  return verdict("test_layers");
}
