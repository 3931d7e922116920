/**
 * TREC, steps 1 to 4: hashes the segments of one slice, clusters them and computes the centroids.
 * See trec4j_trec.h for the rules.
 */
#ifndef TREC4J_TREC_CLUSTER_H
#define TREC4J_TREC_CLUSTER_H

#include "trec4j_common.h"
#include "trec4j_quads.h"
#include "trec4j_simd.h"
#include "trec4j_trec.h"
#include "trec4j_trec_colsum.h"
#include "trec4j_trec_dots.h"

/** The clustering of a slice: its regions of the scratch, which trec4j_trec_scratch describes. */
typedef struct {
  const int8_t *hash; /**< [bits][Lp] hash vectors of the slice */
  uint32_t *vectors;
  int32_t *thresholds, *column_sums;
  uint16_t *of_bucket;
  int32_t *cluster_sums;
  uint32_t *near_sums;
  int32_t *counts;
  int16_t *means;
  uint32_t *mean_pairs; /**< DSP: the means */
  int32_t *norms;
  int8_t *segment;
  int16_t *centroids; /**< interleaved pairs, see trec4j_quads.h: the result */
  int32_t used;       /**< clusters in use: the result */
} trec4j_trec_clusters;

#define TREC4J_TREC_UNSEEN 0xffffu

/** Bounds c', so that no sum overflows; only directions that are not orthonormal reach it. */
#define TREC4J_TREC_LARGEST_REST 2047

/*
 * On the DSP path entries of a segment go in the order that SXTB16 gives them: k0 k2 k1 k3 of each
 * four, two in a word.
 */

/** Requires room for the steps. */
TREC4J_INLINE void trec4j_trec_require_clustering(const trec4j_trec_shape *shape,
                                                  const trec4j_trec_scratch *layout) {
  const int32_t padded = TREC4J_ROUND_UP(shape->segment, 4);
  const int32_t most = shape->max_clusters;
  const int32_t compared = shape->reassign ? TREC4J_ROUND_UP(most, 4) : 0;
  TREC4J_REQUIRE(layout->thresholds - layout->vectors >= 2 * shape->bits * padded);
  TREC4J_REQUIRE(layout->column_sums - layout->thresholds >= 4 * shape->bits);
  TREC4J_REQUIRE(layout->of_bucket - layout->column_sums >= 4 * padded);
  TREC4J_REQUIRE(layout->cluster_sums - layout->of_bucket >= 2 << shape->bits);
  TREC4J_REQUIRE(layout->near_sums - layout->cluster_sums >= 4 * most * padded);
  TREC4J_REQUIRE(layout->counts - layout->near_sums >= 2 * most * padded);
  TREC4J_REQUIRE(layout->means - layout->counts >= 4 * most);
  TREC4J_REQUIRE(layout->norms - layout->means >= 2 * compared * padded);
  TREC4J_REQUIRE(layout->segment - layout->norms >= 4 * compared);
  TREC4J_REQUIRE(layout->bytes - layout->segment >= padded);
}

/** The clustering of a slice, not begun. */
TREC4J_INLINE trec4j_trec_clusters trec4j_trec_clusters_at(const trec4j_trec_scratch *layout,
                                                           void *scratch, int16_t *centroids) {
  trec4j_trec_clusters clusters = {0};
  clusters.vectors = trec4j_at(scratch, layout->vectors);
  clusters.thresholds = trec4j_at(scratch, layout->thresholds);
  clusters.column_sums = trec4j_at(scratch, layout->column_sums);
  clusters.of_bucket = trec4j_at(scratch, layout->of_bucket);
  clusters.cluster_sums = trec4j_at(scratch, layout->cluster_sums);
  clusters.near_sums = trec4j_at(scratch, layout->near_sums);
  clusters.counts = trec4j_at(scratch, layout->counts);
  clusters.means = trec4j_at(scratch, layout->means);
  clusters.mean_pairs = trec4j_at(scratch, layout->means);
  clusters.norms = trec4j_at(scratch, layout->norms);
  clusters.segment = trec4j_at(scratch, layout->segment);
  clusters.centroids = centroids;
  return clusters;
}

/** Forgets all members. */
TREC4J_INLINE void trec4j_trec_clear(const trec4j_trec_shape *shape,
                                     trec4j_trec_clusters *clusters) {
  const int32_t values = shape->max_clusters * TREC4J_ROUND_UP(shape->segment, 4);
  memset(clusters->counts, 0, (size_t)shape->max_clusters * sizeof(int32_t));
#if TREC4J_DSP
  memset(clusters->near_sums, 0, (size_t)values * sizeof(int16_t));
#else
  memset(clusters->cluster_sums, 0, (size_t)values * sizeof(int32_t));
#endif
}

#if TREC4J_DSP
/** Moves a cluster's int16 sums to its int32 sums, the first ones, before they could overflow. */
static __attribute__((noinline, unused, no_instrument_function)) void trec4j_trec_carry(
    uint32_t *near_sums, int32_t *sums, int32_t padded, int first) {
  if (first) memset(sums, 0, (size_t)padded * sizeof(int32_t));
  for (int32_t l = 0; l < padded; l += 2) {
    const uint32_t pair = *near_sums;
    *near_sums++ = 0;
    *sums++ += (int16_t)(pair & 0xffffu);
    *sums++ += (int32_t)pair >> 16;
  }
}
#endif

/** Makes a segment a member of a cluster. */
TREC4J_INLINE void trec4j_trec_join(const trec4j_trec_shape *shape, trec4j_trec_clusters *clusters,
                                    int32_t cluster, const int8_t *segment) {
  const int32_t padded = TREC4J_ROUND_UP(shape->segment, 4);
  const int32_t count = ++clusters->counts[cluster];
#if TREC4J_DSP
  uint32_t *sums = clusters->near_sums + cluster * (padded / 2);
  const int32_t rest = padded % TREC4J_TREC_UNROLLED;
  for (int32_t l = 0; l < padded - rest; l += TREC4J_TREC_UNROLLED) {
#pragma GCC unroll 16
    for (int32_t i = 0; i < TREC4J_TREC_UNROLLED; i += 4) {
      trec4j_accumulate_next(trec4j_load4(segment + l + i), &sums);
    }
  }
#pragma GCC unroll 16
  for (int32_t i = 0; i < rest; i += 4) {
    trec4j_accumulate_next(trec4j_load4(segment + padded - rest + i), &sums);
  }
  if (trec4j_trec_segments(shape) >= TREC4J_TREC_NEAR_MEMBERS &&
      count % TREC4J_TREC_NEAR_MEMBERS == 0) {
    trec4j_trec_carry(sums - padded / 2, clusters->cluster_sums + cluster * padded, padded,
                      count == TREC4J_TREC_NEAR_MEMBERS);
  }
#else
  (void)count;
  int32_t *sums = clusters->cluster_sums + cluster * padded;
  for (int32_t l = 0; l < shape->segment; l++) sums[l] += segment[l];
#endif
}

/**
 * The mean of projections on a hash vector of `length` entries, rounded down, from the sums of
 * `segments` segments.
 */
TREC4J_SHARED int32_t trec4j_trec_mean_projection(const int32_t *column_sums, const int8_t *hash,
                                                  int32_t length, int32_t segments) {
  int64_t sum = 0;
  for (int32_t l = 0; l < length; l++) sum += (int64_t)column_sums[l] * hash[l];
  if (sum >= INT32_MIN && sum <= INT32_MAX) {
    /* One instruction divides 32 bits. */
    const int32_t quotient = (int32_t)sum / segments;
    return quotient - (quotient * segments > (int32_t)sum);
  }
  const int64_t quotient = sum / segments;
  return (int32_t)(quotient - (quotient * segments > sum));
}

/** Makes all segments of the slice members of cluster 0, and no others of any. */
TREC4J_INLINE void trec4j_trec_join_all(const trec4j_trec_shape *shape,
                                        trec4j_trec_clusters *clusters, const int8_t *input,
                                        int32_t zero_point, int32_t slice) {
  trec4j_trec_clear(shape, clusters);
  for (int32_t row = 0; row < trec4j_trec_segment_rows(shape); row++) {
    for (int32_t column = 0; column < trec4j_trec_segment_columns(shape); column++) {
      trec4j_trec_join(
          shape, clusters, 0,
          trec4j_trec_segment(shape, input, zero_point, slice, row, column, clusters->segment));
    }
  }
}

/** The slice's hash vectors and its thresholds, with the mean projection if centred. */
TREC4J_INLINE void trec4j_trec_prepare_hash(const trec4j_trec_shape *shape,
                                            const trec4j_trec_params *params,
                                            trec4j_trec_clusters *clusters, const int8_t *input,
                                            int32_t slice) {
  const int32_t padded = TREC4J_ROUND_UP(shape->segment, 4);
  const int32_t set = shape->hash_sets == 1 ? 0 : slice;
  const int8_t *hash = params->hash_vectors + set * shape->bits * padded;
  if (shape->centred) {
    trec4j_trec_colsum(shape, input, params->input_zero_point, slice, clusters->column_sums);
  }
  for (int32_t j = 0; j < shape->bits; j++) {
    clusters->thresholds[j] = params->thresholds[set * shape->bits + j];
    if (shape->centred) {
      clusters->thresholds[j] += trec4j_trec_mean_projection(
          clusters->column_sums, hash + j * padded, shape->segment, trec4j_trec_segments(shape));
    }
  }
  clusters->hash = hash;
#if TREC4J_DSP
  /* Negated, and the last bit first. */
  trec4j_trec_widen(hash + (shape->bits - 1) * padded, -padded, 1, shape->bits, padded,
                    clusters->vectors);
#endif
}

/** The bucket of a segment: bit j is set where its projection j passes threshold j. */
TREC4J_INLINE int32_t trec4j_trec_bucket(const trec4j_trec_shape *shape,
                                         const trec4j_trec_clusters *clusters,
                                         const int8_t *segment) {
  const int32_t padded = TREC4J_ROUND_UP(shape->segment, 4);
  int32_t bucket = 0;
#if TREC4J_DSP
  /* threshold - projection is negative where the bit is set; all bits' sums stay in registers. */
  int32_t sums[TREC4J_TREC_DOTS] = {0};
#pragma GCC unroll 8
  for (int32_t i = 0; i < shape->bits; i++) sums[i] = clusters->thresholds[shape->bits - 1 - i];
  trec4j_trec_dots(clusters->vectors, shape->bits, padded, segment, sums);
#pragma GCC unroll 8
  for (int32_t i = 0; i < shape->bits; i++) {
    bucket = bucket << 1 | (int32_t)((uint32_t)sums[i] >> 31);
  }
#else
  for (int32_t j = 0; j < shape->bits; j++) {
    int32_t projection = 0;
    for (int32_t l = 0; l < shape->segment; l++) {
      projection += segment[l] * clusters->hash[j * padded + l];
    }
    bucket |= (projection > clusters->thresholds[j]) << j;
  }
#endif
  return bucket;
}

/** A bucket's cluster; an unseen bucket opens one, or falls into the last when all are used. */
TREC4J_INLINE int32_t trec4j_trec_cluster_of(const trec4j_trec_shape *shape,
                                             trec4j_trec_clusters *clusters, int32_t bucket) {
  int32_t cluster = clusters->of_bucket[bucket];
  if (cluster == TREC4J_TREC_UNSEEN) {
    cluster = clusters->used;
    if (cluster == shape->max_clusters) {
      cluster--;
    } else {
      clusters->used++;
    }
    clusters->of_bucket[bucket] = (uint16_t)cluster;
  }
  return cluster;
}

/** Sums over the members of all clusters of a slice, and where the centroids go. */
typedef struct {
  int32_t segment, clusters, zero_point;
  const int32_t *counts, *sums;
  const uint32_t *near_sums;
  int16_t *centroids;
} trec4j_trec_centroid_work;

/** The centroid of a cluster with members, as a column of an interleaved pair. */
TREC4J_INLINE void trec4j_trec_centroid(const trec4j_trec_centroid_work *work, int32_t cluster,
                                        int16_t *centroid) {
  const int32_t padded = TREC4J_ROUND_UP(work->segment, 4);
  const int32_t zero_point = work->zero_point;
  const int32_t count = work->counts[cluster];
  const int32_t *sums = work->sums + cluster * padded;
#if TREC4J_DSP
  /* Sums and column have the same order. */
  const uint32_t *near_sums = work->near_sums + cluster * (padded / 2);
  for (int32_t lane = 0; lane < padded; lane += 2) {
    const uint32_t pair = *near_sums++;
    int32_t low = (int16_t)(pair & 0xffffu);
    int32_t high = (int32_t)pair >> 16;
    if (count >= TREC4J_TREC_NEAR_MEMBERS) {
      low += sums[lane];
      high += sums[lane + 1];
    }
    trec4j_store4(centroid + 2 * lane,
                  trec4j_pack16(trec4j_rounded_mean(low, count) - zero_point,
                                trec4j_rounded_mean(high, count) - zero_point));
  }
#else
  for (int32_t l = 0; l < work->segment; l++) {
    centroid[trec4j_quad_index(l)] = (int16_t)(trec4j_rounded_mean(sums[l], count) - zero_point);
  }
#endif
  for (int32_t l = work->segment; l < padded; l++) centroid[trec4j_quad_index(l)] = 0;
}

/** Centroids of the clusters that have members; entries beyond L, and a last odd column, are 0. */
TREC4J_SHARED void trec4j_trec_make_centroids(const trec4j_trec_centroid_work *work) {
  const int32_t padded = TREC4J_ROUND_UP(work->segment, 4);
  for (int32_t cluster = 0; cluster < TREC4J_TREC_EVEN(work->clusters); cluster++) {
    int16_t *centroid = work->centroids + (cluster >> 1) * 2 * padded + (cluster & 1) * 2;
    if (cluster == work->clusters) {
      for (int32_t l = 0; l < padded; l++) centroid[trec4j_quad_index(l)] = 0;
    } else if (work->counts[cluster] > 0) {
      trec4j_trec_centroid(work, cluster, centroid);
    }
  }
}

TREC4J_INLINE void trec4j_trec_centroids(const trec4j_trec_shape *shape,
                                         const trec4j_trec_clusters *clusters, int32_t zero_point) {
  const trec4j_trec_centroid_work work = {
      shape->segment,         clusters->used,      zero_point,         clusters->counts,
      clusters->cluster_sums, clusters->near_sums, clusters->centroids};
  trec4j_trec_make_centroids(&work);
}

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

/** The only cluster there is has all segments, whatever their hash: as trec4j_trec_cluster. */
TREC4J_INLINE void trec4j_trec_cluster_one(const trec4j_trec_shape *shape,
                                           const trec4j_trec_params *params, const int8_t *input,
                                           int32_t slice, trec4j_trec_clusters *clusters,
                                           uint32_t *map, int32_t map_row_step,
                                           int32_t map_column_step, uint32_t first_row) {
  trec4j_trec_join_all(shape, clusters, input, params->input_zero_point, slice);
  for (int32_t row = 0; row < trec4j_trec_segment_rows(shape); row++) {
    for (int32_t column = 0; column < trec4j_trec_segment_columns(shape); column++) {
      map[row * map_row_step + column * map_column_step] = first_row;
    }
  }
  clusters->used = 1;
  trec4j_trec_centroids(shape, clusters, params->input_zero_point);
}

/**
 * Clusters the segments of `slice`. The map gets an entry a segment, at
 * map[row * map_row_step + column * map_column_step]: where the cluster's row of the table begins,
 * `first_row + cluster * row_bytes`. Centroids and their number are left in `clusters`.
 */
TREC4J_INLINE void trec4j_trec_cluster(const trec4j_trec_shape *shape,
                                       const trec4j_trec_params *params, const int8_t *input,
                                       int32_t slice, trec4j_trec_clusters *clusters, uint32_t *map,
                                       int32_t map_row_step, int32_t map_column_step,
                                       uint32_t first_row, uint32_t row_bytes) {
  const int32_t zero_point = params->input_zero_point;
  const int32_t rows = trec4j_trec_segment_rows(shape);
  const int32_t columns = trec4j_trec_segment_columns(shape);
  if (shape->max_clusters == 1) {
    trec4j_trec_cluster_one(shape, params, input, slice, clusters, map, map_row_step,
                            map_column_step, first_row);
    return;
  }
  trec4j_trec_prepare_hash(shape, params, clusters, input, slice);
  trec4j_trec_clear(shape, clusters);
  memset(clusters->of_bucket, 0xff, sizeof(uint16_t) << shape->bits);
  clusters->used = 0;
  for (int32_t row = 0; row < rows; row++) {
    for (int32_t column = 0; column < columns; column++) {
      const int8_t *segment =
          trec4j_trec_segment(shape, input, zero_point, slice, row, column, clusters->segment);
      const int32_t bucket = trec4j_trec_bucket(shape, clusters, segment);
      const int32_t cluster = trec4j_trec_cluster_of(shape, clusters, bucket);
      trec4j_trec_join(shape, clusters, cluster, segment);
      map[row * map_row_step + column * map_column_step] =
          first_row + (uint32_t)cluster * row_bytes;
    }
  }
  trec4j_trec_centroids(shape, clusters, zero_point);
  if (!shape->reassign) return;

  trec4j_trec_means(shape, params, clusters, slice);
  trec4j_trec_clear(shape, clusters);
  for (int32_t row = 0; row < rows; row++) {
    for (int32_t column = 0; column < columns; column++) {
      const int8_t *segment =
          trec4j_trec_segment(shape, input, zero_point, slice, row, column, clusters->segment);
      const int32_t cluster = trec4j_trec_nearest(shape, clusters, segment);
      trec4j_trec_join(shape, clusters, cluster, segment);
      map[row * map_row_step + column * map_column_step] =
          first_row + (uint32_t)cluster * row_bytes;
    }
  }
  trec4j_trec_centroids(shape, clusters, zero_point);
}

#endif
