/** Winograd convolutions against the reference and against the direct kernel. */
#include "random_cases.h"
#define TREC4J_REQUIRE(condition) require_that(condition, #condition)
#include "conv_case.h"
#include "layout.h"
#include "packing.h"
#include "trec4j_conv.h"
#include "trec4j_winograd2.h"
#include "trec4j_winograd2_5.h"
#include "trec4j_winograd2_fly.h"
#include "trec4j_winograd4.h"
#include "trec4j_winograd4_fly.h"
#include "trec4j_winograd_rows.h"

/** A kernel, whose layout comes as a list of offsets. */
typedef void (*winograd_kernel)(const trec4j_winograd_shape *shape, const int32_t *offsets,
                                const trec4j_winograd_params *params, const int8_t *input,
                                int8_t *output, void *scratch);

#define DEFINE(kernel, scratch_type)                                                              \
  static __attribute__((noinline)) void run_##kernel(                                             \
      const trec4j_winograd_shape *shape, const int32_t *offsets,                                 \
      const trec4j_winograd_params *params, const int8_t *input, int8_t *output, void *scratch) { \
    scratch_type layout;                                                                          \
    memcpy(&layout, offsets, sizeof layout);                                                      \
    trec4j_##kernel(shape, &layout, params, input, output, scratch);                              \
  }
DEFINE(winograd4, trec4j_winograd_scratch)
DEFINE(winograd2, trec4j_winograd_scratch)
DEFINE(winograd2_5, trec4j_winograd_scratch)
DEFINE(winograd_rows, trec4j_winograd_rows_scratch)

#define DEFINE_FLY(kernel)                                                                        \
  static __attribute__((noinline)) void run_##kernel(                                             \
      const trec4j_winograd_shape *shape, const int32_t *offsets,                                 \
      const trec4j_winograd_params *params, const int8_t *input, int8_t *output, void *scratch) { \
    trec4j_winograd_fly_scratch layout;                                                           \
    memcpy(&layout, offsets, sizeof layout);                                                      \
    const trec4j_winograd_fly_params fly = {(const int8_t *)params->weights,                      \
                                            params->bias,                                         \
                                            params->multipliers,                                  \
                                            params->input_zero_point,                             \
                                            params->output_zero_point,                            \
                                            params->low,                                          \
                                            params->high};                                        \
    trec4j_##kernel(shape, &layout, &fly, input, output, scratch);                                \
  }
DEFINE_FLY(winograd4_fly)
DEFINE_FLY(winograd2_fly)

/** A form of convolution, which takes inputs as x + offset; that of rows has no positions here. */
typedef struct {
  const char *name;
  winograd_kernel kernel;
  int32_t taps, positions, regions, limit, offset;
} form;

static int is_fly(const form *f) { return f->regions == WINOGRAD_FLY_REGIONS; }

static const form forms[] = {{"winograd2_fly", run_winograd2_fly, 3, TREC4J_WINOGRAD2_POSITIONS,
                              WINOGRAD_FLY_REGIONS, TREC4J_WINOGRAD2_LIMIT, 0},
                             {"winograd4_fly", run_winograd4_fly, 3, TREC4J_WINOGRAD4_POSITIONS,
                              WINOGRAD_FLY_REGIONS, TREC4J_WINOGRAD_LIMIT, 128},
                             {"winograd2", run_winograd2, 3, TREC4J_WINOGRAD2_POSITIONS,
                              WINOGRAD_REGIONS, TREC4J_WINOGRAD2_LIMIT, 0},

                             {"winograd4", run_winograd4, 3, TREC4J_WINOGRAD4_POSITIONS,
                              WINOGRAD_REGIONS, TREC4J_WINOGRAD_LIMIT, 128},
                             {"winograd2_5", run_winograd2_5, 5, TREC4J_WINOGRAD2_5_POSITIONS,
                              WINOGRAD_REGIONS, TREC4J_WINOGRAD_LIMIT, 128},
                             {"winograd_rows", run_winograd_rows, 5, 0, WINOGRAD_ROWS_REGIONS,
                              TREC4J_WINOGRAD_ROWS_LIMIT, 128}};

/** Bytes of the regions. */
static void sizes_of(const form *f, const trec4j_winograd_shape *shape, int32_t *bytes) {
  if (f->positions == 0) {
    const winograd_rows_sizes sizes = winograd_rows_sizes_of(shape);
    memcpy(bytes, &sizes, sizeof sizes);
  } else if (is_fly(f)) {
    const winograd_fly_sizes sizes = winograd_fly_sizes_of(shape, f->positions);
    memcpy(bytes, &sizes, sizeof sizes);
  } else {
    const winograd_sizes sizes = winograd_sizes_of(shape, f->positions);
    memcpy(bytes, &sizes, sizeof sizes);
  }
}

/** The offsets as the plan has them, or with gaps. */
static void lay_out(const form *f, const trec4j_winograd_shape *shape, const int32_t *sizes,
                    region_list *list, int32_t *offsets) {
  if (random_bits() % 4 != 0) {
    for (int32_t i = 0; i < f->regions; i++) offsets[i] = region_add(list, sizes[i]);
    offsets[f->regions] = list->bytes;
  } else if (f->positions == 0) {
    const trec4j_winograd_rows_scratch layout = winograd_rows_plan(shape);
    memcpy(offsets, &layout, sizeof layout);
  } else if (is_fly(f)) {
    const trec4j_winograd_fly_scratch layout = winograd_fly_plan(shape, f->positions);
    memcpy(offsets, &layout, sizeof layout);
  } else {
    const trec4j_winograd_scratch layout = winograd_plan(shape, f->positions);
    memcpy(offsets, &layout, sizeof layout);
  }
}

/** The weights as the form wants them; int8 where they are transformed on the fly. */
static int16_t *pack(const form *f, const trec4j_winograd_shape *shape, const int8_t *weights) {
  const int32_t filters = shape->filters, channels = shape->input_channels;
  const int32_t run = shape->kernel_width * channels;
  const int32_t size = f->positions == 0 ? pack_winograd_size(filters, run, 8)
                                         : pack_winograd_size(filters, channels, f->positions);
  int16_t *packed = malloc((size_t)size * sizeof(int16_t));
  if (is_fly(f)) {
    pack_winograd_fly(weights, filters, channels, (int8_t *)packed);
  } else if (f->positions == 0) {
    pack_winograd_rows(weights, filters, run, packed);
  } else {
    pack_winograd(weights, filters, channels, f->taps, f->positions, packed);
  }
  return packed;
}

/** What a case stresses: all but ORDINARY have the largest weights that a filter may have. */
enum { ORDINARY, MOST, LEAST, SIGNS, OPPOSED, BLOCKS, STRESSES };

/** The largest weight of `entries` of the same sign that keeps the condition. */
static int32_t largest_weight(const form *f, int32_t entries) {
  return least(127, (f->limit - 1) / (255 * entries));
}

/** Whether the filter meets the form's condition. */
static int may_be_used(const form *f, const int8_t *weights, int32_t entries) {
  int32_t above = 0, below = 0;
  for (int32_t k = 0; k < entries; k++) {
    if (weights[k] > 0) above += weights[k];
    if (weights[k] < 0) below -= weights[k];
  }
  if (f->offset == 0) return 128 * (above + below) < f->limit;
  return 255 * (above > below ? above : below) < f->limit;
}

/** Weights of both signs, as large as the condition allows. */
static void fill_ordinary(const form *f, int8_t *weights, int32_t entries) {
  int32_t largest = least(127, 2 * largest_weight(f, entries));
  do random_tensor(weights, entries, -largest, largest);
  while (!may_be_used(f, weights, entries) && --largest > 0);
}

static void fill(int8_t *values, int32_t size, int32_t largest, int stress) {
  for (int32_t i = 0; i < size; i++) {
    const int32_t sign = random_bits() % 2 ? largest : -largest;
    values[i] = (int8_t)(stress == MOST ? largest : stress == LEAST ? -largest : sign);
  }
}

/** Blocks of 2x2 like a chessboard: where they meet a tile so, its largest transformed input. */
static void fill_blocks(const trec4j_winograd_shape *shape, int8_t *input) {
  const int32_t down = random_in(0, 3), across = random_in(0, 3);
  for (int32_t y = 0; y < shape->input_height; y++) {
    for (int32_t x = 0; x < shape->input_width; x++) {
      memset(input, ((y + down) ^ (x + across)) & 2 ? -128 : 127, (size_t)shape->input_channels);
      input += shape->input_channels;
    }
  }
}

static int is_refused(winograd_kernel kernel, const trec4j_winograd_shape *shape,
                      const int32_t *offsets, const trec4j_winograd_params *params,
                      const int8_t *input, int8_t *output, void *scratch) {
  refusal_expected = 1;
  if (setjmp(refusal) != 0) return 1;
  kernel(shape, offsets, params, input, output, scratch);
  return 0;
}

/** What filter `m` sums up for an output, without the bias. */
static int32_t sum_at(const ref_conv *c, const int8_t *input, int32_t pixel, int32_t m) {
  const int32_t entries = ref_entries(c);
  int32_t sum = 0;
  for (int32_t k = 0; k < entries; k++) {
    sum += ref_im2row(c, input, pixel / c->output_width, pixel % c->output_width, k) *
           c->weights[m * entries + k];
  }
  return sum;
}

/** The direct kernel, whose bytes they are to be. */
static void run_direct(const trec4j_winograd_shape *shape, const trec4j_conv_params *params,
                       const int8_t *input, int8_t *output) {
  const trec4j_conv_scratch layout = conv_plan(shape);
  trec4j_conv_shape gapless = *shape;
  gapless.output_pitch = shape->filters;
  void *columns = malloc((size_t)layout.bytes);
  trec4j_conv(&gapless, &layout, params, input, output, columns);
  free(columns);
}

static void check_winograd(const form *f, const trec4j_winograd_shape *shape, int stress) {
  const int32_t channels = shape->input_channels, filters = shape->filters;
  const int32_t entries = shape->kernel_height * shape->kernel_width * channels;
  const int32_t inputs = shape->input_height * shape->input_width * channels;
  const int32_t outputs = shape->output_height * shape->output_width * filters;
  describe_conv(shape, stress);
  guarded input = guarded_new((size_t)inputs);
  target output = target_new(outputs / filters, filters, shape->output_pitch);
  int32_t sizes[WINOGRAD_FLY_REGIONS + 1], offsets[WINOGRAD_FLY_REGIONS + 1];
  region_list regions = {.count = 0};
  sizes_of(f, shape, sizes);
  lay_out(f, shape, sizes, &regions, offsets);
  guarded scratch = guarded_new((size_t)offsets[f->regions]);
  int8_t *weights = malloc((size_t)(filters * entries));
  int32_t *bias = malloc((size_t)filters * sizeof(int32_t));
  int32_t *folded = malloc((size_t)filters * sizeof(int32_t));
  int32_t *multipliers = malloc((size_t)filters * sizeof(int32_t));
  int8_t *expected = malloc((size_t)outputs);
  int8_t *const in = guarded_data(&input);

  trec4j_winograd_params params = {NULL, folded, multipliers, 0, 0, -128, 127};
  params.input_zero_point = random_in(-128, 127);
  params.output_zero_point = random_in(-128, 127);
  if (random_bits() % 3 == 0) {
    params.input_zero_point = random_bits() % 2 ? -128 : 127;
    params.output_zero_point = random_bits() % 2 ? -128 : 127;
  }
  if (random_bits() % 3 == 0) {
    params.low = random_in(-128, 127);
    params.high = random_in(params.low, 127);
  }
  if (stress == ORDINARY) {
    random_tensor(in, inputs, -128, 127);
    for (int32_t m = 0; m < filters; m++) fill_ordinary(f, weights + m * entries, entries);
  } else {
    fill(in, inputs, 127, stress);
    for (int32_t i = 0; i < inputs; i++) in[i] = in[i] == -127 ? -128 : in[i];
    if (stress == OPPOSED) memset(in, 127, (size_t)inputs);
    if (stress == BLOCKS) fill_blocks(shape, in);
    for (int32_t m = 0; m < filters; m++) {
      /* Of one sign, the sums are the largest there are. */
      const int one_sign = m % 2 ? MOST : LEAST;
      fill(weights + m * entries, entries, largest_weight(f, entries),
           stress == OPPOSED || stress == BLOCKS ? one_sign : stress);
    }
  }
  int16_t *quads =
      malloc((size_t)(pack_round_up(filters, 4) * pack_round_up(entries, 4) / 2) * sizeof(int16_t));
  pack_filter_quads(weights, filters, entries, quads);
  const trec4j_conv_params direct = {
      quads,      bias,       multipliers, params.input_zero_point, params.output_zero_point,
      params.low, params.high};
  const ref_conv reference = ref_of(shape, weights, &direct);
  for (int32_t m = 0; m < filters; m++) {
    const int8_t *const filter = weights + m * entries;
    scaling by = random_scaling(filter, entries, 1, params.input_zero_point);
    if (random_bits() % 2) {
      /* One output, wherever it is, shows all bits of its sum but the last. */
      by.bias =
          random_in(-100, 100) - sum_at(&reference, in, random_in(0, outputs / filters - 1), m);
      by.multiplier = INT32_MAX;
    }
    bias[m] = folded[m] = by.bias;
    multipliers[m] = by.multiplier;
    for (int32_t k = 0; k < entries; k++) folded[m] -= f->offset * filter[k];
    if (!may_be_used(f, filter, entries)) {
      printf("FAIL %s: the test's weights break the condition\n", f->name);
      cases_failed++;
    }
  }
  int16_t *packed = pack(f, shape, weights);
  params.weights = packed;
  ref_convolve(&reference, in, expected);
  gaps_paint(&regions, guarded_data(&scratch));
  f->kernel(shape, offsets, &params, in, target_output(&output), guarded_data(&scratch));
  int intact = gaps_intact(&regions, guarded_data(&scratch));
  for (int32_t region = 0; region < f->regions; region++) {
    int32_t squeezed[WINOGRAD_FLY_REGIONS + 1];
    memcpy(squeezed, offsets, sizeof squeezed);
    layout_squeeze(squeezed, sizes, region, region + 1);
    check_refused(f->name, region,
                  is_refused(f->kernel, shape, squeezed, &params, in, target_output(&output),
                             guarded_data(&scratch)));
  }

  int8_t *actual = malloc((size_t)outputs), *by_direct = malloc((size_t)outputs);
  run_direct(shape, &direct, in, by_direct);
  intact &= guarded_free(&input);
  intact &= target_free(&output, actual);
  intact &= guarded_free(&scratch);
  check_case(f->name, actual, expected, outputs, intact);
  check_case(f->name, actual, by_direct, outputs, intact);
  free(quads);
  free(by_direct);
  free(actual);
  free(expected);
  free(multipliers);
  free(folded);
  free(bias);
  free(packed);
  free(weights);
}

/** A pad of at most 2 on either side, so that there is at least one output. */
static int32_t pads_within(int32_t size, int32_t taps, int32_t *after) {
  int32_t before;
  do {
    before = random_in(0, 2);
    *after = random_in(0, 2);
  } while (size + before + *after < taps);
  return before;
}

static trec4j_winograd_shape random_shape(const form *f, int32_t height, int32_t width,
                                          int32_t channels, int32_t filters) {
  const int32_t columns = f->positions == 0 ? random_in(1, 6) : f->taps;
  const int32_t across = f->positions == 0 ? random_in(1, 3) : 1;
  int32_t bottom, right;
  const int32_t top = pads_within(height, f->taps, &bottom);
  const int32_t left = pads_within(width, least(columns, 5), &right);
  /* What a wide kernel lacks on a narrow map is padding to the right. */
  const int32_t padded = most(width + left + right, columns);
  const trec4j_winograd_shape shape = {height,
                                       width,
                                       channels,
                                       f->taps,
                                       columns,
                                       1,
                                       across,
                                       top,
                                       left,
                                       OUT(height, f->taps, 1, top, bottom),
                                       OUT(padded, columns, across, 0, 0),
                                       filters,
                                       random_pitch(filters)};
  return shape;
}

/** All combinations of maps, channels and filters, whose numbers have no common divisor. */
static void check_form(const form *f) {
  static const int32_t maps[][2] = {{5, 7}, {3, 11}, {7, 9}, {1, 1}, {4, 4}, {6, 6}, {13, 5}};
  static const int32_t channels[] = {1, 3, 4, 5, 16, 64, 115, 128};
  static const int32_t filters[] = {1, 2, 3, 8, 17};
  for (int32_t i = 0; i < 7 * 8 * 5; i++) {
    const trec4j_winograd_shape shape =
        random_shape(f, maps[i % 7][0], maps[i % 7][1], channels[i % 8], filters[i % 5]);
    check_winograd(f, &shape, i % 11 % STRESSES);
  }
}

/** Rows of products of all lengths, more than 132 and 260 channels with them. */
static void check_lengths(const form *f) {
  static const int32_t channels[] = {2,   6,   7,   8,   12,  124, 127, 129, 131,
                                     132, 133, 136, 256, 260, 261, 264, 388, 392};
  for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
    const trec4j_winograd_shape shape = random_shape(f, f->taps, f->taps, channels[i], 3);
    check_winograd(f, &shape, (int)i % STRESSES);
  }
}

static void check_random(const form *f) {
  const int many = random_once_in(8);
  const int32_t side = many ? 6 : 13;
  const trec4j_winograd_shape shape =
      random_shape(f, random_in(1, side), random_in(1, side), random_in(1, many ? 280 : 20),
                   random_count(9, 20));
  check_winograd(f, &shape, random_in(ORDINARY, BLOCKS));
}

#define RANDOM_OF(number) \
  static void check_random_##number(void) { check_random(&forms[number]); }
RANDOM_OF(0)
RANDOM_OF(1)
RANDOM_OF(2)
RANDOM_OF(3)
RANDOM_OF(4)
RANDOM_OF(5)

static const family families[] = {{"F(2x2, 3x3) on the fly", check_random_0},
                                  {"F(4x4, 3x3) on the fly", check_random_1},
                                  {"F(2x2, 3x3)", check_random_2},
                                  {"F(4x4, 3x3)", check_random_3},
                                  {"F(2x2, 5x5)", check_random_4},
                                  {"F(4, 5) of rows", check_random_5}};

int main(int argc, char **argv) {
  if (argc == 3) return run_random_cases("test_winograd", families, 6, argv);
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    check_form(forms + i);
    check_lengths(forms + i);
  }
  return verdict("test_winograd");
}
