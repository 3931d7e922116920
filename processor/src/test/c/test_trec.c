/** TREC convolutions, shared and per slice, and their clustering against the reference. */
#include "random_cases.h"
#define TREC4J_REQUIRE(condition) require_that(condition, #condition)
#include "trec_case.h"
#include "trec4j_trec_per_slice.h"
#include "trec4j_trec_shared.h"
#include "trec_cases.h"

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

/** A shape whose segments are pixel slices (1), row runs (2) or parts of an im2row row (0). */
static trec4j_trec_shape random_shape(int32_t form) {
  window w = random_window(7);
  if (form == 2 && w.width == 1) w.width = random_in(2, 7);
  trec4j_trec_shape s = {.input_height = random_side(w.height, w.top, w.bottom, 10),
                         .input_width = random_side(w.width, w.left, w.right, 10),
                         .input_channels = random_count(12, 36),
                         .kernel_height = w.height,
                         .kernel_width = w.width,
                         .stride_y = w.down,
                         .stride_x = w.across,
                         .pad_top = w.top,
                         .pad_left = w.left,
                         .pad_bottom = w.bottom,
                         .pad_right = w.right,
                         .filters = random_count(20, 40)};
  s.output_pitch = random_pitch(s.filters);
  s.output_height = OUT(s.input_height, w.height, w.down, w.top, w.bottom);
  s.output_width = OUT(s.input_width, w.width, w.across, w.left, w.right);
  s.run = form == 2 ? s.kernel_width : form;
  s.segment = s.kernel_width * s.input_channels;
  if (form == 1) s.segment = random_divisor(s.input_channels);
  if (form == 0) {
    do s.segment = random_divisor(s.kernel_height * s.kernel_width * s.input_channels);
    while (s.segment > 256);
  }
  trec_draw_clustering(&s);
  return s;
}

/** Cuts the work as the plan does, or in another way, as good as any. */
static void random_cut(trec4j_trec_shape *s) {
  trec_cut(s);
  if (random_bits() % 2) return;
  if (s->run == 0) s->group = random_in(1, trec_slices_of(s));
  if (s->run > 0) s->table_rows = random_divisor(s->kernel_height);
  if (s->keep > 0) s->column_pairs = random_in(1, 9);
}

static void check_random(int32_t form, int keeping) {
  const trec_form direct = {run_any, 0};
  trec4j_trec_shape s = random_shape(form);
  if (keeping) s.keep = random_in(0, TREC4J_MIN(s.segment - 1, 20));
  random_cut(&s);
  check_trec("trec", direct, &s, random_in(ORDINARY, RELU));
}

static void check_per_slice(void) { check_random(0, 0); }
static void check_pixels(void) { check_random(1, 0); }
static void check_rows(void) { check_random(2, 0); }
static void check_kept_pixels(void) { check_random(1, 1); }
static void check_kept_rows(void) { check_random(2, 1); }

static __attribute__((noinline)) void cluster_any(const trec4j_trec_shape *shape,
                                                  const trec4j_trec_params *params,
                                                  const int8_t *input, int32_t slice,
                                                  trec4j_trec_clusters *clusters, uint32_t *map) {
  trec4j_trec_cluster(shape, params, input, slice, clusters, map,
                      trec4j_trec_segment_columns(shape), 1, 0, 1);
}

/** Holds the cluster of each segment and all centroids of a slice against the reference. */
static void check_slice(const trec4j_trec_shape *shape, const trec_parameters *p,
                        const int8_t *input, int32_t slice) {
  const int32_t segments = ref_segments(&p->reference), length = shape->segment;
  const trec4j_trec_scratch layout = trec_plan(shape, 0);
  guarded scratch = guarded_new((size_t)layout.bytes);
  uint32_t *map = malloc((size_t)segments * sizeof *map);
  int32_t *cluster_of = malloc((size_t)segments * sizeof *cluster_of);
  int32_t *centroids = malloc((size_t)(shape->max_clusters * length) * sizeof *centroids);
  const int32_t used = ref_cluster(&p->reference, input, slice, cluster_of, centroids);
  const int32_t values = 1 + segments + used * length;
  int16_t *actual = calloc((size_t)values, sizeof *actual);
  int16_t *expected = calloc((size_t)values, sizeof *expected);
  trec4j_trec_clusters clusters = trec4j_trec_clusters_at(
      &layout, guarded_data(&scratch), trec4j_at(guarded_data(&scratch), layout.centroids));
  cluster_any(shape, &p->params, input, slice, &clusters, map);
  const trec4j_trec_means_work found = {
      .segment = length, .clusters = clusters.used, .centroids = clusters.centroids};
  expected[0] = (int16_t)used;
  actual[0] = (int16_t)clusters.used;
  for (int32_t n = 0; n < segments; n++) {
    expected[1 + n] = (int16_t)cluster_of[n];
    actual[1 + n] = (int16_t)map[n];
  }
  for (int32_t i = 0; i < used * length; i++) {
    expected[1 + segments + i] = (int16_t)centroids[i];
    actual[1 + segments + i] = (int16_t)trec4j_trec_centroid_entry(&found, i / length, i % length);
  }
  check_case("clusters", (int8_t *)actual, (int8_t *)expected, 2 * values, guarded_free(&scratch));
  free(expected);
  free(actual);
  free(centroids);
  free(cluster_of);
  free(map);
}

static void check_clustering(void) {
  const int stress = random_in(ORDINARY, RELU);
  trec4j_trec_shape s = random_shape(random_in(0, 2));
  if (s.run > 0) s.keep = random_in(0, TREC4J_MIN(s.segment - 1, 20));
  trec_cut(&s);
  describe_trec(&s, stress);
  guarded input = guarded_new((size_t)(s.input_height * s.input_width * s.input_channels));
  fill_input(&s, stress, guarded_data(&input));
  trec_parameters p = trec_parameters_new(&s, 0, stress);
  check_slice(&s, &p, guarded_data(&input), random_in(0, trec_slices_of(&s) - 1));
  trec_parameters_free(&p);
  cases_failed += !guarded_free(&input);
}

static const family families[] = {{"per slice", check_per_slice},
                                  {"pixel slices", check_pixels},
                                  {"row runs", check_rows},
                                  {"pixel slices that keep directions", check_kept_pixels},
                                  {"row runs that keep directions", check_kept_rows},
                                  {"clustering", check_clustering}};

int main(int argc, char **argv) {
  if (argc == 3) return run_random_cases("test_trec", families, 6, argv);
#define CHECK(id, ...) check_##id();
  SHARED_CASES(CHECK)
  PER_SLICE_CASES(CHECK)
  for (int32_t i = 0; i < 200; i++) families[i % 6].check();
  require(saw.overflowed, "overflowing clusters");
  require(saw.padded_bits, "a segment that is no multiple of four");
  require(saw.one_cluster, "one cluster");
  require(saw.many_clusters, "many clusters");
  require(saw.kept, "kept directions");
  require(saw.groups, "several groups of slices");
  require(saw.table_passes, "tables of some kernel rows");
  require(saw.long_columns, "columns that go in pieces");
  require(saw.kept_reassigned, "kept directions and reassignment");
#if TREC4J_DSP
  require(saw.lean, "multipliers that cannot saturate");
#endif
  return verdict("test_trec");
}
