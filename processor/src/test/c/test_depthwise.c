/** Depthwise convolutions, plain and two rows at a time, against a reference. */
#include "random_cases.h"
#define TREC4J_REQUIRE(condition) require_that(condition, #condition)
#include "layout.h"
#include "packing.h"
#include "reference.h"
#include "trec4j_depthwise_conv.h"
#include "trec4j_depthwise_pairs.h"

/** What a case stresses: all but ORDINARY have the largest sums there are, of either sign. */
enum { ORDINARY, MOST, LEAST, SIGNS, STRESSES };

static void fill(int8_t *values, int32_t size, int8_t most, int8_t least_value, int stress) {
  for (int32_t i = 0; i < size; i++) {
    const int upper = stress == MOST || (stress == SIGNS && random_bits() % 2 == 1);
    values[i] = upper ? most : least_value;
  }
  if (stress == ORDINARY) random_tensor(values, size, least_value, most);
}

static trec4j_depthwise_conv_shape shape_of(int32_t height, int32_t width, int32_t channels,
                                            const window *w) {
  const trec4j_depthwise_conv_shape shape = {UNDER_WINDOW(height, width, channels, w),
                                             random_pitch(channels)};
  return shape;
}

static void expect(const trec4j_depthwise_conv_shape *shape,
                   const trec4j_depthwise_conv_params *params, const int8_t *input,
                   int8_t *expected) {
  const int32_t channels = shape->channels;
  for (int32_t i = 0; i < shape->output_height * shape->output_width * channels; i++) {
    const int32_t c = i % channels;
    const int32_t left = i / channels % shape->output_width * shape->stride_x - shape->pad_left;
    const int32_t top = i / channels / shape->output_width * shape->stride_y - shape->pad_top;
    int32_t acc = params->bias[c];
    for (int32_t k = 0; k < shape->kernel_height * shape->kernel_width; k++) {
      const int32_t y = top + k / shape->kernel_width;
      const int32_t x = left + k % shape->kernel_width;
      const int inside = y >= 0 && x >= 0 && y < shape->input_height && x < shape->input_width;
      acc +=
          (inside ? input[(y * shape->input_width + x) * channels + c] : params->input_zero_point) *
          params->weights[k * channels + c];
    }
    expected[i] = (int8_t)ref_clamp(
        (int64_t)params->output_zero_point + ref_multiply_high(acc, params->multipliers[c]),
        params->low, params->high);
  }
}

/** Runs the kernel of rows in pairs, in scratch with gaps or as it is planned. */
static int run_pairs(const trec4j_depthwise_conv_shape *shape,
                     const trec4j_depthwise_conv_params *params, const int8_t *input,
                     int8_t *output) {
  const int32_t taps = shape->kernel_height;
  const int32_t size = shape->channels * pack_depthwise_pairs_size(taps, shape->stride_y);
  int16_t *packed = malloc((size_t)size * sizeof(int16_t));
  pack_depthwise_pairs(params->weights, shape->channels, taps, shape->stride_y, packed);
  const trec4j_depthwise_pairs_params pairs = {packed,
                                               params->bias,
                                               params->multipliers,
                                               params->input_zero_point,
                                               params->output_zero_point,
                                               params->low,
                                               params->high};
  trec4j_depthwise_pairs_scratch layout = depthwise_pairs_plan(shape);
  layout.columns = 8 * random_in(0, 2);
  layout.bytes += layout.columns;
  guarded scratch = guarded_new((size_t)layout.bytes);
  uint8_t before[16];
  memcpy(before, guarded_data(&scratch), (size_t)layout.columns);
  trec4j_depthwise_pairs(shape, &layout, &pairs, input, output, guarded_data(&scratch));
  const int intact = memcmp(before, guarded_data(&scratch), (size_t)layout.columns) == 0;
  free(packed);
  return guarded_free(&scratch) && intact;
}

static int has_pairs(const window *w) {
  return w->height == w->width && (w->height == 3 || w->height == 5) && w->down == w->across &&
         w->down <= 2;
}

static void check_depthwise(int32_t height, int32_t width, int32_t channels, const window *w,
                            int stress) {
  const trec4j_depthwise_conv_shape shape = shape_of(height, width, channels, w);
  const int32_t outputs = shape.output_height * shape.output_width * channels;
  const int32_t taps = w->height * w->width;
  describe_case("%ldx%ldx%ld, kernel %ldx%ld, stride %ldx%ld, pad %ld %ld %ld %ld, stress %d",
                (long)height, (long)width, (long)channels, (long)w->height, (long)w->width,
                (long)w->down, (long)w->across, (long)w->top, (long)w->bottom, (long)w->left,
                (long)w->right, stress);
  guarded input = guarded_new((size_t)(height * width * channels));
  int8_t *weights = malloc((size_t)(taps * channels));
  int32_t *bias = malloc((size_t)channels * sizeof(int32_t));
  int32_t *multipliers = malloc((size_t)channels * sizeof(int32_t));
  int8_t *expected = malloc((size_t)outputs), *actual = malloc((size_t)outputs);
  const int32_t input_zero_point = random_in(-128, 127);
  fill(guarded_data(&input), height * width * channels, 127, -128, stress);
  fill(weights, taps * channels, 127, -127, stress == ORDINARY ? ORDINARY : random_in(1, SIGNS));
  for (int32_t c = 0; c < channels; c++) {
    const scaling by = random_scaling(weights + c, taps, channels, input_zero_point);
    bias[c] = by.bias;
    multipliers[c] = stress == MOST ? INT32_MAX : by.multiplier;
  }
  /* Half of the ranges are an int8's, which are not passed by once more. */
  const int narrow = random_bits() % 2;
  const trec4j_depthwise_conv_params params = {weights,
                                               bias,
                                               multipliers,
                                               input_zero_point,
                                               random_in(-128, 127),
                                               narrow ? random_in(-128, 0) : -128,
                                               narrow ? random_in(1, 127) : 127};
  expect(&shape, &params, guarded_data(&input), expected);
  for (int pairs = 0; pairs <= has_pairs(w); pairs++) {
    target output = target_new(outputs / channels, channels, shape.output_pitch);
    int intact = 1;
    if (pairs) {
      intact = run_pairs(&shape, &params, guarded_data(&input), target_output(&output));
    } else {
      trec4j_depthwise_conv(&shape, &params, guarded_data(&input), target_output(&output));
    }
    intact &= target_free(&output, actual);
    check_case(pairs ? "depthwise pairs" : "depthwise convolution", actual, expected, outputs,
               intact);
  }
  cases_failed += !guarded_free(&input);
  free(actual);
  free(expected);
  free(multipliers);
  free(bias);
  free(weights);
}

/** Windows that there is no loop for, pads beyond the kernel, and too little room. */
static __attribute__((noinline)) void check_refused_pairs(void) {
  static const trec4j_depthwise_pairs_shape shapes[] = {
      {6, 6, 4, 4, 4, 1, 1, 0, 0, 3, 3, 4}, {6, 6, 4, 3, 5, 1, 1, 0, 0, 4, 2, 4},
      {6, 6, 4, 3, 3, 3, 3, 0, 0, 2, 2, 4}, {6, 6, 4, 3, 3, 1, 2, 0, 0, 4, 2, 4},
      {6, 6, 4, 3, 3, 1, 1, 3, 0, 7, 4, 4}, {6, 6, 4, 3, 3, 1, 1, 0, 3, 4, 7, 4},
      {6, 6, 4, 3, 3, 1, 1, 1, 1, 6, 6, 3}, {6, 6, 4, 3, 3, 1, 1, 1, 1, 6, 6, 4}};
  static uint32_t scratch[256];
  static int8_t input[144], output[196];
  for (volatile int i = 0; i < 8; i++) {
    trec4j_depthwise_pairs_scratch layout = depthwise_pairs_plan(&shapes[i]);
    layout.bytes -= i == 7 ? 1 : 0;
    const trec4j_depthwise_pairs_params params = {0};
    refusal_expected = 1;
    if (setjmp(refusal) != 0) {
      check_refused("depthwise pairs", i, 1);
      continue;
    }
    trec4j_depthwise_pairs(&shapes[i], &layout, &params, input, output, scratch);
    check_refused("depthwise pairs", i, 0);
  }
}

static int32_t random_channels(void) {
  return random_once_in(3) ? 4 * random_count(6, 24) : random_count(11, 40);
}

static void check_any(void) {
  const window w = random_window(random_once_in(4) ? 7 : 5);
  check_depthwise(random_side(w.height, w.top, w.bottom, 11),
                  random_side(w.width, w.left, w.right, 11), random_channels(), &w,
                  random_in(ORDINARY, SIGNS));
}

/** Kernels that have a form of their own, and the plain one with them. */
static void check_both(void) {
  const int32_t size = random_bits() % 2 ? 3 : 5, stride = random_in(1, 2);
  window w = {size, size, stride, stride, 0, 0, 0, 0};
  random_pads(&w);
  check_depthwise(random_side(w.height, w.top, w.bottom, 13),
                  random_side(w.width, w.left, w.right, 13), random_channels(), &w,
                  random_in(ORDINARY, SIGNS));
}

static const family families[] = {{"any kernel", check_any}, {"rows in pairs", check_both}};

int main(int argc, char **argv) {
  if (argc == 3) return run_random_cases("test_depthwise", families, 2, argv);
  for (int32_t i = 0; i < 240; i++) {
    check_any();
    check_both();
  }
  check_refused_pairs();
  return verdict("test_depthwise");
}
