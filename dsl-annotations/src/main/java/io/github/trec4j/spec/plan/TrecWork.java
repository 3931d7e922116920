package io.github.trec4j.spec.plan;

/**
 * What a reuse convolution does, over and over: instructions, and modelled cycles with zero wait
 * states. Fitted, part by part of the kernels, to counts of random layers on the emulated chip, of
 * which the compiler's debug information tells which part an instruction is of.
 */
enum TrecWork {
  /** Finding a segment, its bucket and its cluster, and writing the map. */
  SEGMENT(18.16, 23.1),

  /** The same where there is one cluster: two loops, and no bucket. */
  ONLY_SEGMENT(6.91, 10.31),

  /** Finding a segment again, to assign it anew, and writing the map. */
  NEAREST(30.7, 46.2),

  /** Asking whether a cluster's sums must be carried; where segments are many. */
  CARRY_CHECK(5.77, 5.99),

  /** Asking whether a segment reaches into the padding. */
  BORDER_CHECK(9.38, 13.12),

  /** Asking whether a segment of no whole words may be read in place. */
  PADDED_SEGMENT(8.10, 10.44),

  /** The same of an im2row slice, of which less remains to be asked. */
  PADDED_SLICE(4.05, 5.22),

  /** Putting together a row run that reaches into the padding. */
  COPY(37.6, 45.1),

  /** A piece of an im2row slice that lies in several pixels, or in the padding: where it is. */
  PIECE(36.4, 44.8),

  /** The same where a pixel is one value, copied in line. */
  VALUE_PIECE(21.5, 29.0),

  /** Calling what copies a piece, or the outputs of a block that is not whole. */
  COPY_CALL(12.99, 21.1),

  /** Copying what does not begin and end with a word. */
  COPY_ODD(3.90, 6.33),

  /** A byte of these. */
  COPY_BYTE(0.85, 1.01),

  /** A byte of a piece of so few that they are copied one by one. */
  COPY_FEW(2.31, 3.14),

  /** Filling one of the first eight bytes of a piece in the padding. */
  FILL_FEW(5.90, 8.77),

  /** Filling another one, or clearing what sums and projections begin with. */
  FILL_BYTE(1.09, 1.45),

  /** Adding four values of a segment to the sums of its cluster; every pass does. */
  JOIN_WORD(5.29, 10.38),

  /** Four products with a hash vector. */
  HASH_PRODUCT(3.49, 5.78),

  /** Loading and widening the four values. */
  HASH_WORD(1.80, 2.14),

  /** Beginning with a threshold, and a bit of the bucket. */
  HASH_BIT(4.26, 5.33),

  /** Four words of a segment that is too long to be multiplied in line: the loop. */
  LONG_ROUND(7.25, 12.20),

  /** A word behind these. */
  LONG_REST(3.10, 8.58),

  /** Comparing four values of a segment with four means. */
  NEAR_WORD(14.65, 24.1),

  /** Four distances: beginning, and whether one is the least. */
  NEAR_FOUR(29.9, 37.0),

  /** The call for four distances of a long segment. */
  NEAR_LONG(17.18, 22.2),

  /** Four products with a kept direction. */
  PROJECT_PRODUCT(2.93, 4.82),

  /** Loading and widening the four values. */
  PROJECT_WORD(3.58, 4.59),

  /** Beginning, scaling, saturating and storing a projection. */
  PROJECT_DIRECTION(14.74, 18.56),

  /** Adding sixteen values to the sums that hashes are centred by. */
  STRIP(12.11, 14.35),

  /** Adding sixteen of these packed sums up, and beginning anew. */
  STRIP_TILE(197, 270),

  /** Adding four values. */
  WORD(4.57, 6.05),

  /** Adding four packed sums up, and beginning anew. */
  WORD_TILE(265, 418),

  /** Adding a value of fewer than four, where a word would reach beyond the input. */
  VALUE(6.11, 5.62),

  /** Adding the sum of an input column to a place of a row run. */
  RUN_TAP(14.25, 18.83),

  /** Beginning with a slice. */
  SLICE(35.4, 44.0),

  /** A threshold moved by the mean projection: a division, and beginning. */
  THRESHOLD(31.1, 58.7),

  /** A product of that projection. */
  THRESHOLD_ENTRY(4.33, 6.42),

  /** Widening four values of a hash vector or of a direction. */
  WIDEN_WORD(11.79, 17.84),

  /** Carrying a cluster's sum of 256 members. */
  CARRY_ENTRY(4.94, 6.79),

  /** An entry of the map's border. */
  BORDER(4.64, 6.10),

  /** Beginning with a centroid. */
  CENTROID(52.0, 49.3),

  /** A mean: a division and its rounding. */
  CENTROID_ENTRY(12.15, 21.5),

  /** Beginning with a slice's centroids. */
  CENTROIDS(157, 217),

  /** Beginning with what segments are compared with: a mean. */
  MEAN(30.9, 45.2),

  /** An entry of it, its square, and its place in pairs. */
  MEAN_ENTRY(35.2, 48.6),

  /** Taking a kept direction away from it: beginning. */
  REMAINDER(11.53, 5.50),

  /** An entry of that: a product, and another one to take it away. */
  REMAINDER_ENTRY(24.3, 32.0),

  /** Four quads of filters with four entries of two clusters. */
  TABLE_WORD(102, 135),

  /** Scaling and storing a block's products of two clusters. */
  TABLE_PAIR(104, 176),

  /** Beginning with a tap: a call, four quads. */
  TABLE(109, 193),

  /** The same of segments that are too long for the routine of the others. */
  LONG_TABLE_WORD(93.8, 127),

  /** And scaling and storing their products. */
  LONG_TABLE_PAIR(596, 770),

  /** Asking whether a block's multipliers suit the routine that need not saturate. */
  TABLE_CHECK(264, 400),

  /** A quad of filters with four entries of two outputs' projections, and widening these. */
  KEPT_WORD(27.2, 35.5),

  /** Scaling and storing a quad's sums of two outputs. */
  KEPT_PAIR(44.0, 59.9),

  /** A round of eight such groups of entries. */
  KEPT_ROUND(4.93, 4.72),

  /** Beginning with some pairs of outputs: a call, four quads. */
  KEPT_CALL(166, 401),

  /** Going on with the next row of an output's entries. */
  KEPT_ROW(3.17, 6.76),

  /** Loading a tap's row of the table by its map entry, and eight packed additions. */
  GATHER_FIRST(11.00, 19.88),

  /** The same of a tap that is not the first of its table. */
  GATHER_TAP(12.00, 21.0),

  /** Beginning with an output, and its sums from memory and back. */
  GATHER_PASS(21.5, 45.0),

  /** Beginning with a row of outputs. */
  GATHER_ROW(13.21, 20.8),

  /** Narrowing, clamping and storing a block's sums. */
  NARROW(19.09, 15.58),

  /** What a block of fewer filters takes longer. */
  NARROW_PART(5.03, 11.67);

  private final double instructions;
  private final double cycles;

  TrecWork(double instructions, double cycles) {
    this.instructions = instructions;
    this.cycles = cycles;
  }

  /** Returns what it takes once. */
  Work once() {
    return new Work(instructions, cycles);
  }
}
