/**
 * The clustering of a slice while it is worked on, and the room that it needs.
 * See trec4j_trec.h for the rules.
 */
#ifndef TREC4J_TREC_CLUSTERS_H
#define TREC4J_TREC_CLUSTERS_H

#include "trec4j_common.h"
#include "trec4j_trec.h"

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

#endif
