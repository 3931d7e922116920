/** Dense layers, ReLU, joins and requantisation against the reference. */
#include "random_cases.h"
#define TREC4J_REQUIRE(condition) require_that(condition, #condition)
#include "layer_case.h"
#include "packing.h"
#include "reference.h"
#include "trec4j_add.h"
#include "trec4j_concat.h"
#include "trec4j_dense.h"
#include "trec4j_relu.h"

static void check_dense(int32_t inputs, int32_t units, int extreme) {
  const trec4j_dense_shape shape = {inputs, units};
  const int32_t input_zero_point = random_in(-128, 127);
  describe_case("%ld to %ld, extreme %d", (long)inputs, (long)units, extreme);
  guarded input = guarded_new((size_t)inputs);
  guarded output = guarded_new((size_t)units);
  int8_t *weights = malloc((size_t)(inputs * units));
  int32_t *bias = malloc((size_t)units * sizeof(int32_t));
  int32_t *multipliers = malloc((size_t)units * sizeof(int32_t));
  int8_t *expected = malloc((size_t)units);
  fill(&input, extreme);
  random_tensor(weights, inputs * units, -127, 127);
  for (int32_t m = 0; m < units; m++) {
    if (extreme) memset(weights + m * inputs, m % 2 ? 127 : -127, (size_t)inputs);
    const scaling by = random_scaling(weights + m * inputs, inputs, 1, input_zero_point);
    bias[m] = by.bias;
    multipliers[m] = by.multiplier;
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

static void check_relu(int32_t pixels, int32_t channels, int extreme) {
  const int32_t size = pixels * channels;
  describe_case("%ld pixels, %ld channels, extreme %d", (long)pixels, (long)channels, extreme);
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
  describe_case("%ld inputs, %ld pixels, %ld channels, extreme %d", (long)inputs, (long)pixels,
                (long)channels, extreme);
  const trec4j_add_shape shape = {inputs, pixels, channels, random_pitch(channels)};
  guarded input[MOST_JOINED];
  const int8_t *in[MOST_JOINED];
  int16_t multipliers[MOST_JOINED];
  for (int32_t i = 0; i < inputs; i++) {
    input[i] = guarded_new((size_t)size);
    fill(&input[i], extreme);
    in[i] = guarded_data(&input[i]);
    multipliers[i] = (int16_t)random_in(0, random_once_in(4) ? INT16_MAX : 1 << TREC4J_ADD_SHIFT);
  }
  const trec4j_add_params params = {multipliers, random_in(-4000000, 4000000), random_in(-128, 0),
                                    127};
  target output = target_new(pixels, channels, shape.output_pitch);
  int8_t *expected = malloc((size_t)size);
  for (int32_t i = 0; i < size; i++) {
    int64_t sum = params.bias;
    for (int32_t j = 0; j < inputs; j++) sum += (int64_t)in[j][i] * multipliers[j];
    expected[i] =
        (int8_t)ref_clamp(ref_floor_div(sum, INT64_C(1) << TREC4J_ADD_SHIFT), params.low, 127);
  }
  trec4j_add(&shape, &params, in, target_output(&output));
  check_add_in_place(&shape, &params, in, expected);
  for (int32_t i = 1; i < inputs; i++) guarded_free(&input[i]);
  finish_target("add", &input[0], &output, expected);
  free(expected);
}

/** Every other input has the output's scale, and is copied; some channels are others'. */
static void check_concat(int32_t pixels, int32_t inputs, int32_t low, int extreme) {
  describe_case("%ld inputs, %ld pixels, low %ld, extreme %d", (long)inputs, (long)pixels,
                (long)low, extreme);
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

/** The arithmetic that ends every kernel, whatever its accumulators hold. */
static void check_requantization(void) {
  enum { VALUES = 200 };
  static const int32_t corners[] = {INT32_MIN, INT32_MIN + 1, -32769, -129,    -1,       0,
                                    1,         128,           32768,  1 << 30, INT32_MAX};
  const int32_t zero_point = random_in(-128, 127);
  const int32_t low = random_in(-128, 127), high = random_in(low, 127);
  int8_t actual[4 * VALUES], expected[4 * VALUES];
  describe_case("zero point %ld, within %ld %ld", (long)zero_point, (long)low, (long)high);
  for (int32_t i = 0; i < 4 * VALUES; i += 4) {
    const int32_t accumulator =
        random_bits() % 2 ? corners[random_in(0, 10)] : (int32_t)random_bits();
    const int32_t multiplier = random_once_in(8) ? INT32_MAX : random_in(1, INT32_MAX);
    const int32_t count = random_in(1, 1 << 22);
    const int32_t sum = random_in(-128 * count, 127 * count);
    const int16_t saturated = trec4j_sat16(accumulator);
    const int32_t scaled = ref_multiply_high(accumulator, multiplier);
    actual[i] = trec4j_requantize(accumulator, multiplier, zero_point, low, high);
    expected[i] = (int8_t)ref_clamp((int64_t)zero_point + scaled, low, high);
    actual[i + 1] = trec4j_sat8(accumulator);
    expected[i + 1] = (int8_t)ref_clamp(accumulator, -128, 127);
    actual[i + 2] = (int8_t)trec4j_rounded_mean(sum, count);
    expected[i + 2] = (int8_t)ref_floor_div(2 * (int64_t)sum + count, 2 * (int64_t)count);
    actual[i + 3] = saturated == ref_sat16(accumulator);
    expected[i + 3] = 1;
  }
  check_case("requantisation", actual, expected, 4 * VALUES, 1);
}

static int32_t random_channels(void) {
  return random_once_in(3) ? 4 * random_count(12, 70) : random_count(20, 80);
}

static void check_random_dense(void) {
  const int32_t inputs = random_once_in(3) ? 4 * random_count(60, 400) : random_count(200, 1700);
  check_dense(inputs, random_count(11, 40), random_once_in(5));
}

static void check_random_relu(void) {
  check_relu(random_in(1, 20), random_channels(), random_once_in(5));
}

static void check_random_add(void) {
  check_add(random_in(1, 20), random_channels(), random_in(2, MOST_JOINED), random_once_in(5));
}

static void check_random_concat(void) {
  check_concat(random_in(1, MOST_PIXELS), random_in(1, MOST_JOINED),
               random_once_in(3) ? random_in(-128, 127) : -128, random_once_in(5));
}

static const family families[] = {{"dense", check_random_dense},
                                  {"relu", check_random_relu},
                                  {"add", check_random_add},
                                  {"concat", check_random_concat},
                                  {"requantisation", check_requantization}};

int main(int argc, char **argv) {
  if (argc == 3) return run_random_cases("test_layers", families, 5, argv);
  /* The largest sums there are, over several exact pieces. */
  for (int32_t i = 0; i < 4; i++) check_dense(random_in(1000, 1700), random_in(3, 9), i % 2);
  for (int32_t i = 0; i < 200; i++) {
    for (int32_t f = 0; f < 5; f++) families[f].check();
  }
  return verdict("test_layers");
}
