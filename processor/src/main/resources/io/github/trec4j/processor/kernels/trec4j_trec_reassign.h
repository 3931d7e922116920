/**
 * TREC, reassignment: finds the centroid that is nearest to a segment. See trec4j_trec.h for the
 * rules.
 */
#ifndef TREC4J_TREC_REASSIGN_H
#define TREC4J_TREC_REASSIGN_H

#include "trec4j_common.h"
#include "trec4j_quads.h"
#include "trec4j_simd.h"
#include "trec4j_trec_clusters.h"
#include "trec4j_trec_dots.h"

/** Bounds c', so that no sum overflows; only directions that are not orthonormal reach it. */
#define TREC4J_TREC_LARGEST_REST 2047

/** What reassignment compares segments with is made from this, and goes there. */
typedef struct {
  int32_t segment, clusters, zero_point;
  const int16_t *centroids;
  int32_t keep;
  const int8_t *directions;         /**< of the slice */
  const int32_t *direction_squares; /**< of the slice */
  int32_t *rest;                    /**< [Lp] while a cluster is worked on */
  int16_t *means;
  uint32_t *mean_pairs;
  int32_t *norms;
} trec4j_trec_means_work;

/** Entry `l` of a centroid; 0 where there is no such entry. */
TREC4J_INLINE int32_t trec4j_trec_centroid_entry(const trec4j_trec_means_work *work,
                                                 int32_t cluster, int32_t l) {
  const int32_t padded = TREC4J_ROUND_UP(work->segment, 4);
  if (cluster >= work->clusters || l >= work->segment) return 0;
  return work->centroids[(cluster >> 1) * 2 * padded + (cluster & 1) * 2 + trec4j_quad_index(l)];
}

/** What the kept directions leave of a centroid, c'. */
TREC4J_INLINE void trec4j_trec_remainder(const trec4j_trec_means_work *work, int32_t cluster) {
  const int32_t padded = TREC4J_ROUND_UP(work->segment, 4);
  int32_t *rest = work->rest;
  memset(rest, 0, (size_t)padded * sizeof(int32_t));
  for (int32_t r = 0; r < work->keep; r++) {
    const int8_t *direction = work->directions + r * padded;
    int32_t along = 0;
    for (int32_t l = 0; l < work->segment; l++) {
      along += trec4j_trec_centroid_entry(work, cluster, l) * direction[l];
    }
    along = trec4j_multiply_high(along, work->direction_squares[r]);
    for (int32_t l = 0; l < padded; l++) rest[l] += (along * direction[l] + 128) >> 8;
  }
  for (int32_t l = 0; l < padded; l++) {
    rest[l] = trec4j_clamp(trec4j_trec_centroid_entry(work, cluster, l) - ((rest[l] + 8) >> 4),
                           -TREC4J_TREC_LARGEST_REST, TREC4J_TREC_LARGEST_REST);
  }
}

/**
 * Means or, with the zero point apart, what directions leave of them. In fours of clusters, the
 * missing ones out of reach.
 */
TREC4J_SHARED void trec4j_trec_make_means(const trec4j_trec_means_work *work) {
  const int32_t padded = TREC4J_ROUND_UP(work->segment, 4);
  for (int32_t cluster = 0; cluster < TREC4J_ROUND_UP(work->clusters, 4); cluster++) {
    int32_t norm = 0;
    if (work->keep > 0) trec4j_trec_remainder(work, cluster);
    for (int32_t l = 0; l < padded; l += 4) {
      int32_t mean[4];
      for (int32_t i = 0; i < 4; i++) {
        if (work->keep > 0) {
          mean[i] = work->rest[l + i];
          norm += mean[i] * (mean[i] + 2 * work->zero_point);
        } else {
          const int there = cluster < work->clusters && l + i < work->segment;
          mean[i] = there ? trec4j_trec_centroid_entry(work, cluster, l + i) + work->zero_point : 0;
          norm += mean[i] * mean[i];
        }
      }
#if TREC4J_DSP
      uint32_t *pair = work->mean_pairs + (cluster & ~3) * (padded / 2) + 2 * l + (cluster & 3) * 2;
      pair[0] = trec4j_pack16(-2 * mean[0], -2 * mean[2]);
      pair[1] = trec4j_pack16(-2 * mean[1], -2 * mean[3]);
#else
      for (int32_t i = 0; i < 4; i++) {
        work->means[cluster * padded + l + i] = (int16_t)mean[i];
      }
#endif
    }
    work->norms[cluster] = cluster < work->clusters ? norm : INT32_MAX;
  }
}

TREC4J_INLINE void trec4j_trec_means(const trec4j_trec_shape *shape,
                                     const trec4j_trec_params *params,
                                     const trec4j_trec_clusters *clusters, int32_t slice) {
  const int32_t first = slice * shape->keep;
  const int32_t padded = TREC4J_ROUND_UP(shape->segment, 4);
  const trec4j_trec_means_work work = {shape->segment,
                                       clusters->used,
                                       params->input_zero_point,
                                       clusters->centroids,
                                       shape->keep,
                                       shape->keep > 0 ? params->directions + first * padded : NULL,
                                       shape->keep > 0 ? params->direction_squares + first : NULL,
                                       clusters->column_sums,
                                       clusters->means,
                                       clusters->mean_pairs,
                                       clusters->norms};
  trec4j_trec_make_means(&work);
}

/**
 * |m|^2 - 2 x.m for the four clusters from `cluster` on. As |x - m|^2 = |x|^2 - 2 x.m + |m|^2 and
 * |x|^2 is the same for all, this has the order of the distances. The norms of what directions
 * leave of centroids hold what the zero point adds.
 */
TREC4J_INLINE void trec4j_trec_distances(const trec4j_trec_shape *shape,
                                         const trec4j_trec_clusters *clusters, int32_t cluster,
                                         const int8_t *segment, int32_t *distances) {
  const int32_t padded = TREC4J_ROUND_UP(shape->segment, 4);
#pragma GCC unroll 4
  for (int32_t i = 0; i < 4; i++) distances[i] = clusters->norms[cluster + i];
#if TREC4J_DSP
  trec4j_trec_dots(clusters->mean_pairs + cluster * (padded / 2), 4, padded, segment, distances);
#else
  for (int32_t i = 0; i < 4; i++) {
    const int16_t *mean = clusters->means + (cluster + i) * padded;
    for (int32_t l = 0; l < shape->segment; l++) distances[i] -= 2 * segment[l] * mean[l];
  }
#endif
}

/** The cluster whose mean is nearest; the first of several. */
TREC4J_INLINE int32_t trec4j_trec_nearest(const trec4j_trec_shape *shape,
                                          const trec4j_trec_clusters *clusters,
                                          const int8_t *segment) {
  int32_t nearest = 0;
  int32_t least = INT32_MAX;
  for (int32_t cluster = 0; cluster < clusters->used; cluster += 4) {
    int32_t distances[4];
    trec4j_trec_distances(shape, clusters, cluster, segment, distances);
#pragma GCC unroll 4
    for (int32_t i = 0; i < 4; i++) {
      if (distances[i] < least) {
        least = distances[i];
        nearest = cluster + i;
      }
    }
  }
  return nearest;
}

#endif
