/** The TREC tests' fixed cases. */
#ifndef TREC4J_TEST_TREC_CASES_H
#define TREC4J_TEST_TREC_CASES_H

/* id, height, width, channels, window, filters,
   segment, run, bits, hash sets, max clusters, centred, reassign, keep, stress */
#define SHARED_CASES(CASE)                                                                       \
  CASE(1, 6, 7, 8, SQUARE(3, 1, 1), 16, 4, 1, 3, 1, 8, 0, 0, 0, ORDINARY)                        \
  CASE(2, 7, 6, 8, SQUARE(3, 1, 1), 20, 8, 1, 4, 1, 16, 1, 0, 0, RELU)                           \
  CASE(3, 7, 7, 16, SQUARE(5, 1, 0), 17, 8, 1, 5, 2, 32, 1, 1, 0, ORDINARY)                      \
  CASE(4, 9, 8, 16, SQUARE(5, 2, 2), 33, 16, 1, 6, 1, 20, 0, 1, 0, ALL_DIFFER)                   \
  CASE(5, 8, 8, 32, SQUARE(1, 1, 0), 16, 8, 1, 4, 4, 16, 1, 0, 0, ORDINARY)                      \
  CASE(6, 9, 9, 32, SQUARE(1, 2, 0), 7, 32, 1, 2, 1, 4, 0, 0, 0, RELU)                           \
  CASE(7, 11, 9, 4, SQUARE(7, 2, 3), 16, 4, 1, 3, 1, 7, 1, 1, 0, ALL_DIFFER)                     \
  CASE(8, 12, 11, 3, SQUARE(5, 1, 0), 16, 15, 5, 5, 1, 32, 1, 0, 0, ORDINARY)                    \
  CASE(9, 11, 12, 3, SQUARE(3, 1, 1), 24, 9, 3, 6, 1, 64, 1, 1, 0, ORDINARY)                     \
  CASE(10, 14, 13, 3, SQUARE(7, 2, 3), 16, 21, 7, 4, 1, 9, 0, 1, 0, ALL_DIFFER)                  \
  CASE(11, 9, 10, 1, SQUARE(5, 3, 2), 5, 5, 5, 8, 1, 256, 0, 0, 0, ALL_DIFFER)                   \
  CASE(12, 20, 20, 8, SQUARE(5, 1, 2), 16, 8, 1, 8, 1, 256, 1, 0, 0, ALL_DIFFER)                 \
  CASE(13, 6, 6, 10, SQUARE(3, 1, 1), 12, 5, 1, 3, 2, 5, 1, 1, 0, ALL_DIFFER)                    \
  CASE(14, 6, 6, 12, SQUARE(3, 3, 1), 16, 4, 1, 4, 3, 16, 0, 0, 0, SATURATE)                     \
  CASE(15, 6, 6, 16, SQUARE(3, 1, 1), 16, 16, 1, 4, 1, 16, 1, 1, 0, EXTREME)                     \
  CASE(16, 6, 6, 8, SQUARE(3, 1, 2), 16, 8, 1, 4, 1, 16, 1, 0, 0, ONE_CLUSTER)                   \
  CASE(17, 20, 18, 64, SQUARE(3, 1, 1), 16, 64, 1, 4, 1, 16, 1, 1, 0, ORDINARY)                  \
  CASE(18, 4, 4, 256, SQUARE(1, 1, 0), 16, 256, 1, 3, 1, 8, 1, 1, 0, EXTREME)                    \
  CASE(19, 18, 18, 3, SQUARE(5, 1, 0), 16, 15, 5, 1, 1, 2, 1, 1, 0, EXTREME)                     \
  CASE(20, 8, 8, 48, SQUARE(3, 1, 1), 32, 24, 1, 4, 2, 15, 1, 0, 0, SATURATE)                    \
  CASE(21, 20, 19, 8, SQUARE(3, 1, 1), 16, 4, 1, 3, 1, 8, 1, 1, 0, ONE_CLUSTER)                  \
  CASE(22, 21, 21, 3, SQUARE(3, 1, 1), 16, 9, 3, 3, 1, 8, 1, 0, 0, ONE_CLUSTER)                  \
  CASE(23, 9, 9, 4, SQUARE(3, 1, 1), 16, 4, 1, 4, 1, 16, 1, 1, 0, TIES)                          \
  CASE(24, 9, 9, 1, SQUARE(3, 1, 1), 16, 1, 1, 2, 1, 4, 1, 0, 0, TIES)                           \
  CASE(25, 9, 9, 2, SQUARE(3, 1, 0), 16, 6, 3, 4, 1, 16, 1, 1, 0, TIES)                          \
  CASE(26, 6, 6, 16, SQUARE(3, 1, 1), 32, 16, 1, 4, 1, 16, 0, 0, 0, SATURATE)                    \
  CASE(27, 2, 400, 6, SQUARE(1, 1, 0), 40, 6, 1, 4, 1, 16, 1, 0, 0, ALL_DIFFER)                  \
  CASE(28, 2, 300, 8, SQUARE(1, 1, 0), 16, 8, 1, 3, 1, 8, 1, 1, 0, ONE_CLUSTER)                  \
  CASE(29, 300, 6, 3, SQUARE(3, 2, 1), 16, 9, 3, 4, 1, 16, 1, 0, 0, ALL_DIFFER)                  \
  CASE(30, 7, 1, 1, SQUARE(1, 1, 0), 16, 1, 1, 2, 1, 4, 1, 0, 0, TIES)                           \
  CASE(31, 23, 23, 256, SQUARE(1, 1, 0), 4, 256, 1, 2, 1, 4, 1, 0, 0, EXTREME)                   \
  CASE(32, 5, 6, 7, SQUARE(5, 1, 4), 16, 35, 5, 5, 1, 32, 1, 0, 0, TIES)                         \
  CASE(33, 12, 11, 3, SQUARE(5, 1, 0), 64, 15, 5, 4, 1, 16, 1, 0, 4, ORDINARY)                   \
  CASE(34, 11, 12, 3, SQUARE(5, 1, 2), 20, 15, 5, 3, 1, 8, 1, 1, 3, RELU)                        \
  CASE(35, 13, 14, 3, SQUARE(3, 2, 1), 17, 9, 3, 4, 1, 9, 1, 0, 8, EXTREME)                      \
  CASE(36, 8, 8, 64, SQUARE(5, 1, 0), 32, 64, 1, 4, 1, 16, 1, 1, 8, ORDINARY)                    \
  CASE(37, 8, 7, 64, SQUARE(5, 1, 2), 16, 64, 1, 3, 1, 8, 1, 0, 24, EXTREME)                     \
  CASE(38, 9, 9, 64, SQUARE(3, 2, 1), 19, 16, 1, 4, 4, 16, 1, 1, 2, ALL_DIFFER)                  \
  CASE(39, 7, 6, 10, SQUARE(3, 1, 1), 33, 5, 1, 3, 2, 5, 1, 0, 3, SATURATE)                      \
  CASE(40, 6, 7, 8, SQUARE(3, 1, 2), 16, 8, 1, 1, 1, 1, 1, 0, 7, ORDINARY)                       \
  CASE(41, 5, 5, 16, SQUARE(1, 1, 0), 16, 16, 1, 4, 1, 16, 1, 1, 1, TIES)                        \
  CASE(42, 20, 20, 8, SQUARE(5, 1, 2), 16, 8, 1, 8, 1, 256, 1, 1, 2, ALL_DIFFER)                 \
  CASE(43, 18, 18, 3, SQUARE(5, 1, 0), 16, 15, 5, 1, 1, 1, 1, 0, 14, ONE_CLUSTER)                \
  CASE(54, 7, 8, 8, RECTANGLE(3, 5, 1, 1, 1, 2, 1, 2), 20, 8, 1, 4, 1, 16, 1, 0, 0, RELU)        \
  CASE(55, 9, 7, 8, RECTANGLE(5, 2, 2, 1, 3, 0, 1, 1), 17, 4, 1, 3, 2, 8, 1, 1, 3, ORDINARY)     \
  CASE(56, 8, 9, 3, RECTANGLE(4, 3, 1, 2, 0, 2, 3, 0), 16, 9, 3, 4, 1, 9, 1, 1, 0, ALL_DIFFER)   \
  CASE(57, 8, 9, 3, RECTANGLE(2, 5, 2, 1, 1, 0, 0, 3), 33, 15, 5, 4, 1, 16, 1, 0, 4, EXTREME)    \
  CASE(58, 9, 5, 16, RECTANGLE(6, 1, 1, 2, 0, 0, 5, 0), 16, 16, 1, 8, 1, 255, 1, 0, 0, SATURATE) \
  CASE(59, 49, 10, 1, RECTANGLE(10, 4, 2, 2, 4, 1, 5, 1), 16, 4, 4, 4, 1, 16, 1, 0, 2, ORDINARY) \
  CASE(60, 3, 4, 4, RECTANGLE(5, 7, 1, 1, 4, 3, 4, 6), 8, 4, 1, 3, 1, 8, 1, 1, 2, ALL_DIFFER)    \
  CASE(61, 4, 30, 6, RECTANGLE(2, 17, 1, 3, 1, 8, 0, 8), 16, 6, 1, 4, 1, 16, 0, 0, 0, ORDINARY)  \
  CASE(62, 6, 7, 8, RECTANGLE(1, 3, 1, 1, 0, 1, 0, 1), 16, 4, 1, 3, 1, 8, 1, 0, 2, ORDINARY)

#define PER_SLICE_CASES(CASE)                                                                 \
  CASE(44, 7, 7, 8, SQUARE(3, 1, 1), 20, 8, 0, 3, 1, 8, 1, 0, 0, ORDINARY)                    \
  CASE(45, 7, 8, 8, SQUARE(3, 2, 1), 16, 4, 0, 4, 18, 16, 1, 1, 0, RELU)                      \
  CASE(46, 8, 8, 16, SQUARE(5, 1, 2), 33, 16, 0, 5, 1, 11, 0, 1, 0, ALL_DIFFER)               \
  CASE(47, 9, 9, 3, SQUARE(3, 1, 1), 16, 9, 0, 4, 1, 16, 1, 0, 0, ORDINARY)                   \
  CASE(48, 9, 9, 3, SQUARE(5, 3, 2), 16, 5, 0, 3, 15, 8, 1, 1, 0, EXTREME)                    \
  CASE(49, 6, 7, 8, SQUARE(3, 1, 1), 16, 24, 0, 6, 3, 33, 1, 0, 0, SATURATE)                  \
  CASE(50, 20, 20, 4, SQUARE(3, 1, 1), 16, 4, 0, 8, 1, 256, 0, 0, 0, ALL_DIFFER)              \
  CASE(51, 5, 5, 6, SQUARE(1, 1, 0), 3, 2, 0, 2, 1, 4, 1, 1, 0, ONE_CLUSTER)                  \
  CASE(52, 9, 8, 20, SQUARE(3, 2, 2), 16, 20, 0, 3, 1, 8, 1, 0, 0, TIES)                      \
  CASE(53, 4, 4, 3, SQUARE(5, 2, 4), 16, 25, 0, 3, 1, 8, 1, 0, 0, TIES)                       \
  CASE(63, 7, 8, 8, RECTANGLE(3, 5, 1, 2, 1, 2, 1, 2), 20, 8, 0, 4, 1, 16, 1, 0, 0, RELU)     \
  CASE(64, 9, 7, 6, RECTANGLE(5, 2, 2, 1, 3, 0, 1, 1), 17, 4, 0, 3, 15, 8, 1, 1, 0, ORDINARY) \
  CASE(65, 8, 5, 3, RECTANGLE(1, 3, 1, 1, 0, 2, 0, 0), 16, 9, 0, 3, 1, 8, 1, 1, 0, EXTREME)   \
  CASE(66, 5, 8, 1, RECTANGLE(6, 4, 1, 3, 5, 1, 0, 3), 35, 12, 0, 5, 2, 32, 1, 0, 0, SATURATE)

#endif
