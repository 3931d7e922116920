/**
 * TREC convolutions with shared segments whose kept directions are convolved by one of Winograd's
 * forms: all bytes are those of trec4j_trec_shared; see trec4j_trec.h for the rules.
 *
 * Projections are the channels of a feature map, int8 [H][W][S * R] with zero point 0, and their
 * product is an ordinary convolution of stride 1. A tile's inputs are transformed once for all
 * filters; so the sums of all filters are kept, [M/16][outputs][16], which the gather adds to.
 *
 * Weights are those of trec4j_winograd.h with S * R channels: entry (tap * S + slice) * R + r of a
 * filter is that of channel slice * R + r. Whoever plans for it must have checked that no filter
 * of so many entries can break the form's condition.
 */
#ifndef TREC4J_TREC_WINOGRAD_H
#define TREC4J_TREC_WINOGRAD_H

#include "trec4j_trec_shared.h"
#include "trec4j_winograd.h"

/** Makes all sums of a layer: a form's function. */
typedef void trec4j_trec_winograd_runner(const trec4j_winograd_layer *layer);

/** The convolution of the projections; its pixels are rows of a block of sums. */
TREC4J_INLINE trec4j_winograd_shape trec4j_trec_winograd_shape(const trec4j_trec_shape *shape) {
  const trec4j_winograd_shape of = {.input_height = shape->input_height,
                                    .input_width = shape->input_width,
                                    .input_channels = trec4j_trec_slices(shape) * shape->keep,
                                    .kernel_height = shape->kernel_height,
                                    .kernel_width = shape->kernel_width,
                                    .stride_y = shape->stride_y,
                                    .stride_x = shape->stride_x,
                                    .pad_top = shape->pad_top,
                                    .pad_left = shape->pad_left,
                                    .output_height = shape->output_height,
                                    .output_width = shape->output_width,
                                    .filters = shape->filters,
                                    .output_pitch = TREC4J_TREC_ROW_BYTES};
  return of;
}

/** Projections without a border: the form knows where the padding is. */
TREC4J_INLINE trec4j_trec_kept_shape trec4j_trec_winograd_kept(const trec4j_trec_shape *shape) {
  const int32_t values = trec4j_trec_slices(shape) * shape->keep;
  const trec4j_trec_kept_shape kept = {.size = trec4j_trec_segments(shape) * values,
                                       .segment_y = shape->input_width * values,
                                       .segment_x = values};
  return kept;
}

/** Bytes of a block of sums. */
TREC4J_INLINE int32_t trec4j_trec_winograd_block(const trec4j_trec_shape *shape) {
  return shape->output_height * shape->output_width * TREC4J_TREC_ROW_BYTES;
}

TREC4J_INLINE trec4j_winograd_scratch
trec4j_trec_winograd_layout(const trec4j_trec_scratch *layout) {
  const trec4j_winograd_scratch of = {layout->tiles, layout->products, layout->frame, layout->zeros,
                                      layout->bytes};
  return of;
}

/** Requires a shape and a layout that go together. */
TREC4J_INLINE void trec4j_trec_winograd_require(const trec4j_trec_shape *shape,
                                                const trec4j_trec_scratch *layout,
                                                const trec4j_trec_shared_work *at,
                                                const trec4j_trec_kept_shape *kept, int32_t kernel,
                                                int32_t points, int32_t positions) {
  const trec4j_winograd_shape of = trec4j_trec_winograd_shape(shape);
  const trec4j_winograd_scratch regions = trec4j_trec_winograd_layout(layout);
  const int32_t blocks = TREC4J_ROUND_UP(shape->filters, 16) / 16;
  TREC4J_REQUIRE(shape->run == 1 && shape->keep > 0);
  trec4j_trec_shared_require_common(shape, layout, at, kept);
  trec4j_winograd_require_room(&of, &regions, kernel, points, positions, 1);
  TREC4J_REQUIRE(layout->sums - layout->used >= 2 * at->slices);
  TREC4J_REQUIRE(TREC4J_MIN(layout->project_segment, TREC4J_MIN(layout->vectors, layout->table)) -
                     layout->sums >=
                 blocks * trec4j_trec_winograd_block(shape));
}

/** What the sums of all filters begin with, for the map of projections. */
TREC4J_INLINE void trec4j_trec_winograd_product(const trec4j_trec_shape *shape,
                                                const trec4j_trec_scratch *layout,
                                                const trec4j_trec_params *params,
                                                const int8_t *projections, int16_t *sums,
                                                void *scratch, const trec4j_winograd_form *form,
                                                trec4j_trec_winograd_runner *run) {
  const trec4j_winograd_shape of = trec4j_trec_winograd_shape(shape);
  const trec4j_winograd_scratch regions = trec4j_trec_winograd_layout(layout);
  const trec4j_winograd_params own = {.weights = params->kept_weights,
                                      .bias = params->kept_bias,
                                      .multipliers = params->kept_multipliers};
  trec4j_winograd_layer layer =
      trec4j_winograd_layer_of(&of, &regions, &own, projections, (int8_t *)sums, scratch, form);
  layer.outputs.starts = params->bias;
  layer.outputs.block_bytes = trec4j_trec_winograd_block(shape);
  run(&layer);
}

/** All of it, for a form with so many positions. */
TREC4J_INLINE void trec4j_trec_winograd(const trec4j_trec_shape *shape,
                                        const trec4j_trec_scratch *layout,
                                        const trec4j_trec_params *params, const int8_t *input,
                                        int8_t *output, void *scratch, int32_t kernel,
                                        int32_t positions, const trec4j_winograd_form *form,
                                        trec4j_trec_winograd_runner *run) {
  const trec4j_trec_kept_shape kept = trec4j_trec_winograd_kept(shape);
  trec4j_trec_shared_work at = trec4j_trec_shared_at(shape, layout, scratch);
  trec4j_trec_winograd_require(shape, layout, &at, &kept, kernel, form->points, positions);
  trec4j_trec_project(shape, params, &kept, input, trec4j_at(scratch, layout->project_segment),
                      trec4j_at(scratch, layout->project_pairs), at.projections);
  trec4j_trec_winograd_product(shape, layout, params, at.projections, at.sums, scratch, form, run);
  trec4j_trec_shared_cluster(shape, layout, params, input, &at, scratch);
  trec4j_trec_shared_zeros(shape, &at);
  for (int32_t block = 0; block * TREC4J_TREC_BLOCK < shape->filters; block++) {
    trec4j_trec_shared_block(shape, params, &at, block, NULL, at.sums, output);
    at.sums += trec4j_trec_winograd_block(shape) / 2;
  }
}

#endif
