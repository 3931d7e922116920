/** TREC convolutions, shared and per slice, against the reference. */
#include "packing.h"
#include "reference.h"
#include "support.h"
#include "trec4j_trec_per_slice.h"
#include "trec4j_trec_shared.h"

typedef void (*trec_kernel)(const trec4j_trec_shape *shape, const trec4j_trec_params *params,
                            const int8_t *input, int8_t *output, void *scratch);

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
static int saw_kept, saw_long_columns, saw_kept_reassigned;

/** Fills the map of a filter's place k to the packed blocks. */
static void pack_blocks(const ref_conv *c, int16_t *packed) {
  const int32_t entries = c->kernel * c->kernel * c->channels;
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

static int32_t scratch_bytes(const trec4j_trec_shape *s) {
  if (s->run == 0) {
    return TREC4J_TREC_PER_SLICE_SCRATCH(s->input_channels, s->kernel, s->output_height,
                                         s->output_width, s->filters, s->segment, s->bits,
                                         s->max_clusters, s->reassign);
  }
  return TREC4J_TREC_SHARED_SCRATCH(s->input_height, s->input_width, s->input_channels, s->kernel,
                                    s->pad, s->output_height, s->output_width, s->segment, s->run,
                                    s->bits, s->max_clusters, s->reassign, s->keep);
}

/** What convolves the kept directions of a case, plain and packed. */
typedef struct {
  int8_t *directions, *padded_directions, *weights;
  int32_t *bias, *multipliers, *squares, *kept_multipliers;
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

static void kept_weights(const ref_conv *c, int stress, kept_parameters *k) {
  const int32_t entries = ref_taps(c) * ref_slices(c) * c->keep;
  const int32_t rows = c->run > 1 ? 1 : c->kernel;
  const int32_t row = entries / rows;
  const int32_t padded = rows * pack_round_up(row, 4);
  const int32_t lanes = pack_round_up(c->filters, 16);
  k->weights = malloc((size_t)(c->filters * entries));
  k->kept_multipliers = calloc((size_t)lanes, sizeof(int32_t));
  k->packed = malloc((size_t)(lanes * padded / 2) * sizeof(int16_t));
  random_int8(k->weights, c->filters * entries, -127, 127);
  if (stress == EXTREME)
    memset(k->weights, random_bits() % 2 ? -127 : 127, (size_t)(c->filters * entries));
  for (int32_t m = 0; m < c->filters; m++) {
    k->kept_multipliers[m] =
        stress == SATURATE ? random_in(1 << 20, 8388607) * 256 : random_in(0, 1 << 16) * 256;
  }
  int8_t *filled = calloc((size_t)(lanes * padded), 1);
  for (int32_t i = 0; i < c->filters * entries; i++) {
    const int32_t entry = i % entries;
    filled[i / entries * padded + entry / row * (padded / rows) + entry % row] = k->weights[i];
  }
  pack_filter_quads(filled, lanes, padded, k->packed);
  free(filled);
}

static void kept_free(kept_parameters *k) {
  free(k->directions);
  free(k->padded_directions);
  free(k->weights);
  free(k->bias);
  free(k->multipliers);
  free(k->squares);
  free(k->kept_multipliers);
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

static void check_trec(const char *name, trec_kernel kernel, const trec4j_trec_shape *shape,
                       int stress) {
  const int32_t entries = shape->kernel * shape->kernel * shape->input_channels;
  const int32_t inputs = shape->input_height * shape->input_width * shape->input_channels;
  const int32_t outputs = shape->output_height * shape->output_width * shape->filters;
  const int32_t lanes = pack_round_up(shape->filters, 16);
  const int32_t padded = pack_round_up(shape->segment, 4);
  const int32_t hashes = shape->hash_sets * shape->bits;
  guarded input = guarded_new((size_t)inputs);
  guarded output = guarded_new((size_t)outputs);
  guarded scratch = guarded_new((size_t)scratch_bytes(shape));
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
    bias[m] = (int16_t)random_in(-32768, 32767);
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
      const int32_t limit = most < INT32_MAX ? (int32_t)most : INT32_MAX;
      multipliers[m] = stress == EXTREME ? limit : random_in(0, limit / 8) * 8;
      if (m % 2 == 0) multipliers[m] = multipliers[m] / 256 * 256;
    }
  }

  ref_conv reference = {.height = shape->input_height,
                        .width = shape->input_width,
                        .channels = shape->input_channels,
                        .kernel = shape->kernel,
                        .stride = shape->stride,
                        .pad = shape->pad,
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
    kept_weights(&reference, stress, &kept);
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
    saw_kept++;
    saw_kept_reassigned += shape->reassign && shape->max_clusters > 1;
    saw_long_columns += shape->kernel * shape->kernel * shape->keep > 516;
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

  kernel(shape, &params, guarded_data(&input), guarded_data(&output), guarded_data(&scratch));
  int8_t *actual = malloc((size_t)outputs);
  memcpy(actual, guarded_data(&output), (size_t)outputs);
  int intact = guarded_free(&input);
  intact &= guarded_free(&output);
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

/* id, height, width, channels, kernel, stride, pad, filters,
   segment, run, bits, hash sets, max clusters, centred, reassign, keep, stress */
#define SHARED_CASES(CASE)                                               \
  CASE(1, 6, 7, 8, 3, 1, 1, 16, 4, 1, 3, 1, 8, 0, 0, 0, ORDINARY)        \
  CASE(2, 7, 6, 8, 3, 1, 1, 20, 8, 1, 4, 1, 16, 1, 0, 0, RELU)           \
  CASE(3, 7, 7, 16, 5, 1, 0, 17, 8, 1, 5, 2, 32, 1, 1, 0, ORDINARY)      \
  CASE(4, 9, 8, 16, 5, 2, 2, 33, 16, 1, 6, 1, 20, 0, 1, 0, ALL_DIFFER)   \
  CASE(5, 8, 8, 32, 1, 1, 0, 16, 8, 1, 4, 4, 16, 1, 0, 0, ORDINARY)      \
  CASE(6, 9, 9, 32, 1, 2, 0, 7, 32, 1, 2, 1, 4, 0, 0, 0, RELU)           \
  CASE(7, 11, 9, 4, 7, 2, 3, 16, 4, 1, 3, 1, 7, 1, 1, 0, ALL_DIFFER)     \
  CASE(8, 12, 11, 3, 5, 1, 0, 16, 15, 5, 5, 1, 32, 1, 0, 0, ORDINARY)    \
  CASE(9, 11, 12, 3, 3, 1, 1, 24, 9, 3, 6, 1, 64, 1, 1, 0, ORDINARY)     \
  CASE(10, 14, 13, 3, 7, 2, 3, 16, 21, 7, 4, 1, 9, 0, 1, 0, ALL_DIFFER)  \
  CASE(11, 9, 10, 1, 5, 3, 2, 5, 5, 5, 8, 1, 256, 0, 0, 0, ALL_DIFFER)   \
  CASE(12, 20, 20, 8, 5, 1, 2, 16, 8, 1, 8, 1, 256, 1, 0, 0, ALL_DIFFER) \
  CASE(13, 6, 6, 10, 3, 1, 1, 12, 5, 1, 3, 2, 5, 1, 1, 0, ALL_DIFFER)    \
  CASE(14, 6, 6, 12, 3, 3, 1, 16, 4, 1, 4, 3, 16, 0, 0, 0, SATURATE)     \
  CASE(15, 6, 6, 16, 3, 1, 1, 16, 16, 1, 4, 1, 16, 1, 1, 0, EXTREME)     \
  CASE(16, 6, 6, 8, 3, 1, 2, 16, 8, 1, 4, 1, 16, 1, 0, 0, ONE_CLUSTER)   \
  CASE(17, 20, 18, 64, 3, 1, 1, 16, 64, 1, 4, 1, 16, 1, 1, 0, ORDINARY)  \
  CASE(18, 4, 4, 256, 1, 1, 0, 16, 256, 1, 3, 1, 8, 1, 1, 0, EXTREME)    \
  CASE(19, 18, 18, 3, 5, 1, 0, 16, 15, 5, 1, 1, 2, 1, 1, 0, EXTREME)     \
  CASE(20, 8, 8, 48, 3, 1, 1, 32, 24, 1, 4, 2, 15, 1, 0, 0, SATURATE)    \
  CASE(21, 20, 19, 8, 3, 1, 1, 16, 4, 1, 3, 1, 8, 1, 1, 0, ONE_CLUSTER)  \
  CASE(22, 21, 21, 3, 3, 1, 1, 16, 9, 3, 3, 1, 8, 1, 0, 0, ONE_CLUSTER)  \
  CASE(23, 9, 9, 4, 3, 1, 1, 16, 4, 1, 4, 1, 16, 1, 1, 0, TIES)          \
  CASE(24, 9, 9, 1, 3, 1, 1, 16, 1, 1, 2, 1, 4, 1, 0, 0, TIES)           \
  CASE(25, 9, 9, 2, 3, 1, 0, 16, 6, 3, 4, 1, 16, 1, 1, 0, TIES)          \
  CASE(26, 6, 6, 16, 3, 1, 1, 32, 16, 1, 4, 1, 16, 0, 0, 0, SATURATE)    \
  CASE(27, 2, 400, 6, 1, 1, 0, 40, 6, 1, 4, 1, 16, 1, 0, 0, ALL_DIFFER)  \
  CASE(28, 2, 300, 8, 1, 1, 0, 16, 8, 1, 3, 1, 8, 1, 1, 0, ONE_CLUSTER)  \
  CASE(29, 300, 6, 3, 3, 2, 1, 16, 9, 3, 4, 1, 16, 1, 0, 0, ALL_DIFFER)  \
  CASE(30, 7, 1, 1, 1, 1, 0, 16, 1, 1, 2, 1, 4, 1, 0, 0, TIES)           \
  CASE(31, 23, 23, 256, 1, 1, 0, 4, 256, 1, 2, 1, 4, 1, 0, 0, EXTREME)   \
  CASE(32, 5, 6, 7, 5, 1, 4, 16, 35, 5, 5, 1, 32, 1, 0, 0, TIES)         \
  CASE(33, 12, 11, 3, 5, 1, 0, 64, 15, 5, 4, 1, 16, 1, 0, 4, ORDINARY)   \
  CASE(34, 11, 12, 3, 5, 1, 2, 20, 15, 5, 3, 1, 8, 1, 1, 3, RELU)        \
  CASE(35, 13, 14, 3, 3, 2, 1, 17, 9, 3, 4, 1, 9, 1, 0, 8, EXTREME)      \
  CASE(36, 8, 8, 64, 5, 1, 0, 32, 64, 1, 4, 1, 16, 1, 1, 8, ORDINARY)    \
  CASE(37, 8, 7, 64, 5, 1, 2, 16, 64, 1, 3, 1, 8, 1, 0, 24, EXTREME)     \
  CASE(38, 9, 9, 64, 3, 2, 1, 19, 16, 1, 4, 4, 16, 1, 1, 2, ALL_DIFFER)  \
  CASE(39, 7, 6, 10, 3, 1, 1, 33, 5, 1, 3, 2, 5, 1, 0, 3, SATURATE)      \
  CASE(40, 6, 7, 8, 3, 1, 2, 16, 8, 1, 1, 1, 1, 1, 0, 7, ORDINARY)       \
  CASE(41, 5, 5, 16, 1, 1, 0, 16, 16, 1, 4, 1, 16, 1, 1, 1, TIES)        \
  CASE(42, 20, 20, 8, 5, 1, 2, 16, 8, 1, 8, 1, 256, 1, 1, 2, ALL_DIFFER) \
  CASE(43, 18, 18, 3, 5, 1, 0, 16, 15, 5, 1, 1, 1, 1, 0, 14, ONE_CLUSTER)

#define PER_SLICE_CASES(CASE)                                            \
  CASE(44, 7, 7, 8, 3, 1, 1, 20, 8, 0, 3, 1, 8, 1, 0, 0, ORDINARY)       \
  CASE(45, 7, 8, 8, 3, 2, 1, 16, 4, 0, 4, 18, 16, 1, 1, 0, RELU)         \
  CASE(46, 8, 8, 16, 5, 1, 2, 33, 16, 0, 5, 1, 11, 0, 1, 0, ALL_DIFFER)  \
  CASE(47, 9, 9, 3, 3, 1, 1, 16, 9, 0, 4, 1, 16, 1, 0, 0, ORDINARY)      \
  CASE(48, 9, 9, 3, 5, 3, 2, 16, 5, 0, 3, 15, 8, 1, 1, 0, EXTREME)       \
  CASE(49, 6, 7, 8, 3, 1, 1, 16, 24, 0, 6, 3, 33, 1, 0, 0, SATURATE)     \
  CASE(50, 20, 20, 4, 3, 1, 1, 16, 4, 0, 8, 1, 256, 0, 0, 0, ALL_DIFFER) \
  CASE(51, 5, 5, 6, 1, 1, 0, 3, 2, 0, 2, 1, 4, 1, 1, 0, ONE_CLUSTER)     \
  CASE(52, 9, 8, 20, 3, 2, 2, 16, 20, 0, 3, 1, 8, 1, 0, 0, TIES)         \
  CASE(53, 4, 4, 3, 5, 2, 4, 16, 25, 0, 3, 1, 8, 1, 0, 0, TIES)

#define OUT(in, kernel, stride, pad) (((in) + 2 * (pad) - (kernel)) / (stride) + 1)

/** The kernels with a shape that the compiler does not know. */
static __attribute__((noinline)) void run_any(const trec4j_trec_shape *shape,
                                              const trec4j_trec_params *params, const int8_t *input,
                                              int8_t *output, void *scratch) {
  if (shape->run == 0) {
    trec4j_trec_per_slice(shape, params, input, output, scratch);
  } else {
    trec4j_trec_shared(shape, params, input, output, scratch);
  }
}

#define SHAPE(id, height, width, channels, size, step, border, units, length, form, hash, sets, \
              most, mean, nearest, kept, stress)                                                \
  static const trec4j_trec_shape shape_##id = {height,                                          \
                                               width,                                           \
                                               channels,                                        \
                                               size,                                            \
                                               step,                                            \
                                               border,                                          \
                                               OUT(height, size, step, border),                 \
                                               OUT(width, size, step, border),                  \
                                               units,                                           \
                                               length,                                          \
                                               form,                                            \
                                               hash,                                            \
                                               sets,                                            \
                                               most,                                            \
                                               mean,                                            \
                                               nearest,                                         \
                                               kept};
SHARED_CASES(SHAPE)
PER_SLICE_CASES(SHAPE)

#if TREC4J_DSP
/* Kernels with a constant shape, as firmware calls them: only they take the DSP path everywhere. */
#define SPECIALIZE(id, kernel)                                                               \
  static __attribute__((noinline)) void run_##id(                                            \
      const trec4j_trec_shape *shape, const trec4j_trec_params *params, const int8_t *input, \
      int8_t *output, void *scratch) {                                                       \
    (void)shape;                                                                             \
    kernel(&shape_##id, params, input, output, scratch);                                     \
  }
#define SHARED(id, ...) SPECIALIZE(id, trec4j_trec_shared)
#define PER_SLICE(id, ...) SPECIALIZE(id, trec4j_trec_per_slice)
SHARED_CASES(SHARED)
PER_SLICE_CASES(PER_SLICE)
#define KERNEL(id) run_##id
#else
#define KERNEL(id) run_any
#endif

/** A random divisor of n. */
static int32_t random_divisor(int32_t n) {
  int32_t divisor = random_in(1, n);
  while (n % divisor != 0) divisor--;
  return divisor;
}

static void check_random_shapes(int32_t count) {
  for (int32_t i = 0; i < count; i++) {
    trec4j_trec_shape s;
    s.kernel = 2 * random_in(0, 3) + 1;
    s.stride = random_in(1, 3);
    s.pad = random_in(0, s.kernel - 1);
    s.input_height = random_in(s.kernel, 10);
    s.input_width = random_in(s.kernel, 10);
    s.input_channels = random_in(1, 12);
    s.filters = random_in(1, 20);
    s.output_height = OUT(s.input_height, s.kernel, s.stride, s.pad);
    s.output_width = OUT(s.input_width, s.kernel, s.stride, s.pad);
    const int32_t form = random_in(0, s.kernel > 1 ? 2 : 1);
    s.run = form == 2 ? s.kernel : form;
    int32_t slices = 1;
    if (form == 2) {
      s.segment = s.kernel * s.input_channels;
    } else {
      const int32_t whole = form == 1 ? s.input_channels : s.kernel * s.kernel * s.input_channels;
      s.segment = random_divisor(whole);
      slices = whole / s.segment;
    }
    s.bits = random_in(1, 8);
    s.hash_sets = random_bits() % 2 ? slices : 1;
    s.max_clusters = random_bits() % 2 ? 1 << s.bits : random_in(1, 1 << s.bits);
    s.centred = random_in(0, 1);
    s.reassign = random_in(0, 1);
    s.keep = form == 0 || random_bits() % 2 ? 0 : random_in(0, TREC4J_MIN(s.segment - 1, 20));
    check_trec("random", run_any, &s, (int)(random_bits() % (RELU + 1)));
  }
}

static void require(int seen, const char *what) {
  if (seen == 0) {
    printf("FAIL no case with %s\n", what);
    cases_failed++;
  }
}

int main(void) {
#define CHECK(id, height, width, channels, size, step, border, units, length, form, hash, sets, \
              most, mean, nearest, kept, stress)                                                \
  check_trec("trec " #id, KERNEL(id), &shape_##id, stress);
  SHARED_CASES(CHECK)
  PER_SLICE_CASES(CHECK)
  check_random_shapes(60);
  require(overflowed, "overflowing clusters");
  require(padded_bits, "a segment that is no multiple of four");
  require(saw_one_cluster, "one cluster");
  require(saw_many_clusters, "many clusters");
  require(saw_kept, "kept directions");
  require(saw_long_columns, "columns that go in pieces");
  require(saw_kept_reassigned, "kept directions and reassignment");
#if TREC4J_DSP
  require(saw_lean, "multipliers that cannot saturate");
#endif
  return verdict("test_trec");
}
