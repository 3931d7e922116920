/** What the tests of convolutions share: random shapes, and the reference of a shape. */
#ifndef TREC4J_TEST_CONV_CASE_H
#define TREC4J_TEST_CONV_CASE_H

#include "reference.h"
#include "support.h"
#include "trec4j_conv.h"

/** A shape under a window, for sides up to `largest`. */
static inline trec4j_conv_shape random_conv_shape(const window *w, int32_t largest,
                                                  int32_t channels, int32_t filters) {
  const int32_t height = random_side(w->height, w->top, w->bottom, largest);
  const int32_t width = random_side(w->width, w->left, w->right, largest);
  const trec4j_conv_shape shape = {UNDER_WINDOW(height, width, channels, w), filters,
                                   random_pitch(filters)};
  return shape;
}

static inline void describe_conv(const trec4j_conv_shape *s, int stress) {
  describe_case(
      "%ldx%ldx%ld to %ldx%ldx%ld, kernel %ldx%ld, stride %ldx%ld, pad %ld %ld, stress %d",
      (long)s->input_height, (long)s->input_width, (long)s->input_channels, (long)s->output_height,
      (long)s->output_width, (long)s->filters, (long)s->kernel_height, (long)s->kernel_width,
      (long)s->stride_y, (long)s->stride_x, (long)s->pad_top, (long)s->pad_left, stress);
}

/** The reference of a shape and its parameters; its weights are the plain ones. */
static inline ref_conv ref_of(const trec4j_conv_shape *shape, const int8_t *weights,
                              const trec4j_conv_params *params) {
  const ref_conv reference = {REF_GEOMETRY(shape),
                              .weights = weights,
                              .input_zero_point = params->input_zero_point,
                              .low = params->low,
                              .high = params->high,
                              .bias32 = params->bias,
                              .multipliers = params->multipliers,
                              .output_zero_point = params->output_zero_point};
  return reference;
}

#endif
