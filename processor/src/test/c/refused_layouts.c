/**
 * Layers as generated code has them, with all that the compiler must know to check a layout. With
 * SQUEEZE, each has one region with too little room: none of these functions may compile.
 */
#include "layout.h"
#include "trec4j_conv_taps.h"
#include "trec4j_trec_winograd2_5.h"
#include "trec4j_trec_winograd4.h"
#include "trec4j_winograd2.h"
#include "trec4j_winograd2_5.h"
#include "trec4j_winograd4.h"
#include "trec4j_winograd2_fly.h"
#include "trec4j_winograd4_fly.h"
#include "trec4j_winograd_rows.h"

#ifdef SQUEEZE
#define SQUEEZED 1
#else
#define SQUEEZED 0
#endif

/* The parameters of all layers, as of a function of generated code. */
#define LAYER(name) \
  void name(const void *params, const int8_t *input, int8_t *output, void *scratch)

static const trec4j_winograd_shape winograd2_shape = {7, 9, 5, 3, 3, 1, 1, 1, 0, 7, 8, 6, 6};
static const trec4j_winograd_shape winograd4_shape = {7, 9, 5, 3, 3, 1, 1, 1, 0, 7, 8, 6, 6};
static const trec4j_winograd_shape winograd2_5_shape = {7, 9, 5, 5, 5, 1, 1, 2, 0, 7, 8, 6, 6};
static const trec4j_winograd_shape rows_shape = {7, 9, 3, 5, 3, 1, 2, 1, 0, 5, 4, 6, 6};

/* Both forms need all their regions: directions are kept, and segments reassigned. */
static const trec4j_conv_shape conv_shape = {7, 9, 3, 3, 5, 2, 1, 1, 0, 4, 6, 8, 8};
static const trec4j_depthwise_pairs_shape pairs_shape = {7, 9, 5, 3, 3, 2, 2, 1, 0, 4, 4, 5};
static const trec4j_conv_shape conv_taps_shape = {7, 9, 8, 3, 5, 2, 1, 1, 0, 4, 6, 7, 7};
static const trec4j_trec_shape shared_shape = {7,  9, 8, 3, 5, 2, 1, 1, 0, 1, 1, 4, 6,
                                               20, 4, 1, 4, 1, 8, 1, 1, 3, 1, 0, 2, 20};
static const trec4j_trec_shape per_slice_shape = {7,  9, 8, 3, 5, 2, 1, 1, 0, 1, 1, 4, 6,
                                                  20, 8, 0, 4, 1, 8, 1, 1, 0, 0, 4, 0, 20};

static const trec4j_trec_shape winograd4_trec_shape = {7,  9, 8, 3, 3, 1, 1, 1, 1, 1, 1, 7, 9,
                                                       20, 4, 1, 4, 1, 8, 1, 1, 3, 1, 0, 0, 20};
static const trec4j_trec_shape winograd2_5_trec_shape = {7,  9, 8, 5, 5, 1, 1, 2, 2, 2, 2, 7, 9,
                                                         20, 4, 1, 4, 1, 8, 1, 1, 3, 1, 0, 0, 20};

#define CONV(region)                                                   \
  LAYER(conv_##region);                                                \
  LAYER(conv_##region) {                                               \
    const conv_sizes sizes = conv_sizes_of(&conv_shape);               \
    trec4j_conv_scratch layout = conv_plan(&conv_shape);               \
    if (SQUEEZED) {                                                    \
      layout_squeeze((int32_t *)&layout, (const int32_t *)&sizes,      \
                     REGION(trec4j_conv_scratch, region),              \
                     REGION(trec4j_conv_scratch, region) + 1);         \
    }                                                                  \
    trec4j_conv(&conv_shape, &layout, params, input, output, scratch); \
  }

#define CONV_TAPS(region)                                                        \
  LAYER(conv_taps_##region);                                                     \
  LAYER(conv_taps_##region) {                                                    \
    const conv_taps_sizes sizes = conv_taps_sizes_of(&conv_taps_shape);          \
    trec4j_conv_taps_scratch layout = conv_taps_plan(&conv_taps_shape);          \
    if (SQUEEZED) {                                                              \
      layout_squeeze((int32_t *)&layout, (const int32_t *)&sizes,                \
                     REGION(trec4j_conv_taps_scratch, region),                   \
                     REGION(trec4j_conv_taps_scratch, region) + 1);              \
    }                                                                            \
    trec4j_conv_taps(&conv_taps_shape, &layout, params, input, output, scratch); \
  }

#define DEPTHWISE_PAIRS(region)                                                    \
  LAYER(depthwise_pairs_##region);                                                 \
  LAYER(depthwise_pairs_##region) {                                                \
    const depthwise_pairs_sizes sizes = depthwise_pairs_sizes_of(&pairs_shape);    \
    trec4j_depthwise_pairs_scratch layout = depthwise_pairs_plan(&pairs_shape);    \
    if (SQUEEZED) {                                                                \
      layout_squeeze((int32_t *)&layout, (const int32_t *)&sizes,                  \
                     REGION(trec4j_depthwise_pairs_scratch, region),               \
                     REGION(trec4j_depthwise_pairs_scratch, region) + 1);          \
    }                                                                              \
    trec4j_depthwise_pairs(&pairs_shape, &layout, params, input, output, scratch); \
  }

#define WINOGRAD(form, region)                                                               \
  LAYER(winograd##form##_##region);                                                          \
  LAYER(winograd##form##_##region) {                                                         \
    enum { POSITIONS = TREC4J_WINOGRAD##form##_POSITIONS };                                  \
    const winograd_sizes sizes = winograd_sizes_of(&winograd##form##_shape, POSITIONS);      \
    trec4j_winograd_scratch layout = winograd_plan(&winograd##form##_shape, POSITIONS);      \
    if (SQUEEZED) {                                                                          \
      layout_squeeze((int32_t *)&layout, (const int32_t *)&sizes,                            \
                     REGION(trec4j_winograd_scratch, region),                                \
                     REGION(trec4j_winograd_scratch, region) + 1);                           \
    }                                                                                        \
    trec4j_winograd##form(&winograd##form##_shape, &layout, params, input, output, scratch); \
  }

#define WINOGRAD_FLY(form, region)                                                                 \
  LAYER(winograd##form##_fly_##region);                                                            \
  LAYER(winograd##form##_fly_##region) {                                                           \
    enum { POSITIONS = TREC4J_WINOGRAD##form##_POSITIONS };                                        \
    const winograd_fly_sizes sizes = winograd_fly_sizes_of(&winograd##form##_shape, POSITIONS);    \
    trec4j_winograd_fly_scratch layout = winograd_fly_plan(&winograd##form##_shape, POSITIONS);    \
    if (SQUEEZED) {                                                                                \
      layout_squeeze((int32_t *)&layout, (const int32_t *)&sizes,                                  \
                     REGION(trec4j_winograd_fly_scratch, region),                                  \
                     REGION(trec4j_winograd_fly_scratch, region) + 1);                             \
    }                                                                                              \
    trec4j_winograd##form##_fly(&winograd##form##_shape, &layout, params, input, output, scratch); \
  }

#define WINOGRAD_ROWS(region)                                                   \
  LAYER(winograd_rows_##region);                                                \
  LAYER(winograd_rows_##region) {                                               \
    const winograd_rows_sizes sizes = winograd_rows_sizes_of(&rows_shape);      \
    trec4j_winograd_rows_scratch layout = winograd_rows_plan(&rows_shape);      \
    if (SQUEEZED) {                                                             \
      layout_squeeze((int32_t *)&layout, (const int32_t *)&sizes,               \
                     REGION(trec4j_winograd_rows_scratch, region),              \
                     REGION(trec4j_winograd_rows_scratch, region) + 1);         \
    }                                                                           \
    trec4j_winograd_rows(&rows_shape, &layout, params, input, output, scratch); \
  }

#define TREC_OF(form, shape, positions, region)                                        \
  LAYER(trec_##form##_##region);                                                       \
  LAYER(trec_##form##_##region) {                                                      \
    const trec_sizes sizes = trec_sizes_of(&shape, positions);                         \
    trec4j_trec_scratch layout = trec_plan(&shape, positions);                         \
    if (SQUEEZED) {                                                                    \
      const int32_t number = REGION(trec4j_trec_scratch, region);                      \
      layout_squeeze((int32_t *)&layout, (const int32_t *)&sizes, number,              \
                     trec_bound(&shape, positions, (const int32_t *)&layout, number)); \
    }                                                                                  \
    trec4j_trec_##form(&shape, &layout, params, input, output, scratch);               \
  }
#define TREC(form, region) TREC_OF(form, form##_shape, 0, region)
#define TREC_WINOGRAD(form, region) \
  TREC_OF(winograd##form, winograd##form##_trec_shape, TREC4J_WINOGRAD##form##_POSITIONS, region)

CONV(columns)
CONV(row)

CONV_TAPS(columns)
CONV_TAPS(sums)

DEPTHWISE_PAIRS(columns)

WINOGRAD(4, tiles)
WINOGRAD(4, sums)
WINOGRAD(4, frame)
WINOGRAD(4, padding)

WINOGRAD(2, tiles)
WINOGRAD(2, sums)
WINOGRAD(2, frame)
WINOGRAD(2, padding)

WINOGRAD(2_5, tiles)
WINOGRAD(2_5, sums)
WINOGRAD(2_5, frame)
WINOGRAD(2_5, padding)

WINOGRAD_FLY(4, tiles)
WINOGRAD_FLY(4, sums)
WINOGRAD_FLY(4, frame)
WINOGRAD_FLY(4, padding)
WINOGRAD_FLY(4, weights)
WINOGRAD_FLY(4, places)

WINOGRAD_FLY(2, tiles)
WINOGRAD_FLY(2, sums)
WINOGRAD_FLY(2, frame)
WINOGRAD_FLY(2, padding)
WINOGRAD_FLY(2, weights)
WINOGRAD_FLY(2, places)

WINOGRAD_ROWS(tiles)
WINOGRAD_ROWS(sums)
WINOGRAD_ROWS(rows)

TREC(shared, map)
TREC(shared, projections)
TREC(shared, centroids)
TREC(shared, used)
TREC(shared, project_segment)
TREC(shared, project_pairs)
TREC(shared, vectors)
TREC(shared, thresholds)
TREC(shared, column_sums)
TREC(shared, of_bucket)
TREC(shared, cluster_sums)
TREC(shared, near_sums)
TREC(shared, counts)
TREC(shared, means)
TREC(shared, norms)
TREC(shared, segment)
TREC(shared, table)
TREC(shared, bias)
TREC(shared, columns)
TREC(shared, sums)

TREC_WINOGRAD(4, projections)
TREC_WINOGRAD(4, used)
TREC_WINOGRAD(4, sums)
TREC_WINOGRAD(4, project_pairs)
TREC_WINOGRAD(4, tiles)
TREC_WINOGRAD(4, products)
TREC_WINOGRAD(4, frame)
TREC_WINOGRAD(4, zeros)
TREC_WINOGRAD(4, table)
TREC_WINOGRAD(2_5, sums)
TREC_WINOGRAD(2_5, products)

TREC(per_slice, map)
TREC(per_slice, centroids)
TREC(per_slice, used)
TREC(per_slice, vectors)
TREC(per_slice, segment)
TREC(per_slice, table)
TREC(per_slice, bias)
TREC(per_slice, sums)
