/**
 * The kernels' arithmetic written down once more, as directly as possible and without any of the
 * kernels' code: plain int8 weights w[m][k], no packing, no blocking, no scratch layout.
 */
#ifndef TREC4J_TEST_REFERENCE_H
#define TREC4J_TEST_REFERENCE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static inline int64_t ref_floor_div(int64_t a, int64_t b) {
  int64_t q = a / b;
  if (a % b != 0 && (a % b < 0) != (b < 0)) q--;
  return q;
}

static inline int32_t ref_clamp(int64_t value, int32_t low, int32_t high) {
  if (value < low) return low;
  if (value > high) return high;
  return (int32_t)value;
}

static inline int32_t ref_multiply_high(int32_t a, int32_t b) {
  return (int32_t)ref_floor_div((int64_t)a * b + ((int64_t)1 << 31), (int64_t)1 << 32);
}

static inline int32_t ref_sat16(int64_t value) { return ref_clamp(value, -32768, 32767); }

/** Shape and parameters of a convolution, with or without reuse. */
typedef struct {
  int32_t height, width, channels;
  int32_t kernel_height, kernel_width, stride_y, stride_x, pad_top, pad_left;
  int32_t output_height, output_width, filters;
  const int8_t *weights; /* [M][K] */
  int32_t input_zero_point, low, high;
  /* conventional */
  const int32_t *bias32;
  const int32_t *multipliers; /* also the table's */
  int32_t output_zero_point;
  /* reuse */
  const int16_t *bias16;
  const int8_t *hash; /* [sets][bits][L] */
  const int32_t *thresholds;
  int32_t segment, run, bits, hash_sets, max_clusters, centred, reassign, shift;
  /* kept directions */
  int32_t keep;
  const int8_t *directions; /* [S][keep][L] */
  const int32_t *direction_multipliers, *direction_squares;
  const int8_t *kept_weights; /* [M][taps][S][keep] */
  const int32_t *kept_multipliers;
} ref_conv;

/** The reference's members that the shape of a convolution tells, of whatever kernel. */
#define REF_GEOMETRY(shape)                                                                  \
  .height = (shape)->input_height, .width = (shape)->input_width,                            \
  .channels = (shape)->input_channels, .kernel_height = (shape)->kernel_height,              \
  .kernel_width = (shape)->kernel_width, .stride_y = (shape)->stride_y,                      \
  .stride_x = (shape)->stride_x, .pad_top = (shape)->pad_top, .pad_left = (shape)->pad_left, \
  .output_height = (shape)->output_height, .output_width = (shape)->output_width,            \
  .filters = (shape)->filters

/** Entries of an im2row row. */
static inline int32_t ref_entries(const ref_conv *c) {
  return c->kernel_height * c->kernel_width * c->channels;
}

/** The input at (y, x, channel), zero point outside. */
static inline int32_t ref_at(const ref_conv *c, const int8_t *input, int32_t y, int32_t x,
                             int32_t channel) {
  if (y < 0 || x < 0 || y >= c->height || x >= c->width) return c->input_zero_point;
  return input[(y * c->width + x) * c->channels + channel];
}

/** Entry k of the im2row row of output (oy, ox). */
static inline int32_t ref_im2row(const ref_conv *c, const int8_t *input, int32_t oy, int32_t ox,
                                 int32_t k) {
  const int32_t y = oy * c->stride_y - c->pad_top + k / (c->kernel_width * c->channels);
  const int32_t x = ox * c->stride_x - c->pad_left + k / c->channels % c->kernel_width;
  return ref_at(c, input, y, x, k % c->channels);
}

static inline void ref_convolve(const ref_conv *c, const int8_t *input, int8_t *output) {
  const int32_t entries = ref_entries(c);
  for (int32_t oy = 0; oy < c->output_height; oy++) {
    for (int32_t ox = 0; ox < c->output_width; ox++) {
      for (int32_t m = 0; m < c->filters; m++) {
        int32_t acc = c->bias32[m];
        for (int32_t k = 0; k < entries; k++) {
          acc += ref_im2row(c, input, oy, ox, k) * c->weights[m * entries + k];
        }
        *output++ = (int8_t)ref_clamp(
            (int64_t)c->output_zero_point + ref_multiply_high(acc, c->multipliers[m]), c->low,
            c->high);
      }
    }
  }
}

/** Value l of segment n of slice s. */
static inline int32_t ref_segment(const ref_conv *c, const int8_t *input, int32_t s, int32_t n,
                                  int32_t l) {
  const int32_t out_width = c->output_width;
  if (c->run == 1) {
    return ref_at(c, input, n / c->width, n % c->width, s * c->segment + l);
  }
  if (c->run > 1) {
    return ref_at(c, input, n / out_width,
                  n % out_width * c->stride_x - c->pad_left + l / c->channels, l % c->channels);
  }
  return ref_im2row(c, input, n / out_width, n % out_width, s * c->segment + l);
}

/** Segments a slice. */
static inline int32_t ref_segments(const ref_conv *c) {
  if (c->run == 1) return c->height * c->width;
  if (c->run > 1) return c->height * c->output_width;
  return c->output_height * c->output_width;
}

static inline int32_t ref_slices(const ref_conv *c) {
  if (c->run == 1) return c->channels / c->segment;
  return c->run > 1 ? 1 : ref_entries(c) / c->segment;
}

static inline int32_t ref_taps(const ref_conv *c) {
  if (c->run == 1) return c->kernel_height * c->kernel_width;
  return c->run > 1 ? c->kernel_height : 1;
}

/** The weight's index of (slice, tap, l). */
static inline int32_t ref_entry(const ref_conv *c, int32_t s, int32_t t, int32_t l) {
  if (c->run == 1) return t * c->channels + s * c->segment + l;
  if (c->run > 1) return t * c->kernel_width * c->channels + l;
  return s * c->segment + l;
}

/** The segment of slice s under tap t of output (oy, ox); -1 in the padding. */
static inline int32_t ref_under(const ref_conv *c, int32_t t, int32_t oy, int32_t ox) {
  const int32_t out_width = c->output_width;
  if (c->run == 0) return oy * out_width + ox;
  if (c->run > 1) {
    const int32_t y = oy * c->stride_y - c->pad_top + t;
    return y < 0 || y >= c->height ? -1 : y * out_width + ox;
  }
  const int32_t y = oy * c->stride_y - c->pad_top + t / c->kernel_width;
  const int32_t x = ox * c->stride_x - c->pad_left + t % c->kernel_width;
  return y < 0 || x < 0 || y >= c->height || x >= c->width ? -1 : y * c->width + x;
}

static inline void ref_means(const ref_conv *c, const int8_t *input, int32_t s,
                             const int32_t *cluster_of, int32_t clusters, int32_t *centroids) {
  for (int32_t q = 0; q < clusters; q++) {
    for (int32_t l = 0; l < c->segment; l++) {
      int64_t sum = 0, count = 0;
      for (int32_t n = 0; n < ref_segments(c); n++) {
        if (cluster_of[n] != q) continue;
        sum += ref_segment(c, input, s, n, l);
        count++;
      }
      if (count > 0) {
        centroids[q * c->segment + l] =
            (int32_t)ref_floor_div(2 * sum + count, 2 * count) - c->input_zero_point;
      }
    }
  }
}

/** What projection j of slice s must pass. */
static inline int32_t ref_threshold(const ref_conv *c, const int8_t *input, int32_t s, int32_t set,
                                    int32_t j) {
  const int32_t segments = ref_segments(c);
  const int8_t *h = c->hash + (set * c->bits + j) * c->segment;
  int64_t dot = 0;
  if (c->centred) {
    for (int32_t l = 0; l < c->segment; l++) {
      int32_t colsum = 0;
      for (int32_t n = 0; n < segments; n++) colsum += ref_segment(c, input, s, n, l);
      dot += (int64_t)colsum * h[l];
    }
  }
  return c->thresholds[set * c->bits + j] + (int32_t)ref_floor_div(dot, segments);
}

/** Value l of what the kept directions leave of a centroid. */
static inline int32_t ref_rest(const ref_conv *c, int32_t s, const int32_t *centroid, int32_t l) {
  int64_t sum = 0;
  for (int32_t r = s * c->keep; r < (s + 1) * c->keep; r++) {
    const int8_t *direction = c->directions + r * c->segment;
    int32_t along = 0;
    for (int32_t i = 0; i < c->segment; i++) along += centroid[i] * direction[i];
    along = ref_multiply_high(along, c->direction_squares[r]);
    sum += ref_floor_div((int64_t)along * direction[l] + 128, 256);
  }
  return ref_clamp(centroid[l] - ref_floor_div(sum + 8, 16), -2047, 2047);
}

/** What a segment's nearest cluster has least of. */
static inline int64_t ref_distance(const ref_conv *c, const int8_t *input, int32_t s, int32_t n,
                                   const int32_t *centroid, const int32_t *rest) {
  int64_t distance = 0;
  for (int32_t l = 0; l < c->segment; l++) {
    const int64_t x = ref_segment(c, input, s, n, l) - c->input_zero_point;
    distance += c->keep == 0 ? (x - centroid[l]) * (x - centroid[l]) : rest[l] * (rest[l] - 2 * x);
  }
  return distance;
}

/** Clusters slice s; returns the number of clusters. */
static inline int32_t ref_cluster(const ref_conv *c, const int8_t *input, int32_t s,
                                  int32_t *cluster_of, int32_t *centroids) {
  const int32_t segments = ref_segments(c);
  const int32_t set = c->hash_sets == 1 ? 0 : s;
  int32_t of_bucket[256], threshold[8];
  int32_t clusters = 0;
  for (int32_t i = 0; i < 256; i++) of_bucket[i] = -1;
  for (int32_t j = 0; j < c->bits; j++) threshold[j] = ref_threshold(c, input, s, set, j);
  for (int32_t n = 0; n < segments; n++) {
    int32_t bucket = 0;
    for (int32_t j = 0; j < c->bits; j++) {
      const int8_t *h = c->hash + (set * c->bits + j) * c->segment;
      int32_t projection = 0;
      for (int32_t l = 0; l < c->segment; l++) projection += ref_segment(c, input, s, n, l) * h[l];
      if (projection > threshold[j]) bucket += 1 << j;
    }
    if (of_bucket[bucket] < 0) {
      of_bucket[bucket] = clusters < c->max_clusters ? clusters++ : c->max_clusters - 1;
    }
    cluster_of[n] = of_bucket[bucket];
  }
  ref_means(c, input, s, cluster_of, clusters, centroids);
  if (!c->reassign) return clusters;
  int32_t *rests = malloc((size_t)(clusters * c->segment) * sizeof(int32_t));
  for (int32_t i = 0; i < clusters * c->segment; i++) {
    rests[i] = ref_rest(c, s, centroids + i / c->segment * c->segment, i % c->segment);
  }
  for (int32_t n = 0; n < segments; n++) {
    int32_t best = 0;
    int64_t least = INT64_MAX;
    for (int32_t q = 0; q < clusters; q++) {
      const int64_t distance =
          ref_distance(c, input, s, n, centroids + q * c->segment, rests + q * c->segment);
      if (distance < least) {
        least = distance;
        best = q;
      }
    }
    cluster_of[n] = best;
  }
  free(rests);
  ref_means(c, input, s, cluster_of, clusters, centroids);
  return clusters;
}

/** Fills [segments][slices][keep] with the parts of segments along the kept directions. */
static inline void ref_project(const ref_conv *c, const int8_t *input, int8_t *projections) {
  const int32_t directions = ref_slices(c) * c->keep;
  for (int32_t n = 0; n < ref_segments(c); n++) {
    for (int32_t i = 0; i < directions; i++) {
      int32_t projection = 0;
      for (int32_t l = 0; l < c->segment; l++) {
        projection += (ref_segment(c, input, i / c->keep, n, l) - c->input_zero_point) *
                      c->directions[i * c->segment + l];
      }
      projections[n * directions + i] =
          (int8_t)ref_clamp(ref_multiply_high(projection, c->direction_multipliers[i]), -128, 127);
    }
  }
}

/** With what an output begins: its bias and, where directions are kept, their convolution. */
static inline int32_t ref_begin(const ref_conv *c, const int8_t *projections, int32_t oy,
                                int32_t ox, int32_t m) {
  const int32_t directions = ref_slices(c) * c->keep, taps = ref_taps(c);
  if (c->keep == 0) return c->bias16[m];
  int32_t sum = 0;
  for (int32_t t = 0; t < taps; t++) {
    const int32_t n = ref_under(c, t, oy, ox);
    for (int32_t i = 0; i < directions && n >= 0; i++) {
      sum += projections[n * directions + i] * c->kept_weights[(m * taps + t) * directions + i];
    }
  }
  return ref_sat16(c->bias16[m] + ref_multiply_high(sum, c->kept_multipliers[m]));
}

/** Clusters of all slices together are returned, so that a test can see what it provoked. */
static inline int32_t ref_trec(const ref_conv *c, const int8_t *input, int8_t *output) {
  const int32_t entries = ref_entries(c);
  const int32_t segments = ref_segments(c), slices = ref_slices(c), taps = ref_taps(c);
  int32_t *cluster_of = malloc((size_t)(slices * segments) * sizeof(int32_t));
  int32_t *centroids = malloc((size_t)(slices * c->max_clusters * c->segment) * sizeof(int32_t));
  int8_t *projections = malloc((size_t)(slices * segments * c->keep + 1));
  int32_t all = 0;
  ref_project(c, input, projections);
  for (int32_t s = 0; s < slices; s++) {
    all += ref_cluster(c, input, s, cluster_of + s * segments,
                       centroids + s * c->max_clusters * c->segment);
  }
  for (int32_t oy = 0; oy < c->output_height; oy++) {
    for (int32_t ox = 0; ox < c->output_width; ox++) {
      for (int32_t m = 0; m < c->filters; m++) {
        int32_t acc = ref_begin(c, projections, oy, ox, m);
        for (int32_t s = 0; s < slices; s++) {
          for (int32_t t = 0; t < taps; t++) {
            const int32_t n = ref_under(c, t, oy, ox);
            if (n < 0) continue;
            const int32_t *centroid =
                centroids + (s * c->max_clusters + cluster_of[s * segments + n]) * c->segment;
            int32_t dot = 0;
            for (int32_t l = 0; l < c->segment; l++) {
              dot += centroid[l] * c->weights[m * entries + ref_entry(c, s, t, l)];
            }
            acc = ref_sat16(acc + ref_sat16(ref_multiply_high(dot, c->multipliers[m])));
          }
        }
        *output++ = (int8_t)ref_clamp(ref_floor_div(acc, 1 << c->shift), c->low, c->high);
      }
    }
  }
  free(projections);
  free(cluster_of);
  free(centroids);
  return all;
}

#endif
