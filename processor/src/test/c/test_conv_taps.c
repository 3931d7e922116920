/** Convolution tap by tap against the reference. */
#include "random_cases.h"
#define TREC4J_REQUIRE(condition) require_that(condition, #condition)
#include "conv_case.h"
#include "layout.h"
#include "packing.h"
#include "trec4j_conv_taps.h"

/** What a convolution is made of, whatever its form: the parameters have no packed weights. */
typedef struct {
  const trec4j_conv_shape *shape;
  const int8_t *weights;
  trec4j_conv_params params;
} layer;

static int32_t entries_of(const trec4j_conv_shape *shape) {
  return shape->kernel_height * shape->kernel_width * shape->input_channels;
}

static __attribute__((noinline)) void run_taps(const layer *l, const int16_t *weights,
                                               const int32_t *bias, const int32_t *offsets,
                                               const int8_t *input, int8_t *output, void *scratch) {
  trec4j_conv_taps_scratch layout;
  memcpy(&layout, offsets, sizeof layout);
  trec4j_conv_taps_params params = l->params;
  params.weights = weights;
  params.bias = bias;
  trec4j_conv_taps(l->shape, &layout, &params, input, output, scratch);
}

/** What a case stresses. */
enum { ORDINARY, EXTREME, OPPOSED, RELU, STRESSES };

static void fill(const layer *l, int stress, int8_t *input, int32_t inputs, int8_t *weights) {
  const int32_t filters = l->shape->filters, entries = entries_of(l->shape);
  if (stress == EXTREME || stress == OPPOSED) {
    /* Products of the same sign and size: with a zero point opposed, the largest there are. */
    memset(input, l->params.input_zero_point < 0 ? 127 : -128, (size_t)inputs);
    for (int32_t m = 0; m < filters; m++) {
      const int8_t weight = random_bits() % 2 ? 127 : -127;
      memset(weights + m * entries, stress == EXTREME ? 127 : weight, (size_t)entries);
    }
  } else {
    random_tensor(input, inputs, -128, 127);
    random_tensor(weights, filters * entries, -127, 127);
  }
}

/** Runs the kernel with its own bias; then with too little room. */
static int run(const layer *l, const int8_t *input, int8_t *output) {
  const int32_t entries = entries_of(l->shape), filters = l->shape->filters;
  const conv_taps_sizes sizes = conv_taps_sizes_of(l->shape);
  const trec4j_conv_taps_scratch plan = conv_taps_plan(l->shape);
  int32_t bytes[CONV_TAPS_REGIONS + 1], offsets[CONV_TAPS_REGIONS + 1];
  memcpy(bytes, &sizes, sizeof sizes);
  memcpy(offsets, &plan, sizeof plan);
  region_list regions = {.count = 0};
  if (random_bits() % 4 != 0) {
    for (int32_t i = 0; i < CONV_TAPS_REGIONS; i++) offsets[i] = region_add(&regions, bytes[i]);
    offsets[CONV_TAPS_REGIONS] = regions.bytes;
  }
  guarded scratch = guarded_new((size_t)offsets[CONV_TAPS_REGIONS]);
  int16_t *quads =
      malloc((size_t)(pack_round_up(filters, 4) * pack_round_up(entries, 4) / 2) * sizeof *quads);
  pack_filter_quads(l->weights, filters, entries, quads);
  int32_t *bias = malloc((size_t)filters * sizeof *bias);
  for (int32_t m = 0; m < filters; m++) {
    bias[m] = l->params.bias[m];
    for (int32_t k = 0; k < entries; k++) {
      bias[m] += l->params.input_zero_point * l->weights[m * entries + k];
    }
  }
  gaps_paint(&regions, guarded_data(&scratch));
  run_taps(l, quads, bias, offsets, input, output, guarded_data(&scratch));
  int intact = gaps_intact(&regions, guarded_data(&scratch));
  for (int32_t region = 0; region < CONV_TAPS_REGIONS; region++) {
    int32_t squeezed[CONV_TAPS_REGIONS + 1];
    memcpy(squeezed, offsets, sizeof squeezed);
    layout_squeeze(squeezed, bytes, region, region + 1);
    volatile int refused = 1;
    refusal_expected = 1;
    if (setjmp(refusal) == 0) {
      run_taps(l, quads, bias, squeezed, input, output, guarded_data(&scratch));
      refused = 0;
    }
    check_refused("taps", region, refused);
  }
  intact &= guarded_free(&scratch);
  free(bias);
  free(quads);
  return intact;
}

static void check(const trec4j_conv_shape *shape, int stress) {
  const int32_t entries = entries_of(shape), filters = shape->filters;
  const int32_t inputs = shape->input_height * shape->input_width * shape->input_channels;
  const int32_t outputs = shape->output_height * shape->output_width * filters;
  describe_conv(shape, stress);
  guarded input = guarded_new((size_t)inputs);
  target output = target_new(outputs / filters, filters, shape->output_pitch);
  int8_t *weights = malloc((size_t)(filters * entries));
  int32_t *bias = malloc((size_t)filters * sizeof *bias);
  int32_t *multipliers = malloc((size_t)filters * sizeof *multipliers);
  int8_t *expected = malloc((size_t)outputs);
  layer l = {shape, weights, {NULL, bias, multipliers, random_in(-128, 127), 0, -128, 127}};
  trec4j_conv_params *const params = &l.params;
  params->output_zero_point = random_in(-128, 127);
  if (stress == EXTREME || stress == OPPOSED) {
    params->input_zero_point = random_bits() % 2 ? -128 : 127;
  }
  if (stress == RELU) {
    params->low = params->output_zero_point;
    params->high = random_in(params->low, 127);
  }
  fill(&l, stress, guarded_data(&input), inputs, weights);
  for (int32_t m = 0; m < filters; m++) {
    const scaling by = random_scaling(weights + m * entries, entries, 1, params->input_zero_point);
    bias[m] = by.bias;
    multipliers[m] = by.multiplier;
  }
  const ref_conv reference = ref_of(shape, weights, params);
  ref_convolve(&reference, guarded_data(&input), expected);
  int intact = run(&l, guarded_data(&input), target_output(&output));
  int8_t *actual = malloc((size_t)outputs);
  intact &= guarded_free(&input);
  intact &= target_free(&output, actual);
  check_case("taps", actual, expected, outputs, intact);
  free(actual);
  free(expected);
  free(multipliers);
  free(bias);
  free(weights);
}

static void check_any(void) {
  const window w = random_window(random_bits() % 2 ? 3 : 7);
  const int32_t channels = 4 * random_count(9, 64 / (w.height * w.width) + 1);
  const trec4j_conv_shape shape = random_conv_shape(&w, 8, channels, random_count(9, 20));
  check(&shape, random_in(ORDINARY, RELU));
}

/** Pixels of many channels, beyond what is multiplied in one go. */
static void check_pixels(void) {
  const window w = random_window(1);
  const trec4j_conv_shape shape =
      random_conv_shape(&w, 4, 4 * random_count(32, 280), random_count(9, 20));
  check(&shape, random_in(ORDINARY, RELU));
}

static const family families[] = {{"any kernel", check_any}, {"1x1", check_pixels}};

/** Kernels of 1x1 and small maps, at all lengths that loops begin differently with. */
static void check_lengths(void) {
  static const int32_t channels[] = {4,   8,   12,  16,  28,  32,  36,  64,  68,  124, 128, 132,
                                     136, 252, 256, 260, 264, 272, 384, 388, 512, 516, 520, 1024};
  for (int32_t i = 0; i < (int32_t)(sizeof channels / sizeof *channels); i++) {
    const trec4j_conv_shape pixels = {3, 3, channels[i], 1, 1, 1, 1, 0, 0, 3, 3, 6, 9};
    const trec4j_conv_shape small = {2, 2, channels[i], 3, 3, 1, 1, 1, 1, 2, 2, 10, 10};
    for (int stress = 0; stress < STRESSES; stress++) {
      check(&pixels, stress);
      check(&small, stress);
    }
  }
}

int main(int argc, char **argv) {
  if (argc == 3) return run_random_cases("test_conv_taps", families, 2, argv);
  check_lengths();
  return verdict("test_conv_taps");
}
