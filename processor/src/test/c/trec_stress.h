/** What a TREC test's case stresses. */
#ifndef TREC4J_TEST_TREC_STRESS_H
#define TREC4J_TEST_TREC_STRESS_H

enum {
  ORDINARY,
  ONE_CLUSTER, /* thresholds no projection passes; the largest sums of members there are */
  TIES,        /* projections that meet their thresholds, means between two integers */
  ALL_DIFFER,  /* as many clusters as buckets allow */
  SATURATE,    /* tables and sums beyond int16 */
  EXTREME,     /* zero points, inputs and weights at their limits */
  RELU
};

#endif
