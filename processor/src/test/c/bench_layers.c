/**
 * Counts the instructions that kernels take for typical layers on the emulated Cortex-M4, with
 *
 *   qemu-system-arm -M mps2-an386 -icount shift=0 ...
 *
 * where an instruction is a nanosecond of guest time, and the board's 25 MHz timer counts one tick
 * per 40 of them.
 *
 * Inputs are random, so that every bucket occurs and max_clusters alone decides how many clusters
 * there are. Prints one line a layer: name, method, segment, bits, clusters, multiply-adds,
 * instructions, scratch bytes.
 */
#include "layout.h"
#include "support.h"
#include "trec4j_add.h"
#include "trec4j_avg_pool.h"
#include "trec4j_conv.h"
#include "trec4j_dense.h"
#include "trec4j_depthwise_conv.h"
#include "trec4j_depthwise_pairs.h"
#include "trec4j_global_avg_pool.h"
#include "trec4j_max_pool.h"
#include "trec4j_trec_per_slice.h"
#include "trec4j_trec_shared.h"
#include "trec4j_winograd2.h"
#include "trec4j_winograd2_fly.h"
#include "trec4j_winograd2_5.h"
#include "trec4j_winograd4.h"
#include "trec4j_winograd4_fly.h"
#include "trec4j_winograd_rows.h"

/* Compile with other values to see what centring and reassignment cost. */
#ifndef BENCH_CENTRED
#define BENCH_CENTRED 0
#endif
#ifndef BENCH_REASSIGN
#define BENCH_REASSIGN 0
#endif

#define TIMER ((volatile uint32_t *)0x40000000u)
#define INSTRUCTIONS_PER_TICK 40u

static void timer_start(void) {
  TIMER[0] = 0;          /* control */
  TIMER[2] = UINT32_MAX; /* reload */
  TIMER[1] = UINT32_MAX; /* value, counts down */
  TIMER[0] = 1;
}

static uint32_t timer_instructions(void) { return (UINT32_MAX - TIMER[1]) * INSTRUCTIONS_PER_TICK; }

enum {
  MAX_INPUT = 64 * 1024,
  MAX_WEIGHTS = 640 * 1024,
  MAX_OUTPUT = 160 * 1024,
  MAX_SCRATCH = 512 * 1024,
  MAX_FILTERS = 512
};

/* The largest layer's; static, as on a board. */
static int8_t input[MAX_INPUT] __attribute__((aligned(8)));
static int8_t output[MAX_OUTPUT] __attribute__((aligned(8)));
static int16_t weights[MAX_WEIGHTS] __attribute__((aligned(8)));
static uint8_t scratch[MAX_SCRATCH] __attribute__((aligned(8)));
static int32_t bias32[MAX_FILTERS], multipliers[MAX_FILTERS];
static int16_t bias16[MAX_FILTERS];
static int8_t hash_vectors[8 * 256];
static int32_t thresholds[8];

static void prepare(void) {
  random_int8(input, MAX_INPUT, -128, 127);
  random_int8((int8_t *)weights, MAX_WEIGHTS * 2, -100, 100);
  random_int8(hash_vectors, (int32_t)sizeof hash_vectors, -127, 127);
  for (int32_t m = 0; m < MAX_FILTERS; m++) multipliers[m] = 1 << 22;
}

static void report(const char *name, const char *method, int32_t segment, int32_t bits,
                   int32_t clusters, int32_t macs, uint32_t instructions, int32_t bytes) {
  printf("%-26s %-14s L%-3ld H%ld cl%-3ld macs %8ld instr %9lu /mac %4lu.%03lu scratch %ld\n", name,
         method, (long)segment, (long)bits, (long)clusters, (long)macs, (unsigned long)instructions,
         (unsigned long)(instructions / (uint32_t)macs),
         (unsigned long)((uint64_t)instructions * 1000 / (uint32_t)macs % 1000), (long)bytes);
}

/* id, height, width, channels, kernel, stride, pad, filters */
#define CONVS(CASE)                \
  CASE(1, 32, 32, 3, 5, 1, 0, 64)  \
  CASE(2, 14, 14, 64, 5, 1, 0, 64) \
  CASE(3, 32, 32, 3, 3, 1, 1, 96)  \
  CASE(4, 16, 16, 16, 3, 1, 1, 64) \
  CASE(5, 16, 16, 96, 1, 1, 0, 16) \
  CASE(6, 16, 16, 64, 3, 1, 1, 64) \
  CASE(7, 8, 8, 48, 3, 1, 1, 192)  \
  CASE(8, 8, 8, 96, 5, 2, 1, 256)

/* id, height, width, channels, kernel, stride, pad */
#define DEPTHWISES(CASE)       \
  CASE(1, 16, 16, 64, 3, 1, 1) \
  CASE(2, 48, 48, 8, 3, 1, 1)  \
  CASE(3, 16, 16, 64, 3, 2, 1) \
  CASE(4, 16, 16, 64, 5, 1, 2) \
  CASE(5, 16, 16, 64, 5, 2, 2) \
  CASE(6, 15, 15, 30, 3, 1, 1)

#define WINOGRAD_FLASH const trec4j_winograd_params *const flash = winograd_flash
#define WINOGRAD_FLY_FLASH const trec4j_winograd_fly_params *const flash = winograd_fly_flash
#define WINOGRAD2_FLY_PLAN                                                  \
  const trec4j_winograd_fly_scratch layout = winograd_fly_plan(&shape, 16); \
  WINOGRAD_FLY_FLASH
#define WINOGRAD4_FLY_PLAN                                                  \
  const trec4j_winograd_fly_scratch layout = winograd_fly_plan(&shape, 36); \
  WINOGRAD_FLY_FLASH
#define WINOGRAD2_PLAN                                              \
  const trec4j_winograd_scratch layout = winograd_plan(&shape, 16); \
  WINOGRAD_FLASH
#define WINOGRAD4_PLAN                                              \
  const trec4j_winograd_scratch layout = winograd_plan(&shape, 36); \
  WINOGRAD_FLASH
#define WINOGRAD2_5_PLAN                                            \
  const trec4j_winograd_scratch layout = winograd_plan(&shape, 40); \
  WINOGRAD_FLASH
#define WINOGRAD_ROWS_PLAN                                                \
  const trec4j_winograd_rows_scratch layout = winograd_rows_plan(&shape); \
  WINOGRAD_FLASH

/* id, height, width, channels, kernel, stride, pad, filters, form, its plan */
#define WINOGRADS(CASE)                                                \
  CASE(1, 16, 16, 64, 3, 1, 1, 64, winograd4, WINOGRAD4_PLAN)          \
  CASE(2, 8, 8, 128, 3, 1, 1, 128, winograd4, WINOGRAD4_PLAN)          \
  CASE(3, 8, 8, 64, 3, 1, 1, 64, winograd4, WINOGRAD4_PLAN)            \
  CASE(4, 8, 8, 48, 3, 1, 1, 192, winograd4, WINOGRAD4_PLAN)           \
  CASE(5, 16, 16, 32, 3, 1, 1, 32, winograd4, WINOGRAD4_PLAN)          \
  CASE(6, 16, 16, 16, 3, 1, 1, 64, winograd4, WINOGRAD4_PLAN)          \
  CASE(7, 32, 32, 16, 3, 1, 1, 16, winograd4, WINOGRAD4_PLAN)          \
  CASE(8, 14, 14, 64, 5, 1, 0, 64, winograd2_5, WINOGRAD2_5_PLAN)      \
  CASE(9, 32, 32, 3, 5, 1, 0, 64, winograd_rows, WINOGRAD_ROWS_PLAN)   \
  CASE(10, 16, 16, 64, 3, 1, 1, 64, winograd2, WINOGRAD2_PLAN)         \
  CASE(11, 8, 8, 64, 3, 1, 1, 64, winograd2, WINOGRAD2_PLAN)           \
  CASE(12, 16, 16, 32, 3, 1, 1, 32, winograd2, WINOGRAD2_PLAN)         \
  CASE(13, 32, 32, 16, 3, 1, 1, 16, winograd2, WINOGRAD2_PLAN)         \
  CASE(14, 16, 16, 64, 3, 1, 1, 64, winograd4_fly, WINOGRAD4_FLY_PLAN) \
  CASE(15, 8, 8, 64, 3, 1, 1, 256, winograd4_fly, WINOGRAD4_FLY_PLAN)  \
  CASE(16, 16, 16, 32, 3, 1, 1, 32, winograd4_fly, WINOGRAD4_FLY_PLAN) \
  CASE(17, 8, 8, 64, 3, 1, 1, 64, winograd4_fly, WINOGRAD4_FLY_PLAN)   \
  CASE(18, 8, 8, 64, 3, 1, 1, 256, winograd2_fly, WINOGRAD2_FLY_PLAN)  \
  CASE(19, 8, 8, 48, 3, 1, 1, 192, winograd2_fly, WINOGRAD2_FLY_PLAN)  \
  CASE(20, 8, 8, 64, 3, 1, 1, 64, winograd2_fly, WINOGRAD2_FLY_PLAN)   \
  CASE(21, 16, 16, 32, 3, 1, 1, 32, winograd2_fly, WINOGRAD2_FLY_PLAN)

/* id, height, width, channels, kernel, stride, pad, filters, segment, run, bits, clusters */
#define TRECS(CASE)                               \
  CASE(1, 32, 32, 3, 5, 1, 0, 64, 15, 5, 4, 16)   \
  CASE(2, 32, 32, 3, 5, 1, 0, 64, 15, 5, 6, 34)   \
  CASE(3, 14, 14, 64, 5, 1, 0, 64, 32, 1, 3, 8)   \
  CASE(4, 14, 14, 64, 5, 1, 0, 64, 32, 1, 4, 16)  \
  CASE(5, 14, 14, 64, 5, 1, 0, 64, 16, 1, 4, 16)  \
  CASE(6, 14, 14, 64, 5, 1, 0, 64, 64, 1, 4, 16)  \
  CASE(7, 32, 32, 3, 3, 1, 1, 96, 9, 3, 5, 19)    \
  CASE(8, 32, 32, 3, 3, 1, 1, 96, 9, 3, 7, 69)    \
  CASE(9, 16, 16, 16, 3, 1, 1, 64, 16, 1, 4, 16)  \
  CASE(10, 16, 16, 16, 3, 1, 1, 64, 16, 1, 6, 64) \
  CASE(11, 16, 16, 96, 1, 1, 0, 16, 32, 1, 3, 8)  \
  CASE(12, 16, 16, 96, 1, 1, 0, 16, 32, 1, 4, 16) \
  CASE(13, 16, 16, 64, 3, 1, 1, 64, 32, 1, 4, 16) \
  CASE(14, 16, 16, 64, 3, 1, 1, 64, 64, 1, 5, 19) \
  CASE(15, 16, 16, 64, 3, 1, 1, 64, 32, 1, 6, 64) \
  CASE(16, 8, 8, 48, 3, 1, 1, 192, 24, 1, 3, 8)   \
  CASE(17, 8, 8, 48, 3, 1, 1, 192, 24, 1, 4, 16)  \
  CASE(18, 8, 8, 96, 5, 2, 1, 256, 32, 1, 2, 4)   \
  CASE(19, 8, 8, 96, 5, 2, 1, 256, 32, 1, 3, 8)   \
  CASE(20, 14, 14, 64, 5, 1, 0, 64, 16, 0, 4, 16) \
  CASE(21, 16, 16, 16, 3, 1, 1, 64, 16, 0, 4, 16) \
  CASE(22, 16, 16, 64, 3, 1, 1, 64, 32, 0, 4, 16) \
  CASE(23, 8, 8, 48, 3, 1, 1, 192, 24, 0, 3, 8)

static const trec4j_conv_params conv_params = {weights, bias32, multipliers, 0, 0, -128, 127};
/* The compiler must not know these: in firmware they come from another translation unit. */
static const trec4j_conv_params *volatile conv_flash = &conv_params;
static const trec4j_depthwise_conv_params depthwise_params = {
    (const int8_t *)weights, bias32, multipliers, 0, 0, -128, 127};
static const trec4j_depthwise_conv_params *volatile depthwise_flash = &depthwise_params;
static const trec4j_depthwise_pairs_params depthwise_pairs_params = {
    weights, bias32, multipliers, 0, 0, -128, 127};
static const trec4j_depthwise_pairs_params *volatile depthwise_pairs_flash =
    &depthwise_pairs_params;
static const trec4j_winograd_params winograd_params = {weights, bias32, multipliers, 0,
                                                       0,       -128,   127};
static const trec4j_winograd_params *volatile winograd_flash = &winograd_params;
static const trec4j_winograd_fly_params winograd_fly_params = {
    (const int8_t *)weights, bias32, multipliers, 0, 0, -128, 127};
static const trec4j_winograd_fly_params *volatile winograd_fly_flash = &winograd_fly_params;
static const trec4j_trec_params trec_params = {.weights = weights,
                                               .bias = bias16,
                                               .table_multipliers = multipliers,
                                               .hash_vectors = hash_vectors,
                                               .thresholds = thresholds,
                                               .shift = 5,
                                               .low = -128,
                                               .high = 127};
static const trec4j_trec_params *volatile trec_flash = &trec_params;
static void *volatile arena = scratch;

/* Bytes of scratch of the layer that ran last. */
static int32_t scratch_bytes;

#define DEFINE_CONV(id, height, width, channels, size, step, border, units) \
  static __attribute__((noinline)) void conv_##id(void) {                   \
    static const trec4j_conv_shape shape = {                                \
        .input_height = height,                                             \
        .input_width = width,                                               \
        .input_channels = channels,                                         \
        .kernel_height = size,                                              \
        .kernel_width = size,                                               \
        .stride_y = step,                                                   \
        .stride_x = step,                                                   \
        .pad_top = border,                                                  \
        .pad_left = border,                                                 \
        .output_height = OUT(height, size, step, border, border),           \
        .output_width = OUT(width, size, step, border, border),             \
        .filters = units,                                                   \
        .output_pitch = units};                                             \
    const trec4j_conv_scratch layout = conv_plan(&shape);                   \
    trec4j_conv(&shape, &layout, conv_flash, input, output, arena);         \
    scratch_bytes = layout.bytes;                                           \
  }
CONVS(DEFINE_CONV)

#define DEFINE_DEPTHWISE(id, height, width, depth, size, step, border)                           \
  static const trec4j_depthwise_conv_shape depthwise_shape_##id = {                              \
      height,                                                                                    \
      width,                                                                                     \
      depth,                                                                                     \
      size,                                                                                      \
      size,                                                                                      \
      step,                                                                                      \
      step,                                                                                      \
      border,                                                                                    \
      border,                                                                                    \
      OUT(height, size, step, border, border),                                                   \
      OUT(width, size, step, border, border),                                                    \
      depth};                                                                                    \
  static __attribute__((noinline)) void depthwise_##id(void) {                                   \
    trec4j_depthwise_conv(&depthwise_shape_##id, depthwise_flash, input, output);                \
    scratch_bytes = 0;                                                                           \
  }                                                                                              \
  static __attribute__((noinline)) void depthwise_pairs_##id(void) {                             \
    const trec4j_depthwise_pairs_scratch layout = depthwise_pairs_plan(&depthwise_shape_##id);   \
    trec4j_depthwise_pairs(&depthwise_shape_##id, &layout, depthwise_pairs_flash, input, output, \
                           arena);                                                               \
    scratch_bytes = layout.bytes;                                                                \
  }
DEPTHWISES(DEFINE_DEPTHWISE)

#define DEFINE_WINOGRAD(id, height, width, channels, size, step, border, units, kernel, plan) \
  static __attribute__((noinline)) void winograd_##id(void) {                                 \
    static const trec4j_winograd_shape shape = {                                              \
        .input_height = height,                                                               \
        .input_width = width,                                                                 \
        .input_channels = channels,                                                           \
        .kernel_height = size,                                                                \
        .kernel_width = size,                                                                 \
        .stride_y = step,                                                                     \
        .stride_x = step,                                                                     \
        .pad_top = border,                                                                    \
        .pad_left = border,                                                                   \
        .output_height = OUT(height, size, step, border, border),                             \
        .output_width = OUT(width, size, step, border, border),                               \
        .filters = units,                                                                     \
        .output_pitch = units};                                                               \
    plan;                                                                                     \
    trec4j_##kernel(&shape, &layout, flash, input, output, arena);                            \
    scratch_bytes = layout.bytes;                                                             \
  }
WINOGRADS(DEFINE_WINOGRAD)

/* The cut of the plan, see trec_cut, as constants: a shape is one as in generated code. */
#define EVEN(clusters) (((clusters) + 1) / 2 * 2)
#define TABLE_ROWS(size, form, clusters) \
  ((EVEN(clusters) + 1) * (size) * ((form) > 1 ? 1 : (size)) * 32 <= PLAN_TABLE_BYTES ? (size) : 1)
#define GROUP(slices, clusters) \
  TREC4J_MIN(TREC4J_MIN(slices, PLAN_GROUP), PLAN_TABLE_BYTES / (EVEN(clusters) * 32))

#define DEFINE_TREC(id, height, width, channels, size, step, border, units, length, form, hash, \
                    clusters)                                                                   \
  static __attribute__((noinline)) void trec_##id(void) {                                       \
    static const trec4j_trec_shape shape = {                                                    \
        .input_height = height,                                                                 \
        .input_width = width,                                                                   \
        .input_channels = channels,                                                             \
        .kernel_height = size,                                                                  \
        .kernel_width = size,                                                                   \
        .stride_y = step,                                                                       \
        .stride_x = step,                                                                       \
        .pad_top = border,                                                                      \
        .pad_left = border,                                                                     \
        .pad_bottom = border,                                                                   \
        .pad_right = border,                                                                    \
        .output_height = OUT(height, size, step, border, border),                               \
        .output_width = OUT(width, size, step, border, border),                                 \
        .filters = units,                                                                       \
        .output_pitch = units,                                                                  \
        .segment = length,                                                                      \
        .run = form,                                                                            \
        .bits = hash,                                                                           \
        .hash_sets = 1,                                                                         \
        .max_clusters = clusters,                                                               \
        .centred = BENCH_CENTRED,                                                               \
        .reassign = BENCH_REASSIGN,                                                             \
        .table_rows = form == 0 ? 0 : TABLE_ROWS(size, form, clusters),                         \
        .group = form == 0 ? GROUP(size * size * channels / length, clusters) : 0};             \
    const trec4j_trec_scratch layout = trec_plan(&shape, 0);                                    \
    if (form == 0) {                                                                            \
      trec4j_trec_per_slice(&shape, &layout, trec_flash, input, output, arena);                 \
    } else {                                                                                    \
      trec4j_trec_shared(&shape, &layout, trec_flash, input, output, arena);                    \
    }                                                                                           \
    scratch_bytes = layout.bytes;                                                               \
  }
TRECS(DEFINE_TREC)

static const trec4j_dense_shape dense_shape = {1600, 384};
static const trec4j_max_pool_shape max_shape_1 = {28, 28, 64, 2, 2, 2, 2, 0, 0, 14, 14, 64};
static const trec4j_max_pool_shape max_shape_2 = {32, 32, 64, 3, 3, 2, 2, 1, 1, 16, 16, 64};
static const trec4j_avg_pool_shape avg_shape_1 = {28, 28, 64, 2, 2, 2, 2, 0, 0, 14, 14};
static const trec4j_avg_pool_shape avg_shape_2 = {27, 27, 62, 3, 3, 2, 2, 0, 0, 13, 13};
static const trec4j_global_avg_pool_shape global_shape = {8, 8, 64};
static const trec4j_add_shape add_shape = {2, 16 * 16, 64, 64};

static __attribute__((noinline)) void dense_1(void) {
  static const trec4j_dense_params params = {weights, bias32, multipliers, 0, -128, 127};
  trec4j_dense(&dense_shape, &params, input, output);
}

#define DEFINE_POOL(kernel, id)                                  \
  static __attribute__((noinline)) void kernel##_##id(void) {    \
    trec4j_##kernel##_pool(&kernel##_shape_##id, input, output); \
  }
DEFINE_POOL(max, 1)
DEFINE_POOL(max, 2)
DEFINE_POOL(avg, 1)
DEFINE_POOL(avg, 2)

static __attribute__((noinline)) void global_1(void) {
  trec4j_global_avg_pool(&global_shape, input, output);
}

static __attribute__((noinline)) void add_1(void) {
  static const int16_t multipliers[] = {9000, 11000};
  static const trec4j_add_params params = {multipliers, 1 << (TREC4J_ADD_SHIFT - 1), -128, 127};
  static const trec4j_add_params *volatile flash = &params;
  const int8_t *const inputs[] = {input, input + 16 * 16 * 64};
  trec4j_add(&add_shape, flash, inputs, output);
}

static uint32_t count(void (*layer)(void)) {
  timer_start();
  layer();
  return timer_instructions();
}

int main(void) {
  prepare();
#define MACS(height, width, channels, size, step, border, units)                              \
  OUT(height, size, step, border, border) * OUT(width, size, step, border, border) * (size) * \
      (size) * (channels) * (units)
#define NAME(height, width, channels, size, step, border, units) \
#height "x" #width "x" #channels "-" #size "x" #size "-" #units "-p" #border "-s" #step
#define RUN_CONV(id, height, width, channels, size, step, border, units)                    \
  instructions = count(conv_##id);                                                          \
  report(NAME(height, width, channels, size, step, border, units), "conventional", 0, 0, 0, \
         MACS(height, width, channels, size, step, border, units), instructions, scratch_bytes);
#define RUN_WINOGRAD(id, height, width, channels, size, step, border, units, kernel, plan) \
  instructions = count(winograd_##id);                                                     \
  report(NAME(height, width, channels, size, step, border, units), #kernel, 0, 0, 0,       \
         MACS(height, width, channels, size, step, border, units), instructions, scratch_bytes);
#define RUN_DEPTHWISE_AS(kernel, id, height, width, channels, size, step, border) \
  instructions = count(kernel##_##id);                                            \
  report(NAME(height, width, channels, size, step, border, 1), #kernel, 0, 0, 0,  \
         MACS(height, width, 1, size, step, border, channels), instructions, scratch_bytes);
#define RUN_DEPTHWISE(...)                 \
  RUN_DEPTHWISE_AS(depthwise, __VA_ARGS__) \
  RUN_DEPTHWISE_AS(depthwise_pairs, __VA_ARGS__)
  uint32_t instructions;
  CONVS(RUN_CONV)
  WINOGRADS(RUN_WINOGRAD)
#define RUN_TREC(id, height, width, channels, size, step, border, units, length, form, hash, most) \
  instructions = count(trec_##id);                                                                 \
  report(NAME(height, width, channels, size, step, border, units),                                 \
         form == 0 ? "trec-per-slice" : "trec", length, hash, most,                                \
         MACS(height, width, channels, size, step, border, units), instructions, scratch_bytes);
  TRECS(RUN_TREC)
  DEPTHWISES(RUN_DEPTHWISE)
  report("dense-1600-384", "dense", 0, 0, 0, dense_shape.inputs * dense_shape.units, count(dense_1),
         0);
  report("max-pool-28x28x64-2", "pool", 0, 0, 0, 28 * 28 * 64, count(max_1), 0);
  report("max-pool-32x32x64-3-s2", "pool", 0, 0, 0, 16 * 16 * 64 * 9, count(max_2), 0);
  report("avg-pool-28x28x64-2", "pool", 0, 0, 0, 28 * 28 * 64, count(avg_1), 0);
  report("avg-pool-27x27x62-3-s2", "pool", 0, 0, 0, 13 * 13 * 62 * 9, count(avg_2), 0);
  report("global-pool-8x8x64", "pool", 0, 0, 0, 8 * 8 * 64, count(global_1), 0);
  report("add-16x16x64", "add", 0, 0, 0, 2 * 16 * 16 * 64, count(add_1), 0);
  return 0;
}
