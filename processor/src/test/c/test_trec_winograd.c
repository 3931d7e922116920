/** TREC convolutions whose kept directions go through Winograd's forms, against the reference. */
#include "random_cases.h"
#define TREC4J_REQUIRE(condition) require_that(condition, #condition)
#include "trec_case.h"
#include "trec4j_trec_winograd2.h"
#include "trec4j_trec_winograd2_5.h"
#include "trec4j_trec_winograd4.h"

#define DEFINE_WINOGRAD(form)                                                                 \
  static __attribute__((noinline)) void run_winograd##form(                                   \
      const trec4j_trec_shape *shape, const trec4j_trec_scratch *layout,                      \
      const trec4j_trec_params *params, const int8_t *input, int8_t *output, void *scratch) { \
    trec4j_trec_winograd##form(shape, layout, params, input, output, scratch);                \
  }
DEFINE_WINOGRAD(4)
DEFINE_WINOGRAD(2)
DEFINE_WINOGRAD(2_5)

/** Pixel slices with a square kernel of so many taps. */
static trec4j_trec_shape random_shape(int32_t taps) {
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
  trec_draw_clustering(&s);
  s.keep = random_in(1, s.segment - 1);
  trec_cut(&s);
  s.column_pairs = 0;
  return s;
}

static void check_form(trec_form form, int32_t taps) {
  const trec4j_trec_shape shape = random_shape(taps);
  check_trec("winograd", form, &shape, random_in(ORDINARY, RELU));
}

static void check_winograd4(void) {
  const trec_form form = {run_winograd4, TREC4J_WINOGRAD4_POSITIONS};
  check_form(form, 3);
}

static void check_winograd2(void) {
  const trec_form form = {run_winograd2, TREC4J_WINOGRAD2_POSITIONS};
  check_form(form, 3);
}

static void check_winograd2_5(void) {
  const trec_form form = {run_winograd2_5, TREC4J_WINOGRAD2_5_POSITIONS};
  check_form(form, 5);
}

static const family families[] = {{"F(4x4, 3x3)", check_winograd4},
                                  {"F(2x2, 3x3)", check_winograd2},
                                  {"F(2x2, 5x5)", check_winograd2_5}};

int main(int argc, char **argv) {
  if (argc == 3) return run_random_cases("test_trec_winograd", families, 3, argv);
  for (int32_t i = 0; i < 150; i++) families[i % 3].check();
  require(saw.winograd, "kept directions in Winograd's forms");
  require(saw.kept_reassigned, "kept directions and reassignment");
  require(saw.overflowed, "overflowing clusters");
  return verdict("test_trec_winograd");
}
