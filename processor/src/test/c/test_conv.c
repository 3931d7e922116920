/** Conventional convolution against the reference. */
#include "packing.h"
#include "reference.h"
#include "support.h"
#include "trec4j_conv.h"

typedef void (*conv_kernel)(const trec4j_conv_shape *shape, const trec4j_conv_params *params,
                            const int8_t *input, int8_t *output, void *scratch);

/** What a case stresses. */
enum { ORDINARY, EXTREME, RELU };

static void check_conv(const char *name, conv_kernel kernel, const trec4j_conv_shape *shape,
                       int stress) {
  const int32_t entries = shape->kernel * shape->kernel * shape->input_channels;
  const int32_t filters = shape->filters;
  const int32_t inputs = shape->input_height * shape->input_width * shape->input_channels;
  const int32_t outputs = shape->output_height * shape->output_width * filters;
  guarded input = guarded_new((size_t)inputs);
  guarded output = guarded_new((size_t)outputs);
  guarded scratch = guarded_new((size_t)TREC4J_CONV_SCRATCH(entries));
  const size_t packed_halfwords =
      (size_t)(pack_round_up(filters, 4) * pack_round_up(entries, 4) / 2);
  int8_t *weights = malloc((size_t)(filters * entries));
  int16_t *packed = malloc(packed_halfwords * sizeof(int16_t));
  int32_t *bias = malloc((size_t)filters * sizeof(int32_t));
  int32_t *multipliers = malloc((size_t)filters * sizeof(int32_t));
  int8_t *expected = malloc((size_t)outputs);

  trec4j_conv_params params = {packed, bias, multipliers, 0, 0, -128, 127};
  params.input_zero_point = random_in(-128, 127);
  params.output_zero_point = random_in(-128, 127);
  if (stress == EXTREME) {
    /* Every product has the same sign and size: the largest sums there are. */
    params.input_zero_point = random_bits() % 2 ? -128 : 127;
    params.output_zero_point = random_bits() % 2 ? -128 : 127;
    memset(guarded_data(&input), -128, (size_t)inputs);
    for (int32_t m = 0; m < filters; m++) {
      memset(weights + m * entries, random_bits() % 2 ? 127 : -127, (size_t)entries);
    }
  } else {
    random_int8(guarded_data(&input), inputs, -128, 127);
    random_int8(weights, filters * entries, -127, 127);
  }
  if (stress == RELU) {
    params.low = params.output_zero_point;
    params.high = random_in(params.low, 127);
  }
  for (int32_t m = 0; m < filters; m++) {
    bias[m] = random_in(-1000000, 1000000);
    /* Spreads the outputs over the int8 range and somewhat beyond. */
    multipliers[m] = random_in(1, 1 + (int32_t)(INT64_C(0x100000000) / (30 * entries + 8000)));
  }
  pack_filter_quads(weights, filters, entries, packed);

  const ref_conv reference = {.height = shape->input_height,
                              .width = shape->input_width,
                              .channels = shape->input_channels,
                              .kernel = shape->kernel,
                              .stride = shape->stride,
                              .pad = shape->pad,
                              .filters = filters,
                              .weights = weights,
                              .input_zero_point = params.input_zero_point,
                              .low = params.low,
                              .high = params.high,
                              .bias32 = bias,
                              .multipliers = multipliers,
                              .output_zero_point = params.output_zero_point};
  ref_convolve(&reference, guarded_data(&input), expected);
  kernel(shape, &params, guarded_data(&input), guarded_data(&output), guarded_data(&scratch));

  int8_t *actual = malloc((size_t)outputs);
  memcpy(actual, guarded_data(&output), (size_t)outputs);
  int intact = guarded_free(&input);
  intact &= guarded_free(&output);
  intact &= guarded_free(&scratch);
  check_case(name, actual, expected, outputs, intact);
  free(actual);
  free(expected);
  free(multipliers);
  free(bias);
  free(packed);
  free(weights);
}

/* id, input height, width, channels, kernel, stride, pad, filters, stress */
#define CASES(CASE)                       \
  CASE(1, 5, 5, 3, 5, 1, 0, 4, ORDINARY)  \
  CASE(2, 6, 7, 3, 3, 1, 1, 6, ORDINARY)  \
  CASE(3, 7, 5, 3, 5, 2, 2, 5, RELU)      \
  CASE(4, 6, 6, 4, 1, 1, 0, 7, ORDINARY)  \
  CASE(5, 5, 6, 8, 1, 2, 0, 8, RELU)      \
  CASE(6, 7, 7, 1, 7, 2, 3, 9, ORDINARY)  \
  CASE(7, 8, 8, 16, 3, 3, 1, 16, EXTREME) \
  CASE(8, 3, 3, 5, 3, 2, 2, 1, EXTREME)   \
  CASE(9, 6, 5, 64, 5, 1, 2, 12, EXTREME) \
  CASE(10, 4, 4, 64, 3, 1, 0, 10, RELU)   \
  CASE(11, 2, 9, 2, 1, 3, 1, 3, ORDINARY) \
  CASE(12, 9, 2, 12, 3, 1, 1, 17, RELU)   \
  CASE(13, 3, 4, 130, 3, 1, 1, 4, EXTREME)

#define OUT(in, kernel, stride, pad) (((in) + 2 * (pad) - (kernel)) / (stride) + 1)

#define DEFINE(id, height, width, channels, size, step, border, units, stress)               \
  static const trec4j_conv_shape shape_##id = {height,                                       \
                                               width,                                        \
                                               channels,                                     \
                                               size,                                         \
                                               step,                                         \
                                               border,                                       \
                                               OUT(height, size, step, border),              \
                                               OUT(width, size, step, border),               \
                                               units};                                       \
  static __attribute__((noinline)) void run_##id(                                            \
      const trec4j_conv_shape *shape, const trec4j_conv_params *params, const int8_t *input, \
      int8_t *output, void *scratch) {                                                       \
    (void)shape;                                                                             \
    trec4j_conv(&shape_##id, params, input, output, scratch);                                \
  }
CASES(DEFINE)

/** The kernel with a shape that the compiler does not know. */
static __attribute__((noinline)) void run_any(const trec4j_conv_shape *shape,
                                              const trec4j_conv_params *params, const int8_t *input,
                                              int8_t *output, void *scratch) {
  trec4j_conv(shape, params, input, output, scratch);
}

static void check_random_shapes(int32_t count) {
  for (int32_t i = 0; i < count; i++) {
    trec4j_conv_shape shape;
    shape.kernel = 2 * random_in(0, 3) + 1;
    shape.stride = random_in(1, 3);
    shape.pad = random_in(0, shape.kernel - 1);
    shape.input_height = random_in(shape.kernel, 9);
    shape.input_width = random_in(shape.kernel, 9);
    shape.input_channels = random_in(1, 9);
    shape.filters = random_in(1, 9);
    shape.output_height = OUT(shape.input_height, shape.kernel, shape.stride, shape.pad);
    shape.output_width = OUT(shape.input_width, shape.kernel, shape.stride, shape.pad);
    check_conv("random", run_any, &shape, (int)(random_bits() % 3));
  }
}

int main(void) {
#define CHECK(id, height, width, channels, size, step, border, units, stress) \
  check_conv("conv " #id, run_##id, &shape_##id, stress);
  CASES(CHECK)
  check_random_shapes(150);
  return verdict("test_conv");
}
