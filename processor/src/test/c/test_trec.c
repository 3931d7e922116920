/** TREC convolutions, shared and per slice, against the reference. */
#include "support.h"
#define TREC4J_REQUIRE(condition) require_that(condition, #condition)
#include "layout.h"
#include "packing.h"
#include "reference.h"
#include "trec4j_trec_per_slice.h"
#include "trec4j_trec_shared.h"
#include "trec4j_trec_winograd2.h"
#include "trec4j_trec_winograd2_5.h"
#include "trec4j_trec_winograd4.h"

typedef void (*trec_kernel)(const trec4j_trec_shape *shape, const trec4j_trec_scratch *layout,
                            const trec4j_trec_params *params, const int8_t *input, int8_t *output,
                            void *scratch);

/** A kernel; `positions` of the Winograd form that convolves kept directions, or 0. */
typedef struct {
  trec_kernel run;
  int32_t positions;
} trec_form;

/** What a case stresses. */
enum {
  ORDINARY,
  ONE_CLUSTER, /* thresholds no projection passes; the largest sums of members there are */
  TIES,        /* projections that meet their thresholds, means between two integers */
  ALL_DIFFER,  /* as many clusters as buckets allow */
  SATURATE,    /* tables and sums beyond int16 */
  EXTREME,     /* zero points, inputs and weights at their limits */
  RELU
};

/** Which ways of the kernel the cases took: each must be seen. */
static int overflowed, padded_bits, saw_one_cluster, saw_many_clusters, saw_lean;
static int saw_winograd, saw_kept, saw_long_columns, saw_kept_reassigned, saw_groups,
    saw_table_passes;

/** Fills the map of a filter's place k to the packed blocks. */
static void pack_blocks(const ref_conv *c, int16_t *packed) {
  const int32_t entries = ref_entries(c);
  int8_t *segment_weights = calloc((size_t)(16 * c->segment), 1);
  for (int32_t block = 0; block < c->filters; block += 16) {
    for (int32_t s = 0; s < ref_slices(c); s++) {
      for (int32_t t = 0; t < ref_taps(c); t++) {
        memset(segment_weights, 0, (size_t)(16 * c->segment));
        for (int32_t i = 0; i < 16 && block + i < c->filters; i++) {
          for (int32_t l = 0; l < c->segment; l++) {
            segment_weights[i * c->segment + l] =
                c->weights[(block + i) * entries + ref_entry(c, s, t, l)];
          }
        }
        for (int32_t quad = 0; quad < 16; quad += 4) {
          packed =
              pack_quad(segment_weights + quad * c->segment, c->segment, 4, c->segment, packed);
        }
      }
    }
  }
  free(segment_weights);
}

/** What convolves the kept directions of a case, plain and packed. */
typedef struct {
  int8_t *directions, *padded_directions, *weights;
  int32_t *bias, *multipliers, *squares, *kept_multipliers, *kept_bias;
  int16_t *packed;
} kept_parameters;

static int8_t *kept_directions(const ref_conv *c, int stress, kept_parameters *k) {
  const int32_t count = ref_slices(c) * c->keep;
  const int32_t padded = pack_round_up(c->segment, 4);
  k->directions = malloc((size_t)(count * c->segment));
  k->padded_directions = calloc((size_t)(count * padded), 1);
  k->bias = calloc((size_t)count, sizeof(int32_t));
  k->multipliers = malloc((size_t)count * sizeof(int32_t));
  k->squares = malloc((size_t)count * sizeof(int32_t));
  random_int8(k->directions, count * c->segment, -127, 127);
  for (int32_t i = 0; i < count; i++) {
    /* From projections that hardly matter to ones that saturate. */
    k->multipliers[i] =
        stress == SATURATE ? INT32_MAX : 1 + random_in(0, INT32_MAX / (32 * c->segment)) * 2;
    k->squares[i] =
        stress == SATURATE || stress == EXTREME ? INT32_MAX : random_in(0, INT32_MAX / c->segment);
    for (int32_t l = 0; l < c->segment; l++) {
      const int8_t value = k->directions[i * c->segment + l];
      k->padded_directions[i * padded + l] = value;
      k->bias[i] -= c->input_zero_point * value;
    }
  }
  return k->padded_directions;
}

/** Packs plain weights with columns' rows filled up. */
static int16_t *kept_pack_quads(const ref_conv *c, const kept_parameters *k) {
  const int32_t entries = ref_taps(c) * ref_slices(c) * c->keep;
  const int32_t rows = c->run > 1 ? 1 : c->kernel_height;
  const int32_t row = entries / rows;
  const int32_t padded = rows * pack_round_up(row, 4);
  const int32_t lanes = pack_round_up(c->filters, 16);
  int16_t *packed = malloc((size_t)(lanes * padded / 2) * sizeof(int16_t));
  int8_t *filled = calloc((size_t)(lanes * padded), 1);
  for (int32_t i = 0; i < c->filters * entries; i++) {
    const int32_t entry = i % entries;
    filled[i / entries * padded + entry / row * (padded / rows) + entry % row] = k->weights[i];
  }
  pack_filter_quads(filled, lanes, padded, packed);
  free(filled);
  return packed;
}

/** Packs them as a Winograd form wants them. */
static int16_t *kept_pack_winograd(const ref_conv *c, const kept_parameters *k, int32_t positions) {
  const int32_t values = ref_slices(c) * c->keep;
  const int32_t size = pack_winograd_size(c->filters, values, positions);
  int16_t *packed = malloc((size_t)size * sizeof(int16_t));
  pack_winograd(k->weights, c->filters, values, c->kernel_height, positions, packed);
  return packed;
}

static void kept_weights(const ref_conv *c, int stress, int32_t positions, kept_parameters *k) {
  const int32_t entries = ref_taps(c) * ref_slices(c) * c->keep;
  k->weights = malloc((size_t)(c->filters * entries));
  k->kept_multipliers = calloc((size_t)pack_round_up(c->filters, 16), sizeof(int32_t));
  k->kept_bias = calloc((size_t)c->filters, sizeof(int32_t));
  random_int8(k->weights, c->filters * entries, -127, 127);
  if (stress == EXTREME)
    memset(k->weights, random_bits() % 2 ? -127 : 127, (size_t)(c->filters * entries));
  for (int32_t m = 0; m < c->filters; m++) {
    k->kept_multipliers[m] =
        stress == SATURATE ? random_in(1 << 20, 8388607) * 256 : random_in(0, 1 << 16) * 256;
  }
  /* Only tiles of 6x6 take inputs as 128 more. */
  for (int32_t i = 0; positions > 16 && i < c->filters * entries; i++) {
    k->kept_bias[i / entries] -= 128 * k->weights[i];
  }
  k->packed = positions > 0 ? kept_pack_winograd(c, k, positions) : kept_pack_quads(c, k);
}

static void kept_free(kept_parameters *k) {
  free(k->directions);
  free(k->padded_directions);
  free(k->weights);
  free(k->bias);
  free(k->multipliers);
  free(k->squares);
  free(k->kept_multipliers);
  free(k->kept_bias);
  free(k->packed);
}

static void fill_input(const trec4j_trec_shape *shape, int stress, int8_t *input) {
  const int32_t size = shape->input_height * shape->input_width * shape->input_channels;
  if (stress == ONE_CLUSTER) {
    memset(input, random_bits() % 2 ? -128 : 127, (size_t)size);
    return;
  }
  if (stress == TIES) {
    random_int8(input, size, -2, 2);
    return;
  }
  if (stress == ALL_DIFFER || random_bits() % 2) {
    random_int8(input, size, -128, 127);
    return;
  }
  /* Few distinct pixels, as in flat regions, with a little noise. */
  for (int32_t pixel = 0; pixel < size; pixel += shape->input_channels) {
    const int32_t level = random_in(0, 3);
    for (int32_t c = 0; c < shape->input_channels; c++) {
      input[pixel + c] = (int8_t)(level * 60 - 100 + c % 7 + random_in(0, 3));
    }
  }
  if (stress == EXTREME) {
    for (int32_t i = 0; i < size; i++) input[i] = input[i] < 0 ? -128 : 127;
  }
}

static __attribute__((noinline)) int is_refused(trec_kernel kernel, const trec4j_trec_shape *shape,
                                                const trec4j_trec_scratch *layout,
                                                const trec4j_trec_params *params,
                                                const int8_t *input, int8_t *output,
                                                void *scratch) {
  refusal_expected = 1;
  if (setjmp(refusal) != 0) return 1;
  kernel(shape, layout, params, input, output, scratch);
  return 0;
}

/** Every region with too little room, one by one, is refused. */
static void check_refusals(const char *name, trec_form form, const trec4j_trec_shape *shape,
                           const trec_sizes *sizes, const trec4j_trec_scratch *layout,
                           const trec4j_trec_params *params, guarded *input, target *output,
                           guarded *scratch) {
  int32_t bytes[TREC_REGIONS + 1];
  memcpy(bytes, sizes, sizeof bytes);
  for (int32_t region = 0; region < TREC_REGIONS; region++) {
    int32_t offsets[TREC_REGIONS + 1];
    if (bytes[region] == 0) continue;
    memcpy(offsets, layout, sizeof offsets);
    layout_squeeze(offsets, bytes, region, trec_bound(shape, form.positions, offsets, region));
    trec4j_trec_scratch squeezed;
    memcpy(&squeezed, offsets, sizeof squeezed);
    check_refused(name, region,
                  is_refused(form.run, shape, &squeezed, params, guarded_data(input),
                             target_output(output), guarded_data(scratch)));
  }
}

static void check_trec(const char *name, trec_form form, const trec4j_trec_shape *shape,
                       int stress) {
  const int32_t entries = shape->kernel_height * shape->kernel_width * shape->input_channels;
  const int32_t inputs = shape->input_height * shape->input_width * shape->input_channels;
  const int32_t outputs = shape->output_height * shape->output_width * shape->filters;
  const int32_t lanes = pack_round_up(shape->filters, 16);
  const int32_t padded = pack_round_up(shape->segment, 4);
  const int32_t hashes = shape->hash_sets * shape->bits;
  guarded input = guarded_new((size_t)inputs);
  target output = target_new(outputs / shape->filters, shape->filters, shape->output_pitch);
  const trec_sizes sizes = trec_sizes_of(shape, form.positions);
  region_list regions = {.count = 0};
  const trec4j_trec_scratch layout =
      random_bits() % 4 == 0 ? trec_plan(shape, form.positions)
                             : trec_layout_with_gaps(shape, form.positions, &sizes, &regions);
  guarded scratch = guarded_new((size_t)layout.bytes);
  int8_t *weights = malloc((size_t)(shape->filters * entries));
  int16_t *bias = calloc((size_t)lanes, sizeof(int16_t));
  int32_t *multipliers = calloc((size_t)lanes, sizeof(int32_t));
  int8_t *hash = malloc((size_t)(hashes * shape->segment));
  int8_t *padded_hash = calloc((size_t)(hashes * padded), 1);
  int32_t *thresholds = malloc((size_t)hashes * sizeof(int32_t));
  int8_t *expected = malloc((size_t)outputs);

  const int whole = random_bits() % 2;
  const int lean = stress != SATURATE && whole;
  trec4j_trec_params params = {0};
  params.input_zero_point = random_in(-128, 127);
  params.shift = random_in(1, 8);
  params.low = -128;
  params.high = 127;
  fill_input(shape, stress, guarded_data(&input));
  random_int8(weights, shape->filters * entries, -127, 127);
  random_int8(hash, hashes * shape->segment, stress == TIES ? -1 : -127, stress == TIES ? 1 : 127);
  if (stress == RELU) {
    params.low = random_in(-128, 127);
    params.high = random_in(params.low, 127);
  }
  if (stress == EXTREME) {
    params.input_zero_point = random_bits() % 2 ? -128 : 127;
    for (int32_t i = 0; i < shape->filters * entries; i++) weights[i] = weights[i] < 0 ? -127 : 127;
  }
  for (int32_t i = 0; i < hashes; i++) {
    thresholds[i] = stress == ONE_CLUSTER
                        ? 1 << 29
                        : random_in(-1, 1) * random_in(0, 127 * 40 * shape->segment / 4);
    if (stress == TIES) thresholds[i] = random_in(-1, 1);
    for (int32_t l = 0; l < shape->segment; l++) {
      padded_hash[i * padded + l] = hash[i * shape->segment + l];
    }
  }
  for (int32_t m = 0; m < shape->filters; m++) {
    const int32_t scale = stress == SATURATE ? 6000000 : 200000;
    /* Any, or such that the output does not saturate for the bias alone. */
    const int32_t limit = random_bits() % 2 ? 32767 : 64 << params.shift;
    bias[m] = (int16_t)random_in(-limit - 1, limit);
    multipliers[m] = random_in(0, INT32_MAX / (1 + random_in(0, shape->segment * 4))) %
                         (scale * (1 + 256 / shape->segment)) +
                     1;
    if (stress == SATURATE) {
      multipliers[m] = random_in(1 << 24, INT32_MAX);
      if (whole) multipliers[m] = multipliers[m] / 256 * 256;
    }
    if (lean) {
      /* Up to the largest that cannot saturate, and in multiples of 256. */
      const int64_t most = (((int64_t)INT16_MAX << 32) + INT32_MAX) / (255 * 127 * shape->segment);
      const int32_t largest = most < INT32_MAX ? (int32_t)most : INT32_MAX;
      multipliers[m] = stress == EXTREME ? largest : random_in(0, largest / 8) * 8;
      if (m % 2 == 0) multipliers[m] = multipliers[m] / 256 * 256;
    }
  }

  ref_conv reference = {.height = shape->input_height,
                        .width = shape->input_width,
                        .channels = shape->input_channels,
                        .kernel_height = shape->kernel_height,
                        .kernel_width = shape->kernel_width,
                        .stride_y = shape->stride_y,
                        .stride_x = shape->stride_x,
                        .pad_top = shape->pad_top,
                        .pad_left = shape->pad_left,
                        .output_height = shape->output_height,
                        .output_width = shape->output_width,
                        .filters = shape->filters,
                        .weights = weights,
                        .input_zero_point = params.input_zero_point,
                        .low = params.low,
                        .high = params.high,
                        .multipliers = multipliers,
                        .bias16 = bias,
                        .hash = hash,
                        .thresholds = thresholds,
                        .segment = shape->segment,
                        .run = shape->run,
                        .bits = shape->bits,
                        .hash_sets = shape->hash_sets,
                        .max_clusters = shape->max_clusters,
                        .centred = shape->centred,
                        .reassign = shape->reassign,
                        .shift = params.shift};
  kept_parameters kept = {0};
  if (shape->keep > 0) {
    reference.keep = shape->keep;
    params.directions = kept_directions(&reference, stress, &kept);
    kept_weights(&reference, stress, form.positions, &kept);
    reference.directions = kept.directions;
    reference.direction_multipliers = kept.multipliers;
    reference.direction_squares = kept.squares;
    reference.kept_weights = kept.weights;
    reference.kept_multipliers = kept.kept_multipliers;
    params.direction_bias = kept.bias;
    params.direction_multipliers = kept.multipliers;
    params.direction_squares = kept.squares;
    params.kept_weights = kept.packed;
    params.kept_multipliers = kept.kept_multipliers;
    params.kept_bias = kept.kept_bias;
    saw_kept++;
    saw_winograd += form.positions > 0;
    saw_kept_reassigned += shape->reassign && shape->max_clusters > 1;
    saw_long_columns += trec_kept_entries(shape) > TREC4J_QUAD_INT8_LIMIT;
  }
  const int32_t halfwords = lanes * ref_slices(&reference) * ref_taps(&reference) * padded / 2;
  int16_t *packed = malloc((size_t)halfwords * sizeof(int16_t));
  pack_blocks(&reference, packed);
  params.weights = packed;
  params.bias = bias;
  params.table_multipliers = multipliers;
  params.hash_vectors = padded_hash;
  params.thresholds = thresholds;

  const int32_t clusters = ref_trec(&reference, guarded_data(&input), expected);
  overflowed += shape->max_clusters < 1 << shape->bits &&
                clusters == shape->max_clusters * ref_slices(&reference);
  saw_lean += trec4j_trec_is_lean(multipliers, shape->segment);
  padded_bits += shape->segment % 4 != 0;
  saw_one_cluster += clusters == ref_slices(&reference);
  saw_many_clusters += clusters >= 32 * ref_slices(&reference);

  saw_groups += shape->run == 0 && shape->group < ref_slices(&reference);
  saw_table_passes += shape->run > 0 && shape->table_rows < shape->kernel_height;

  gaps_paint(&regions, guarded_data(&scratch));
  form.run(shape, &layout, &params, guarded_data(&input), target_output(&output),
           guarded_data(&scratch));
  int intact = gaps_intact(&regions, guarded_data(&scratch));
  check_refusals(name, form, shape, &sizes, &layout, &params, &input, &output, &scratch);
  int8_t *actual = malloc((size_t)outputs);
  intact &= guarded_free(&input);
  intact &= target_free(&output, actual);
  intact &= guarded_free(&scratch);
  check_case(name, actual, expected, outputs, intact);
  free(actual);
  kept_free(&kept);
  free(packed);
  free(expected);
  free(thresholds);
  free(padded_hash);
  free(hash);
  free(multipliers);
  free(bias);
  free(weights);
}

/* id, height, width, channels, window, filters,
   segment, run, bits, hash sets, max clusters, centred, reassign, keep, stress */
#define SHARED_CASES(CASE)                                                                       \
  CASE(1, 6, 7, 8, SQUARE(3, 1, 1), 16, 4, 1, 3, 1, 8, 0, 0, 0, ORDINARY)                        \
  CASE(2, 7, 6, 8, SQUARE(3, 1, 1), 20, 8, 1, 4, 1, 16, 1, 0, 0, RELU)                           \
  CASE(3, 7, 7, 16, SQUARE(5, 1, 0), 17, 8, 1, 5, 2, 32, 1, 1, 0, ORDINARY)                      \
  CASE(4, 9, 8, 16, SQUARE(5, 2, 2), 33, 16, 1, 6, 1, 20, 0, 1, 0, ALL_DIFFER)                   \
  CASE(5, 8, 8, 32, SQUARE(1, 1, 0), 16, 8, 1, 4, 4, 16, 1, 0, 0, ORDINARY)                      \
  CASE(6, 9, 9, 32, SQUARE(1, 2, 0), 7, 32, 1, 2, 1, 4, 0, 0, 0, RELU)                           \
  CASE(7, 11, 9, 4, SQUARE(7, 2, 3), 16, 4, 1, 3, 1, 7, 1, 1, 0, ALL_DIFFER)                     \
  CASE(8, 12, 11, 3, SQUARE(5, 1, 0), 16, 15, 5, 5, 1, 32, 1, 0, 0, ORDINARY)                    \
  CASE(9, 11, 12, 3, SQUARE(3, 1, 1), 24, 9, 3, 6, 1, 64, 1, 1, 0, ORDINARY)                     \
  CASE(10, 14, 13, 3, SQUARE(7, 2, 3), 16, 21, 7, 4, 1, 9, 0, 1, 0, ALL_DIFFER)                  \
  CASE(11, 9, 10, 1, SQUARE(5, 3, 2), 5, 5, 5, 8, 1, 256, 0, 0, 0, ALL_DIFFER)                   \
  CASE(12, 20, 20, 8, SQUARE(5, 1, 2), 16, 8, 1, 8, 1, 256, 1, 0, 0, ALL_DIFFER)                 \
  CASE(13, 6, 6, 10, SQUARE(3, 1, 1), 12, 5, 1, 3, 2, 5, 1, 1, 0, ALL_DIFFER)                    \
  CASE(14, 6, 6, 12, SQUARE(3, 3, 1), 16, 4, 1, 4, 3, 16, 0, 0, 0, SATURATE)                     \
  CASE(15, 6, 6, 16, SQUARE(3, 1, 1), 16, 16, 1, 4, 1, 16, 1, 1, 0, EXTREME)                     \
  CASE(16, 6, 6, 8, SQUARE(3, 1, 2), 16, 8, 1, 4, 1, 16, 1, 0, 0, ONE_CLUSTER)                   \
  CASE(17, 20, 18, 64, SQUARE(3, 1, 1), 16, 64, 1, 4, 1, 16, 1, 1, 0, ORDINARY)                  \
  CASE(18, 4, 4, 256, SQUARE(1, 1, 0), 16, 256, 1, 3, 1, 8, 1, 1, 0, EXTREME)                    \
  CASE(19, 18, 18, 3, SQUARE(5, 1, 0), 16, 15, 5, 1, 1, 2, 1, 1, 0, EXTREME)                     \
  CASE(20, 8, 8, 48, SQUARE(3, 1, 1), 32, 24, 1, 4, 2, 15, 1, 0, 0, SATURATE)                    \
  CASE(21, 20, 19, 8, SQUARE(3, 1, 1), 16, 4, 1, 3, 1, 8, 1, 1, 0, ONE_CLUSTER)                  \
  CASE(22, 21, 21, 3, SQUARE(3, 1, 1), 16, 9, 3, 3, 1, 8, 1, 0, 0, ONE_CLUSTER)                  \
  CASE(23, 9, 9, 4, SQUARE(3, 1, 1), 16, 4, 1, 4, 1, 16, 1, 1, 0, TIES)                          \
  CASE(24, 9, 9, 1, SQUARE(3, 1, 1), 16, 1, 1, 2, 1, 4, 1, 0, 0, TIES)                           \
  CASE(25, 9, 9, 2, SQUARE(3, 1, 0), 16, 6, 3, 4, 1, 16, 1, 1, 0, TIES)                          \
  CASE(26, 6, 6, 16, SQUARE(3, 1, 1), 32, 16, 1, 4, 1, 16, 0, 0, 0, SATURATE)                    \
  CASE(27, 2, 400, 6, SQUARE(1, 1, 0), 40, 6, 1, 4, 1, 16, 1, 0, 0, ALL_DIFFER)                  \
  CASE(28, 2, 300, 8, SQUARE(1, 1, 0), 16, 8, 1, 3, 1, 8, 1, 1, 0, ONE_CLUSTER)                  \
  CASE(29, 300, 6, 3, SQUARE(3, 2, 1), 16, 9, 3, 4, 1, 16, 1, 0, 0, ALL_DIFFER)                  \
  CASE(30, 7, 1, 1, SQUARE(1, 1, 0), 16, 1, 1, 2, 1, 4, 1, 0, 0, TIES)                           \
  CASE(31, 23, 23, 256, SQUARE(1, 1, 0), 4, 256, 1, 2, 1, 4, 1, 0, 0, EXTREME)                   \
  CASE(32, 5, 6, 7, SQUARE(5, 1, 4), 16, 35, 5, 5, 1, 32, 1, 0, 0, TIES)                         \
  CASE(33, 12, 11, 3, SQUARE(5, 1, 0), 64, 15, 5, 4, 1, 16, 1, 0, 4, ORDINARY)                   \
  CASE(34, 11, 12, 3, SQUARE(5, 1, 2), 20, 15, 5, 3, 1, 8, 1, 1, 3, RELU)                        \
  CASE(35, 13, 14, 3, SQUARE(3, 2, 1), 17, 9, 3, 4, 1, 9, 1, 0, 8, EXTREME)                      \
  CASE(36, 8, 8, 64, SQUARE(5, 1, 0), 32, 64, 1, 4, 1, 16, 1, 1, 8, ORDINARY)                    \
  CASE(37, 8, 7, 64, SQUARE(5, 1, 2), 16, 64, 1, 3, 1, 8, 1, 0, 24, EXTREME)                     \
  CASE(38, 9, 9, 64, SQUARE(3, 2, 1), 19, 16, 1, 4, 4, 16, 1, 1, 2, ALL_DIFFER)                  \
  CASE(39, 7, 6, 10, SQUARE(3, 1, 1), 33, 5, 1, 3, 2, 5, 1, 0, 3, SATURATE)                      \
  CASE(40, 6, 7, 8, SQUARE(3, 1, 2), 16, 8, 1, 1, 1, 1, 1, 0, 7, ORDINARY)                       \
  CASE(41, 5, 5, 16, SQUARE(1, 1, 0), 16, 16, 1, 4, 1, 16, 1, 1, 1, TIES)                        \
  CASE(42, 20, 20, 8, SQUARE(5, 1, 2), 16, 8, 1, 8, 1, 256, 1, 1, 2, ALL_DIFFER)                 \
  CASE(43, 18, 18, 3, SQUARE(5, 1, 0), 16, 15, 5, 1, 1, 1, 1, 0, 14, ONE_CLUSTER)                \
  CASE(54, 7, 8, 8, RECTANGLE(3, 5, 1, 1, 1, 2, 1, 2), 20, 8, 1, 4, 1, 16, 1, 0, 0, RELU)        \
  CASE(55, 9, 7, 8, RECTANGLE(5, 2, 2, 1, 3, 0, 1, 1), 17, 4, 1, 3, 2, 8, 1, 1, 3, ORDINARY)     \
  CASE(56, 8, 9, 3, RECTANGLE(4, 3, 1, 2, 0, 2, 3, 0), 16, 9, 3, 4, 1, 9, 1, 1, 0, ALL_DIFFER)   \
  CASE(57, 8, 9, 3, RECTANGLE(2, 5, 2, 1, 1, 0, 0, 3), 33, 15, 5, 4, 1, 16, 1, 0, 4, EXTREME)    \
  CASE(58, 9, 5, 16, RECTANGLE(6, 1, 1, 2, 0, 0, 5, 0), 16, 16, 1, 8, 1, 255, 1, 0, 0, SATURATE) \
  CASE(59, 49, 10, 1, RECTANGLE(10, 4, 2, 2, 4, 1, 5, 1), 16, 4, 4, 4, 1, 16, 1, 0, 2, ORDINARY) \
  CASE(60, 3, 4, 4, RECTANGLE(5, 7, 1, 1, 4, 3, 4, 6), 8, 4, 1, 3, 1, 8, 1, 1, 2, ALL_DIFFER)    \
  CASE(61, 4, 30, 6, RECTANGLE(2, 17, 1, 3, 1, 8, 0, 8), 16, 6, 1, 4, 1, 16, 0, 0, 0, ORDINARY)  \
  CASE(62, 6, 7, 8, RECTANGLE(1, 3, 1, 1, 0, 1, 0, 1), 16, 4, 1, 3, 1, 8, 1, 0, 2, ORDINARY)

#define PER_SLICE_CASES(CASE)                                                                 \
  CASE(44, 7, 7, 8, SQUARE(3, 1, 1), 20, 8, 0, 3, 1, 8, 1, 0, 0, ORDINARY)                    \
  CASE(45, 7, 8, 8, SQUARE(3, 2, 1), 16, 4, 0, 4, 18, 16, 1, 1, 0, RELU)                      \
  CASE(46, 8, 8, 16, SQUARE(5, 1, 2), 33, 16, 0, 5, 1, 11, 0, 1, 0, ALL_DIFFER)               \
  CASE(47, 9, 9, 3, SQUARE(3, 1, 1), 16, 9, 0, 4, 1, 16, 1, 0, 0, ORDINARY)                   \
  CASE(48, 9, 9, 3, SQUARE(5, 3, 2), 16, 5, 0, 3, 15, 8, 1, 1, 0, EXTREME)                    \
  CASE(49, 6, 7, 8, SQUARE(3, 1, 1), 16, 24, 0, 6, 3, 33, 1, 0, 0, SATURATE)                  \
  CASE(50, 20, 20, 4, SQUARE(3, 1, 1), 16, 4, 0, 8, 1, 256, 0, 0, 0, ALL_DIFFER)              \
  CASE(51, 5, 5, 6, SQUARE(1, 1, 0), 3, 2, 0, 2, 1, 4, 1, 1, 0, ONE_CLUSTER)                  \
  CASE(52, 9, 8, 20, SQUARE(3, 2, 2), 16, 20, 0, 3, 1, 8, 1, 0, 0, TIES)                      \
  CASE(53, 4, 4, 3, SQUARE(5, 2, 4), 16, 25, 0, 3, 1, 8, 1, 0, 0, TIES)                       \
  CASE(63, 7, 8, 8, RECTANGLE(3, 5, 1, 2, 1, 2, 1, 2), 20, 8, 0, 4, 1, 16, 1, 0, 0, RELU)     \
  CASE(64, 9, 7, 6, RECTANGLE(5, 2, 2, 1, 3, 0, 1, 1), 17, 4, 0, 3, 15, 8, 1, 1, 0, ORDINARY) \
  CASE(65, 8, 5, 3, RECTANGLE(1, 3, 1, 1, 0, 2, 0, 0), 16, 9, 0, 3, 1, 8, 1, 1, 0, EXTREME)   \
  CASE(66, 5, 8, 1, RECTANGLE(6, 4, 1, 3, 5, 1, 0, 3), 35, 12, 0, 5, 2, 32, 1, 0, 0, SATURATE)

/** The kernels with a shape that the compiler does not know. */
static __attribute__((noinline)) void run_any(const trec4j_trec_shape *shape,
                                              const trec4j_trec_scratch *layout,
                                              const trec4j_trec_params *params, const int8_t *input,
                                              int8_t *output, void *scratch) {
  if (shape->run == 0) {
    trec4j_trec_per_slice(shape, layout, params, input, output, scratch);
  } else {
    trec4j_trec_shared(shape, layout, params, input, output, scratch);
  }
}

#define SHAPE(id, height, width, channels, window, units, length, form, hash, sets, clusters, \
              mean, nearest, kept, stress)                                                    \
  LAYOUT_INLINE trec4j_trec_shape shape_##id(void) {                                          \
    trec4j_trec_shape shape = {height,                                                        \
                               width,                                                         \
                               channels,                                                      \
                               window,                                                        \
                               OUT_HEIGHT(height, window),                                    \
                               OUT_WIDTH(width, window),                                      \
                               units,                                                         \
                               length,                                                        \
                               form,                                                          \
                               hash,                                                          \
                               sets,                                                          \
                               clusters,                                                      \
                               mean,                                                          \
                               nearest,                                                       \
                               kept,                                                          \
                               0,                                                             \
                               0,                                                             \
                               0,                                                             \
                               (units) + (id) % 3};                                           \
    trec_cut(&shape);                                                                         \
    return shape;                                                                             \
  }
SHARED_CASES(SHAPE)
PER_SLICE_CASES(SHAPE)

#if TREC4J_DSP
#define SPECIALIZE(id, kernel)                                                                \
  static __attribute__((noinline)) void run_##id(                                             \
      const trec4j_trec_shape *shape, const trec4j_trec_scratch *layout,                      \
      const trec4j_trec_params *params, const int8_t *input, int8_t *output, void *scratch) { \
    const trec4j_trec_shape constant = shape_##id();                                          \
    (void)shape;                                                                              \
    kernel(&constant, layout, params, input, output, scratch);                                \
  }
#define SHARED(id, ...) SPECIALIZE(id, trec4j_trec_shared)
#define PER_SLICE(id, ...) SPECIALIZE(id, trec4j_trec_per_slice)
SHARED_CASES(SHARED)
PER_SLICE_CASES(PER_SLICE)
#define KERNEL(id) run_##id
#else
#define KERNEL(id) run_any
#endif

#define DEFINE_CHECK(id, height, width, channels, window, units, length, form, hash, sets, \
                     clusters, mean, nearest, kept, stress)                                \
  static __attribute__((noinline)) void check_##id(void) {                                 \
    const trec4j_trec_shape shape = shape_##id();                                          \
    const trec_form direct = {KERNEL(id), 0};                                              \
    check_trec("trec " #id, direct, &shape, stress);                                       \
  }
SHARED_CASES(DEFINE_CHECK)
PER_SLICE_CASES(DEFINE_CHECK)

/** A random divisor of n. */
static int32_t random_divisor(int32_t n) {
  int32_t divisor = random_in(1, n);
  while (n % divisor != 0) divisor--;
  return divisor;
}

static void check_direct(const trec4j_trec_shape *shape, int stress) {
  const trec_form direct = {run_any, 0};
  check_trec("random", direct, shape, stress);
}

static void check_random_shapes(int32_t count) {
  for (int32_t i = 0; i < count; i++) {
    const window w = random_window(7);
    trec4j_trec_shape s = {.input_height = random_side(w.height, w.top, w.bottom, 10),
                           .input_width = random_side(w.width, w.left, w.right, 10),
                           .input_channels = random_in(1, 12),
                           .kernel_height = w.height,
                           .kernel_width = w.width,
                           .stride_y = w.down,
                           .stride_x = w.across,
                           .pad_top = w.top,
                           .pad_left = w.left,
                           .pad_bottom = w.bottom,
                           .pad_right = w.right,
                           .filters = random_in(1, 20)};
    s.output_pitch = random_pitch(s.filters);
    s.output_height = OUT(s.input_height, w.height, w.down, w.top, w.bottom);
    s.output_width = OUT(s.input_width, w.width, w.across, w.left, w.right);
    const int32_t form = random_in(0, s.kernel_width > 1 ? 2 : 1);
    s.run = form == 2 ? s.kernel_width : form;
    s.segment = s.kernel_width * s.input_channels;
    if (form == 1) s.segment = random_divisor(s.input_channels);
    if (form == 0) s.segment = random_divisor(s.kernel_height * s.segment);
    const int32_t slices = trec_slices_of(&s);
    s.bits = random_in(1, 8);
    s.hash_sets = random_bits() % 2 ? slices : 1;
    s.max_clusters = random_bits() % 2 ? 1 << s.bits : random_in(1, 1 << s.bits);
    s.centred = random_in(0, 1);
    s.reassign = random_in(0, 1);
    s.keep = form == 0 || random_bits() % 2 ? 0 : random_in(0, TREC4J_MIN(s.segment - 1, 20));
    trec_cut(&s);
    if (random_bits() % 2) {
      /* As good as any other cut. */
      if (s.run == 0) s.group = random_in(1, slices);
      if (s.run > 0) s.table_rows = random_divisor(s.kernel_height);
      if (s.keep > 0) s.column_pairs = random_in(1, 9);
    }
    check_direct(&s, (int)(random_bits() % (RELU + 1)));
  }
}

#define DEFINE_WINOGRAD(form)                                                                 \
  static __attribute__((noinline)) void run_winograd##form(                                   \
      const trec4j_trec_shape *shape, const trec4j_trec_scratch *layout,                      \
      const trec4j_trec_params *params, const int8_t *input, int8_t *output, void *scratch) { \
    trec4j_trec_winograd##form(shape, layout, params, input, output, scratch);                \
  }
DEFINE_WINOGRAD(4)
DEFINE_WINOGRAD(2)
DEFINE_WINOGRAD(2_5)

/** Pixel slices whose kept directions are convolved by each form. */
static void check_winograd(int32_t count) {
  static const trec_form forms[] = {{run_winograd4, TREC4J_WINOGRAD4_POSITIONS},
                                    {run_winograd2, TREC4J_WINOGRAD2_POSITIONS},
                                    {run_winograd2_5, TREC4J_WINOGRAD2_5_POSITIONS}};
  for (int32_t i = 0; i < count; i++) {
    const trec_form form = forms[i % 3];
    const int32_t taps = form.positions == TREC4J_WINOGRAD2_5_POSITIONS ? 5 : 3;
    trec4j_trec_shape s = {.input_height = random_in(1, 11),
                           .input_width = random_in(1, 11),
                           .input_channels = random_in(2, 40),
                           .kernel_height = taps,
                           .kernel_width = taps,
                           .stride_y = 1,
                           .stride_x = 1,
                           .filters = random_in(1, 40),
                           .run = 1};
    s.pad_top = random_in(0, taps - 1);
    s.pad_left = random_in(0, taps - 1);
    s.pad_bottom = random_in(most(0, taps - s.input_height - s.pad_top), taps - 1);
    s.pad_right = random_in(most(0, taps - s.input_width - s.pad_left), taps - 1);
    s.output_height = OUT(s.input_height, taps, 1, s.pad_top, s.pad_bottom);
    s.output_width = OUT(s.input_width, taps, 1, s.pad_left, s.pad_right);
    s.output_pitch = random_pitch(s.filters);
    do s.segment = random_divisor(s.input_channels);
    while (s.segment == 1);
    s.bits = random_in(1, 5);
    s.hash_sets = random_bits() % 2 ? trec_slices_of(&s) : 1;
    s.max_clusters = random_in(1, 1 << s.bits);
    s.centred = random_in(0, 1);
    s.reassign = random_in(0, 1);
    s.keep = random_in(1, s.segment - 1);
    trec_cut(&s);
    s.column_pairs = 0;
    check_trec("winograd", form, &s, (int)(random_bits() % (RELU + 1)));
  }
}

static void require(int seen, const char *what) {
  if (seen == 0) {
    printf("FAIL no case with %s\n", what);
    cases_failed++;
  }
}

int main(void) {
#define CHECK(id, ...) check_##id();
  SHARED_CASES(CHECK)
  PER_SLICE_CASES(CHECK)
  check_random_shapes(200);
  check_winograd(150);
  require(overflowed, "overflowing clusters");
  require(padded_bits, "a segment that is no multiple of four");
  require(saw_one_cluster, "one cluster");
  require(saw_many_clusters, "many clusters");
  require(saw_kept, "kept directions");
  require(saw_winograd, "kept directions in Winograd's forms");
  require(saw_groups, "several groups of slices");
  require(saw_table_passes, "tables of some kernel rows");
  require(saw_long_columns, "columns that go in pieces");
  require(saw_kept_reassigned, "kept directions and reassignment");
#if TREC4J_DSP
  require(saw_lean, "multipliers that cannot saturate");
#endif
  return verdict("test_trec");
}
