/** Conventional convolution against the reference. */
#include "random_cases.h"
#define TREC4J_REQUIRE(condition) require_that(condition, #condition)
#include "conv_case.h"
#include "layout.h"
#include "packing.h"
#include "trec4j_conv.h"

typedef void (*conv_kernel)(const trec4j_conv_shape *shape, const trec4j_conv_scratch *layout,
                            const trec4j_conv_params *params, const int8_t *input, int8_t *output,
                            void *scratch);

/** What a case stresses. */
enum { ORDINARY, EXTREME, RELU };

static __attribute__((noinline)) int is_refused(conv_kernel kernel, const trec4j_conv_shape *shape,
                                                const trec4j_conv_scratch *layout,
                                                const trec4j_conv_params *params,
                                                const int8_t *input, int8_t *output,
                                                void *scratch) {
  refusal_expected = 1;
  if (setjmp(refusal) != 0) return 1;
  kernel(shape, layout, params, input, output, scratch);
  return 0;
}

static void check_conv(const char *name, conv_kernel kernel, const trec4j_conv_shape *shape,
                       int stress) {
  const int32_t entries = shape->kernel_height * shape->kernel_width * shape->input_channels;
  const int32_t filters = shape->filters;
  const int32_t inputs = shape->input_height * shape->input_width * shape->input_channels;
  const int32_t outputs = shape->output_height * shape->output_width * filters;
  describe_conv(shape, stress);
  guarded input = guarded_new((size_t)inputs);
  target output = target_new(outputs / filters, filters, shape->output_pitch);
  const conv_sizes sizes = conv_sizes_of(shape);
  region_list regions = {.count = 0};
  const trec4j_conv_scratch layout =
      random_bits() % 4 == 0 ? conv_plan(shape) : conv_layout_with_gaps(&sizes, &regions);
  guarded scratch = guarded_new((size_t)layout.bytes);
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
    random_tensor(guarded_data(&input), inputs, -128, 127);
    random_tensor(weights, filters * entries, -127, 127);
  }
  if (stress == RELU) {
    params.low = params.output_zero_point;
    params.high = random_in(params.low, 127);
  }
  for (int32_t m = 0; m < filters; m++) {
    const scaling by = random_scaling(weights + m * entries, entries, 1, params.input_zero_point);
    bias[m] = by.bias;
    multipliers[m] = by.multiplier;
  }
  pack_filter_quads(weights, filters, entries, packed);

  const ref_conv reference = ref_of(shape, weights, &params);
  ref_convolve(&reference, guarded_data(&input), expected);
  gaps_paint(&regions, guarded_data(&scratch));
  kernel(shape, &layout, &params, guarded_data(&input), target_output(&output),
         guarded_data(&scratch));
  int intact = gaps_intact(&regions, guarded_data(&scratch));
  for (int32_t region = 0; region < CONV_REGIONS; region++) {
    int32_t offsets[CONV_REGIONS + 1], bytes[CONV_REGIONS + 1];
    memcpy(offsets, &layout, sizeof layout);
    memcpy(bytes, &sizes, sizeof sizes);
    layout_squeeze(offsets, bytes, region, region + 1);
    trec4j_conv_scratch squeezed;
    memcpy(&squeezed, offsets, sizeof squeezed);
    check_refused(name, region,
                  is_refused(kernel, shape, &squeezed, &params, guarded_data(&input),
                             target_output(&output), guarded_data(&scratch)));
  }

  int8_t *actual = malloc((size_t)outputs);
  intact &= guarded_free(&input);
  intact &= target_free(&output, actual);
  intact &= guarded_free(&scratch);
  check_case(name, actual, expected, outputs, intact);
  free(actual);
  free(expected);
  free(multipliers);
  free(bias);
  free(packed);
  free(weights);
}

/* id, input height, width, channels, window, filters, stress */
#define CASES(CASE)                                                    \
  CASE(1, 5, 5, 3, SQUARE(5, 1, 0), 4, ORDINARY)                       \
  CASE(2, 6, 7, 3, SQUARE(3, 1, 1), 6, ORDINARY)                       \
  CASE(3, 7, 5, 3, SQUARE(5, 2, 2), 5, RELU)                           \
  CASE(4, 6, 6, 4, SQUARE(1, 1, 0), 7, ORDINARY)                       \
  CASE(5, 5, 6, 8, SQUARE(1, 2, 0), 8, RELU)                           \
  CASE(6, 7, 7, 1, SQUARE(7, 2, 3), 9, ORDINARY)                       \
  CASE(7, 8, 8, 16, SQUARE(3, 3, 1), 16, EXTREME)                      \
  CASE(8, 3, 3, 5, SQUARE(3, 2, 2), 1, EXTREME)                        \
  CASE(9, 6, 5, 64, SQUARE(5, 1, 2), 12, EXTREME)                      \
  CASE(10, 4, 4, 64, SQUARE(3, 1, 0), 10, RELU)                        \
  CASE(11, 2, 9, 2, RECTANGLE(1, 1, 3, 3, 1, 1, 1, 1), 3, ORDINARY)    \
  CASE(12, 9, 2, 12, SQUARE(3, 1, 1), 17, RELU)                        \
  CASE(13, 3, 4, 130, SQUARE(3, 1, 1), 4, EXTREME)                     \
  CASE(14, 6, 9, 3, RECTANGLE(1, 5, 1, 2, 0, 2, 0, 2), 5, ORDINARY)    \
  CASE(15, 9, 6, 4, RECTANGLE(7, 1, 2, 1, 3, 0, 3, 0), 8, RELU)        \
  CASE(16, 7, 8, 8, RECTANGLE(2, 4, 1, 1, 0, 1, 1, 2), 9, EXTREME)     \
  CASE(17, 49, 10, 1, RECTANGLE(10, 4, 2, 2, 4, 1, 5, 1), 8, ORDINARY) \
  CASE(18, 5, 4, 4, RECTANGLE(3, 2, 2, 3, 0, 0, 2, 1), 4, EXTREME)     \
  CASE(19, 5, 7, 12, RECTANGLE(4, 3, 3, 1, 3, 0, 0, 2), 6, ORDINARY)

#define DEFINE(id, height, width, channels, window, units, stress)                            \
  static const trec4j_conv_shape shape_##id = {height,                                        \
                                               width,                                         \
                                               channels,                                      \
                                               WITHOUT_ENDS(window),                          \
                                               OUT_HEIGHT(height, window),                    \
                                               OUT_WIDTH(width, window),                      \
                                               units,                                         \
                                               (units) + (id) % 4};                           \
  static __attribute__((noinline)) void run_##id(                                             \
      const trec4j_conv_shape *shape, const trec4j_conv_scratch *layout,                      \
      const trec4j_conv_params *params, const int8_t *input, int8_t *output, void *scratch) { \
    (void)shape;                                                                              \
    trec4j_conv(&shape_##id, layout, params, input, output, scratch);                         \
  }
CASES(DEFINE)

/** The kernel with a shape that the compiler does not know. */
static __attribute__((noinline)) void run_any(const trec4j_conv_shape *shape,
                                              const trec4j_conv_scratch *layout,
                                              const trec4j_conv_params *params, const int8_t *input,
                                              int8_t *output, void *scratch) {
  trec4j_conv(shape, layout, params, input, output, scratch);
}

static void check_any(void) {
  const window w = random_window(7);
  const int32_t channels = random_count(9, 3 * 64 / (w.height * w.width) + 1);
  const trec4j_conv_shape shape = random_conv_shape(&w, 10, channels, random_count(9, 20));
  check_conv("conv", run_any, &shape, random_in(ORDINARY, RELU));
}

/** Kernels of one pixel, of many channels, too: columns longer than one exact piece. */
static void check_pixels(void) {
  window w = random_window(1);
  const int many = random_once_in(8);
  const trec4j_conv_shape shape = random_conv_shape(
      &w, many ? 3 : 8, many ? random_in(1, 1100) : 4 * random_count(8, 64), random_count(9, 20));
  check_conv("conv", run_any, &shape, random_in(ORDINARY, RELU));
}

static const family families[] = {{"any kernel", check_any}, {"1x1", check_pixels}};

int main(int argc, char **argv) {
  if (argc == 3) return run_random_cases("test_conv", families, 2, argv);
#define CHECK(id, height, width, channels, window, units, stress) \
  check_conv("conv " #id, run_##id, &shape_##id, stress);
  CASES(CHECK)
  return verdict("test_conv");
}
