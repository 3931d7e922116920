/**
 * Lays out the scratch of the kernels, as the plan does in Java or with guard bytes between all
 * regions. Sizes stand here once more, as the plan has them: what the regions hold, in bytes.
 */
#ifndef TREC4J_TEST_LAYOUT_H
#define TREC4J_TEST_LAYOUT_H

#include "support.h"
#include "trec4j_conv.h"
#include "trec4j_depthwise_pairs.h"
#include "trec4j_conv_taps.h"
#include "trec4j_trec_per_slice.h"
#include "trec4j_trec_shared.h"
#include "trec4j_winograd.h"
#include "trec4j_winograd_fly.h"
#include "trec4j_winograd_rows.h"

/* The plan's limits. */
enum {
  PLAN_TABLE_BYTES = 32768, /* a table beyond this is built for one kernel row at a time */
  PLAN_GROUP = 8,           /* most slices of a group */
  PLAN_PAIRS = 8,           /* most pairs of columns in one go */
  PLAN_PAIR_ENTRIES = 256   /* entries of all pairs in one go, unless a single one has more */
};

#define LAYOUT_INLINE static inline __attribute__((always_inline))

LAYOUT_INLINE int32_t up(int32_t n, int32_t unit) { return (n + unit - 1) / unit * unit; }

LAYOUT_INLINE int32_t least(int32_t a, int32_t b) { return a < b ? a : b; }

LAYOUT_INLINE int32_t most(int32_t a, int32_t b) { return a > b ? a : b; }

/** A layout whose regions' sizes stand where their offsets would. */
typedef trec4j_conv_scratch conv_sizes;
typedef trec4j_depthwise_pairs_scratch depthwise_pairs_sizes;
typedef trec4j_conv_taps_scratch conv_taps_sizes;
typedef trec4j_trec_scratch trec_sizes;
typedef trec4j_winograd_scratch winograd_sizes;
typedef trec4j_winograd_fly_scratch winograd_fly_sizes;
typedef trec4j_winograd_rows_scratch winograd_rows_sizes;

LAYOUT_INLINE conv_sizes conv_sizes_of(const trec4j_conv_shape *shape) {
  const int32_t entries = shape->kernel_height * shape->kernel_width * shape->input_channels;
  const conv_sizes sizes = {.columns = 4 * up(entries, 4), .row = up(entries, 4)};
  return sizes;
}

LAYOUT_INLINE trec4j_conv_scratch conv_plan(const trec4j_conv_shape *shape) {
  const conv_sizes sizes = conv_sizes_of(shape);
  trec4j_conv_scratch layout = {0};
  layout.row = sizes.columns;
  layout.bytes = layout.row + up(sizes.row, 8);
  return layout;
}

LAYOUT_INLINE depthwise_pairs_sizes
depthwise_pairs_sizes_of(const trec4j_depthwise_pairs_shape *shape) {
  const int32_t blocks = shape->kernel_height == 3 && shape->stride_y == 1 ? 1 : 2;
  const int32_t columns = (up(shape->output_width, 2) - 1) * shape->stride_x + shape->kernel_width;
  const depthwise_pairs_sizes sizes = {.columns = 32 * blocks * columns};
  return sizes;
}

LAYOUT_INLINE trec4j_depthwise_pairs_scratch
depthwise_pairs_plan(const trec4j_depthwise_pairs_shape *shape) {
  const trec4j_depthwise_pairs_scratch layout = {.columns = 0,
                                                 .bytes = depthwise_pairs_sizes_of(shape).columns};
  return layout;
}

LAYOUT_INLINE conv_taps_sizes conv_taps_sizes_of(const trec4j_conv_shape *shape) {
  const int32_t outputs = shape->output_height * shape->output_width;
  const conv_taps_sizes sizes = {.columns = 4 * least(shape->input_channels, 256),
                                 .sums = 4 * outputs * up(shape->filters, 4)};
  return sizes;
}

LAYOUT_INLINE trec4j_conv_taps_scratch conv_taps_plan(const trec4j_conv_shape *shape) {
  const conv_taps_sizes sizes = conv_taps_sizes_of(shape);
  trec4j_conv_taps_scratch layout = {0};
  layout.sums = up(sizes.columns, 8);
  layout.bytes = layout.sums + up(sizes.sums, 8);
  return layout;
}

LAYOUT_INLINE winograd_sizes winograd_sizes_of(const trec4j_winograd_shape *shape,
                                               int32_t positions) {
  const int32_t padded = up(shape->input_channels, 4);
  const winograd_sizes sizes = {.tiles = (positions == 16 ? 64 : 144) * padded,
                                .sums = 16 * positions,
                                .frame = 560,
                                .padding = padded};
  return sizes;
}

LAYOUT_INLINE trec4j_winograd_scratch winograd_plan(const trec4j_winograd_shape *shape,
                                                    int32_t positions) {
  const winograd_sizes sizes = winograd_sizes_of(shape, positions);
  trec4j_winograd_scratch layout = {0};
  layout.sums = up(sizes.tiles, 8);
  layout.frame = layout.sums + up(sizes.sums, 8);
  layout.padding = layout.frame + up(sizes.frame, 8);
  layout.bytes = layout.padding + up(sizes.padding, 8);
  return layout;
}

LAYOUT_INLINE winograd_fly_sizes winograd_fly_sizes_of(const trec4j_winograd_shape *shape,
                                                       int32_t positions) {
  const winograd_sizes common = winograd_sizes_of(shape, positions);
  const int32_t side = positions == 16 ? 2 : 4;
  const int32_t across = up(shape->output_width, side) / side;
  const int32_t pairs = up(across * (up(shape->output_height, side) / side), 2) / 2;
  const winograd_fly_sizes sizes = {.tiles = pairs * common.tiles,
                                    .sums = common.sums,
                                    .frame = common.frame,
                                    .padding = common.padding,
                                    .weights = common.tiles,
                                    .places = 8 * side * side * pairs};
  return sizes;
}

LAYOUT_INLINE trec4j_winograd_fly_scratch winograd_fly_plan(const trec4j_winograd_shape *shape,
                                                            int32_t positions) {
  const winograd_fly_sizes sizes = winograd_fly_sizes_of(shape, positions);
  trec4j_winograd_fly_scratch layout = {0};
  layout.sums = up(sizes.tiles, 8);
  layout.frame = layout.sums + up(sizes.sums, 8);
  layout.padding = layout.frame + up(sizes.frame, 8);
  layout.weights = layout.padding + up(sizes.padding, 8);
  layout.places = layout.weights + up(sizes.weights, 8);
  layout.bytes = layout.places + up(sizes.places, 8);
  return layout;
}

LAYOUT_INLINE winograd_rows_sizes winograd_rows_sizes_of(const trec4j_winograd_shape *shape) {
  const int32_t padded = up(shape->kernel_width * shape->input_channels, 4);
  const int32_t last = (shape->output_width - 1) * shape->stride_x * shape->input_channels;
  const winograd_rows_sizes sizes = {
      .tiles = 32 * padded, .sums = 128, .rows = 8 * (up(last, 4) + padded)};
  return sizes;
}

LAYOUT_INLINE trec4j_winograd_rows_scratch winograd_rows_plan(const trec4j_winograd_shape *shape) {
  const winograd_rows_sizes sizes = winograd_rows_sizes_of(shape);
  trec4j_winograd_rows_scratch layout = {0};
  layout.sums = up(sizes.tiles, 8);
  layout.rows = layout.sums + up(sizes.sums, 8);
  layout.bytes = layout.rows + up(sizes.rows, 8);
  return layout;
}

/** Kp: entries of a column of kept directions. */
LAYOUT_INLINE int32_t trec_kept_entries(const trec4j_trec_shape *shape) {
  if (shape->run > 1) return up(shape->kernel_height * shape->keep, 4);
  const int32_t slices = shape->input_channels / shape->segment;
  return shape->kernel_height * up(shape->kernel_width * slices * shape->keep, 4);
}

LAYOUT_INLINE int32_t trec_slices_of(const trec4j_trec_shape *shape) {
  if (shape->run > 1) return 1;
  const int32_t entries = shape->run == 1 ? 1 : shape->kernel_height * shape->kernel_width;
  return entries * shape->input_channels / shape->segment;
}

/** Cuts the work as the plan does. */
LAYOUT_INLINE void trec_cut(trec4j_trec_shape *shape) {
  const int32_t even = up(shape->max_clusters, 2);
  if (shape->run == 0) {
    const int32_t fitting = PLAN_TABLE_BYTES / (even * 32);
    shape->group = most(1, least(least(trec_slices_of(shape), PLAN_GROUP), fitting));
    return;
  }
  const int32_t taps = shape->kernel_height * (shape->run > 1 ? 1 : shape->kernel_width);
  shape->table_rows = (even + 1) * taps * 32 <= PLAN_TABLE_BYTES ? shape->kernel_height : 1;
  if (shape->keep > 0) {
    const int32_t fitting = PLAN_PAIR_ENTRIES / trec_kept_entries(shape);
    shape->column_pairs = most(1, least(PLAN_PAIRS, fitting));
  }
}

/** Of a kernel whose kept directions go through a Winograd form of so many positions, or 0. */
LAYOUT_INLINE trec_sizes trec_sizes_of(const trec4j_trec_shape *shape, int32_t positions) {
  const int32_t slices = trec_slices_of(shape);
  const int32_t held = shape->run == 0 ? shape->group : slices;
  const int32_t padded = up(shape->segment, 4);
  const int32_t clusters = shape->max_clusters;
  const int32_t even = up(clusters, 2);
  const int32_t fours = shape->reassign ? up(clusters, 4) : 0;
  const int32_t outputs = shape->output_height * shape->output_width;
  const int32_t map_height = shape->input_height + shape->pad_top + shape->pad_bottom;
  const int32_t map_width = shape->input_width + shape->pad_left + shape->pad_right;
  const int32_t map_entries = map_height * (shape->run > 1 ? shape->output_width : map_width);
  const int32_t row_taps = shape->run > 1 ? 1 : shape->kernel_width;
  trec_sizes sizes = {0};
  sizes.map = 4 * held * (shape->run == 0 ? outputs : map_entries);
  sizes.centroids = 2 * held * even * padded;
  sizes.used = 2 * held;
  if (shape->keep > 0) {
    sizes.projections = map_entries * slices * shape->keep + 3;
    sizes.project_segment = padded;
    sizes.project_pairs = 2 * shape->keep * padded;
    sizes.columns = 4 * shape->column_pairs * trec_kept_entries(shape);
  }
  sizes.vectors = 2 * shape->bits * padded;
  sizes.thresholds = 4 * shape->bits;
  sizes.column_sums = 4 * padded;
  sizes.of_bucket = 2 << shape->bits;
  sizes.cluster_sums = 4 * clusters * padded;
  sizes.near_sums = 2 * clusters * padded;
  sizes.counts = 4 * clusters;
  sizes.means = 2 * fours * padded;
  sizes.norms = 4 * fours;
  sizes.segment = padded;
  sizes.bias = 32;
  if (shape->run == 0) {
    sizes.table = 32 * held * even;
    sizes.sums = held < slices ? 2 * outputs * up(shape->filters, 16) : 0;
  } else {
    const int pass = slices > 1 || shape->table_rows < shape->kernel_height;
    sizes.table = 32 * (even + 1) * shape->table_rows * row_taps;
    sizes.sums = 32 * (shape->keep > 0 ? up(outputs, 2) : pass ? outputs : 0);
  }
  if (positions > 0) {
    const int32_t values = up(slices * shape->keep, 4);
    sizes.projections = shape->input_height * shape->input_width * slices * shape->keep + 3;
    sizes.columns = 0;
    sizes.sums = 2 * outputs * up(shape->filters, 16);
    sizes.tiles = (positions == 16 ? 64 : 144) * values;
    sizes.products = 16 * positions;
    sizes.frame = 560;
    sizes.zeros = values;
  }
  return sizes;
}

/** The layout of the plan: phases share their memory. */
LAYOUT_INLINE trec4j_trec_scratch trec_plan(const trec4j_trec_shape *shape, int32_t positions) {
  const trec_sizes sizes = trec_sizes_of(shape, positions);
  trec4j_trec_scratch layout = {0};
  layout.map = shape->run == 0 ? sizes.sums : 0;
  layout.projections = layout.map + up(sizes.map, 8);
  layout.centroids = layout.projections + up(sizes.projections, 8);
  layout.used = layout.centroids + up(sizes.centroids, 8);
  const int32_t used = layout.used + up(sizes.used, 8);
  const int32_t phase = positions > 0 ? used + up(sizes.sums, 8) : used;
  layout.project_segment = phase;
  layout.project_pairs = layout.project_segment + up(sizes.project_segment, 8);
  layout.tiles = layout.project_pairs + up(sizes.project_pairs, 8);
  layout.products = layout.tiles + up(sizes.tiles, 8);
  layout.frame = layout.products + up(sizes.products, 8);
  layout.zeros = layout.frame + up(sizes.frame, 8);
  layout.bytes = layout.zeros + up(sizes.zeros, 8);
  layout.vectors = phase;
  layout.thresholds = layout.vectors + up(sizes.vectors, 8);
  layout.column_sums = layout.thresholds + up(sizes.thresholds, 8);
  layout.of_bucket = layout.column_sums + up(sizes.column_sums, 8);
  layout.cluster_sums = layout.of_bucket + up(sizes.of_bucket, 8);
  layout.near_sums = layout.cluster_sums + up(sizes.cluster_sums, 8);
  layout.counts = layout.near_sums + up(sizes.near_sums, 8);
  layout.means = layout.counts + up(sizes.counts, 8);
  layout.norms = layout.means + up(sizes.means, 8);
  layout.segment = layout.norms + up(sizes.norms, 8);
  layout.bytes = most(layout.bytes, layout.segment + up(sizes.segment, 8));
  layout.table = phase;
  layout.bias = layout.table + up(sizes.table, 8);
  layout.columns = layout.bias + up(sizes.bias, 8);
  layout.sums = shape->run == 0 ? 0 : positions > 0 ? used : layout.columns + up(sizes.columns, 8);
  layout.bytes = most(layout.bytes, layout.columns + up(sizes.columns, 8));
  if (shape->run != 0) layout.bytes = most(layout.bytes, layout.sums + up(sizes.sums, 8));
  return layout;
}

/* The fields of all layouts are all int32_t, the last one `bytes`; so they can be counted off. */
enum {
  CONV_REGIONS = sizeof(trec4j_conv_scratch) / sizeof(int32_t) - 1,
  CONV_TAPS_REGIONS = sizeof(trec4j_conv_taps_scratch) / sizeof(int32_t) - 1,
  TREC_REGIONS = sizeof(trec4j_trec_scratch) / sizeof(int32_t) - 1,
  WINOGRAD_REGIONS = sizeof(trec4j_winograd_scratch) / sizeof(int32_t) - 1,
  WINOGRAD_FLY_REGIONS = sizeof(trec4j_winograd_fly_scratch) / sizeof(int32_t) - 1,
  WINOGRAD_ROWS_REGIONS = sizeof(trec4j_winograd_rows_scratch) / sizeof(int32_t) - 1
};

#define REGION(type, field) ((int32_t)(offsetof(type, field) / sizeof(int32_t)))

/** The offset, by its number, up to which region number `region` may reach. */
LAYOUT_INLINE int32_t trec_bound(const trec4j_trec_shape *shape, int32_t positions,
                                 const int32_t *offsets, int32_t region) {
  const int32_t map = REGION(trec4j_trec_scratch, map);
  const int32_t used = REGION(trec4j_trec_scratch, used);
  const int32_t sums = REGION(trec4j_trec_scratch, sums);
  const int32_t project = REGION(trec4j_trec_scratch, project_segment);
  if (positions > 0 && region == used) return sums;
  if (positions > 0 && region == sums) return project;
  if (region == used && shape->keep == 0) return REGION(trec4j_trec_scratch, vectors);
  if (region == sums) return shape->run == 0 && offsets[sums] <= offsets[map] ? map : TREC_REGIONS;
  if (region == REGION(trec4j_trec_scratch, zeros) ||
      region == REGION(trec4j_trec_scratch, segment) ||
      (region == REGION(trec4j_trec_scratch, bias) && shape->run == 0)) {
    return TREC_REGIONS;
  }
  return region + 1;
}

/** Moves a region up to its bound until it has too little room. */
LAYOUT_INLINE void layout_squeeze(int32_t *offsets, const int32_t *sizes, int32_t region,
                                  int32_t bound) {
  offsets[region] = up(offsets[bound] - sizes[region] + 1, 8);
}

/** Bytes between two regions, at least. */
enum { LAYOUT_GAP = 32 };

/** Regions in the order in which they lie. */
typedef struct {
  int32_t offsets[TREC_REGIONS], ends[TREC_REGIONS];
  int32_t count, bytes;
} region_list;

/** Places a region behind those there are and a gap. Returns its offset. */
static inline int32_t region_add(region_list *list, int32_t size) {
  const int32_t offset = up(list->bytes + LAYOUT_GAP, 8) + 8 * random_in(0, 2);
  list->offsets[list->count] = offset;
  list->ends[list->count++] = list->bytes = offset + size;
  return offset;
}

static inline uint8_t gap_byte(int32_t place) { return (uint8_t)(0x5a ^ place ^ place >> 8); }

/** Fills the gaps before the regions; behind the last one guarded buffers have a guard. */
static inline void gaps_paint(const region_list *list, uint8_t *scratch) {
  int32_t place = 0;
  for (int32_t i = 0; i < list->count; i++) {
    for (; place < list->offsets[i]; place++) scratch[place] = gap_byte(place);
    place = list->ends[i];
  }
}

/** 1 if no gap was written to; else says which. */
static inline int gaps_intact(const region_list *list, const uint8_t *scratch) {
  int32_t place = 0;
  for (int32_t i = 0; i < list->count; i++) {
    for (; place < list->offsets[i]; place++) {
      if (scratch[place] != gap_byte(place)) {
        printf("gap before region %ld, byte %ld\n", (long)i, (long)(place - list->offsets[i]));
        return 0;
      }
    }
    place = list->ends[i];
  }
  return 1;
}

static inline trec4j_conv_scratch conv_layout_with_gaps(const conv_sizes *sizes,
                                                        region_list *list) {
  trec4j_conv_scratch layout;
  layout.columns = region_add(list, sizes->columns);
  layout.row = region_add(list, sizes->row);
  layout.bytes = list->bytes;
  return layout;
}

/** No two regions share memory; sums that last lie where the kernel wants or allows them. */
static inline trec4j_trec_scratch trec_layout_with_gaps(const trec4j_trec_shape *shape,
                                                        int32_t positions, const trec_sizes *sizes,
                                                        region_list *list) {
  const int32_t sums = REGION(trec4j_trec_scratch, sums);
  const int32_t used = REGION(trec4j_trec_scratch, used);
  const int sums_first = shape->run == 0 && random_bits() % 2;
  const int sums_early = sums_first || positions > 0;
  int32_t bytes[TREC_REGIONS + 1], offsets[TREC_REGIONS + 1];
  memcpy(bytes, sizes, sizeof bytes);
  if (sums_first) offsets[sums] = region_add(list, bytes[sums]);
  for (int32_t i = 0; i < TREC_REGIONS; i++) {
    if (i != sums || !sums_early) offsets[i] = region_add(list, bytes[i]);
    if (i == used && positions > 0) offsets[sums] = region_add(list, bytes[sums]);
  }
  offsets[TREC_REGIONS] = list->bytes;
  trec4j_trec_scratch layout;
  memcpy(&layout, offsets, sizeof layout);
  return layout;
}

#endif
