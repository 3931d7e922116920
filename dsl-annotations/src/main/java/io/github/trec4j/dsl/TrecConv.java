package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution that finds and skips the work that repeats within each image (Guan et al., NeurIPS
 * 2022): a replacement for {@link Conv} with the same attributes, and defaults for the rest that
 * work.
 *
 * <p>The input is cut in segments of {@link #segment} values; segments that hash to the same {@link
 * #bits} bits form a cluster, and only each cluster's centroid is multiplied with the weights.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface TrecConv {
  /** Output channels. */
  int filters();

  /** Rows and columns of the kernel: {@code 3}, or {@code {rows, columns}}. */
  int[] kernel();

  /** Pixels from one output to the next: {@code 2}, or {@code {down, across}}. */
  int[] stride() default 1;

  /**
   * Zero pixels added: {@code 1} on each side, {@code {vertical, horizontal}}, or {@code {top,
   * bottom, left, right}}.
   */
  int[] pad() default 0;

  /** Who chooses how much padding there is: {@link #pad}, or the sizes. */
  Padding padding() default Padding.EXPLICIT;

  /**
   * Whether each filter adds a learned constant. Redundant before {@link BatchNorm}, which has its
   * own.
   */
  boolean bias() default true;

  /**
   * Length of a segment (the paper's L); 0 chooses one. With {@link Sharing#SHARED}: a divisor of
   * the input channels, or {@code columns * channels}, a row run. With {@link Sharing#PER_SLICE}: a
   * divisor of {@code rows * columns * channels}; rows and columns are the kernel's.
   */
  int segment() default 0;

  /** Hash bits (the paper's H), 1 to 8: at most {@code 2^bits} clusters a slice. */
  int bits() default 4;

  /** Largest number of clusters a slice that the firmware has tables for; 0 for {@code 2^bits}. */
  int maxClusters() default 0;

  /** Whether to reuse even where the estimate says that a {@link Conv} is as fast. */
  Reusing when() default Reusing.ALWAYS;

  /** What is clustered. */
  Sharing sharing() default Sharing.SHARED;

  /** Where the hash vectors come from. */
  Hashing hashing() default Hashing.LEARNED;

  /** How training moves the hash vectors. */
  HashGradient hashGradient() default HashGradient.NONE;

  /**
   * Whether each segment moves to its nearest centroid once, for accuracy at the cost of that
   * search.
   */
  boolean reassign() default false;

  /**
   * Leading principal directions of a segment that are convolved exactly (R); only what remains of
   * a segment beside them is clustered. With {@code maxClusters = 1} nothing but the image's mean
   * remains: a convolution of low rank. Needs shared segments and learned hashes without a
   * gradient.
   */
  int keep() default 0;

  /**
   * Basis filters: only so many are convolved, and every filter is a combination of them, which a
   * 1x1 convolution makes; 0 convolves all. Fewer than {@link #filters}; multiples of 16 waste
   * nothing. Needs learned hashes without a gradient.
   */
  int rank() default 0;
}
