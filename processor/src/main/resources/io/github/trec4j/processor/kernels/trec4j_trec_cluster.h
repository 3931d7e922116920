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
#include "trec4j_trec_clusters.h"
#include "trec4j_trec_colsum.h"
#include "trec4j_trec_dots.h"
#include "trec4j_trec_reassign.h"

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
TREC4J_SHARED void trec4j_trec_carry(uint32_t *near_sums, int32_t *sums, int32_t padded,
                                     int first) {
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
