/** A case of the TREC kernels: input and parameters are drawn, and all outputs compared. */
#ifndef TREC4J_TEST_TREC_CASE_H
#define TREC4J_TEST_TREC_CASE_H

#include "layout.h"
#include "reference.h"
#include "support.h"
#include "trec_parameters.h"

typedef void (*trec_kernel)(const trec4j_trec_shape *shape, const trec4j_trec_scratch *layout,
                            const trec4j_trec_params *params, const int8_t *input, int8_t *output,
                            void *scratch);

/** A kernel; `positions` of the Winograd form that convolves kept directions, or 0. */
typedef struct {
  trec_kernel run;
  int32_t positions;
} trec_form;

/** Which ways of the kernel the cases took: each must be seen. */
typedef struct {
  int overflowed, padded_bits, one_cluster, many_clusters, lean;
  int winograd, kept, long_columns, kept_reassigned, groups, table_passes;
} ways;

static ways saw;

static inline void see(const trec4j_trec_shape *shape, int32_t positions, const trec_parameters *p,
                       int32_t clusters) {
  const int32_t slices = ref_slices(&p->reference);
  saw.overflowed +=
      shape->max_clusters < 1 << shape->bits && clusters == shape->max_clusters * slices;
  saw.lean += trec4j_trec_is_lean(p->multipliers, shape->segment);
  saw.padded_bits += shape->segment % 4 != 0;
  saw.one_cluster += clusters == slices;
  saw.many_clusters += clusters >= 32 * slices;
  saw.groups += shape->run == 0 && shape->group < slices;
  saw.table_passes += shape->run > 0 && shape->table_rows < shape->kernel_height;
  saw.kept += shape->keep > 0;
  saw.winograd += positions > 0;
  saw.kept_reassigned += shape->keep > 0 && shape->reassign && shape->max_clusters > 1;
  saw.long_columns += shape->keep > 0 && trec_kept_entries(shape) > TREC4J_QUAD_INT8_LIMIT;
}

static inline void require(int seen, const char *what) {
  if (seen == 0) {
    printf("FAIL no case with %s\n", what);
    cases_failed++;
  }
}

static inline void describe_trec(const trec4j_trec_shape *s, int stress) {
  describe_case(
      "%ldx%ldx%ld to %ld, kernel %ldx%ld, stride %ldx%ld, pad %ld %ld %ld %ld, "
      "segment %ld, run %ld, %ld bits, %ld hashes, %ld clusters, centred %ld, "
      "reassign %ld, keep %ld, stress %d",
      (long)s->input_height, (long)s->input_width, (long)s->input_channels, (long)s->filters,
      (long)s->kernel_height, (long)s->kernel_width, (long)s->stride_y, (long)s->stride_x,
      (long)s->pad_top, (long)s->pad_bottom, (long)s->pad_left, (long)s->pad_right,
      (long)s->segment, (long)s->run, (long)s->bits, (long)s->hash_sets, (long)s->max_clusters,
      (long)s->centred, (long)s->reassign, (long)s->keep, stress);
}

static __attribute__((noinline, unused)) int is_refused(
    trec_kernel kernel, const trec4j_trec_shape *shape, const trec4j_trec_scratch *layout,
    const trec4j_trec_params *params, const int8_t *input, int8_t *output, void *scratch) {
  refusal_expected = 1;
  if (setjmp(refusal) != 0) return 1;
  kernel(shape, layout, params, input, output, scratch);
  return 0;
}

/** Every region with too little room, one by one, is refused. */
static inline void check_refusals(const char *name, trec_form form, const trec4j_trec_shape *shape,
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

static inline void check_trec(const char *name, trec_form form, const trec4j_trec_shape *shape,
                              int stress) {
  const int32_t inputs = shape->input_height * shape->input_width * shape->input_channels;
  const int32_t outputs = shape->output_height * shape->output_width * shape->filters;
  describe_trec(shape, stress);
  guarded input = guarded_new((size_t)inputs);
  target output = target_new(outputs / shape->filters, shape->filters, shape->output_pitch);
  const trec_sizes sizes = trec_sizes_of(shape, form.positions);
  region_list regions = {.count = 0};
  const trec4j_trec_scratch layout =
      random_bits() % 4 == 0 ? trec_plan(shape, form.positions)
                             : trec_layout_with_gaps(shape, form.positions, &sizes, &regions);
  guarded scratch = guarded_new((size_t)layout.bytes);
  int8_t *expected = malloc((size_t)outputs), *actual = malloc((size_t)outputs);
  fill_input(shape, stress, guarded_data(&input));
  trec_parameters p = trec_parameters_new(shape, form.positions, stress);
  see(shape, form.positions, &p, ref_trec(&p.reference, guarded_data(&input), expected));

  gaps_paint(&regions, guarded_data(&scratch));
  form.run(shape, &layout, &p.params, guarded_data(&input), target_output(&output),
           guarded_data(&scratch));
  int intact = gaps_intact(&regions, guarded_data(&scratch));
  check_refusals(name, form, shape, &sizes, &layout, &p.params, &input, &output, &scratch);
  intact &= guarded_free(&input);
  intact &= target_free(&output, actual);
  intact &= guarded_free(&scratch);
  check_case(name, actual, expected, outputs, intact);
  trec_parameters_free(&p);
  free(actual);
  free(expected);
}

/** Draws how the slices of a shape that has its segments are clustered. */
static inline void trec_draw_clustering(trec4j_trec_shape *s) {
  s->bits = random_in(1, 8);
  s->hash_sets = random_bits() % 2 ? trec_slices_of(s) : 1;
  s->max_clusters = random_bits() % 2 ? 1 << s->bits : random_in(1, 1 << s->bits);
  s->centred = random_in(0, 1);
  s->reassign = random_in(0, 1);
}

#endif
