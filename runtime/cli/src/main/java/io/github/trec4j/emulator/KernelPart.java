package io.github.trec4j.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The parts of the convolution kernels, each with the C functions that do it. */
@SuppressWarnings("ImmutableEnumChecker") // List.of gives lists that cannot change
public enum KernelPart {
  /** Gathers the columns of a conventional convolution. */
  IM2ROW("trec4j_conv_column"),
  /** Finds each segment's bucket, and the means that projections are centred on. */
  HASH(
      "trec4j_trec_prepare_hash",
      "trec4j_trec_bucket",
      "trec4j_trec_mean_projection",
      "trec4j_trec_add_strip",
      "trec4j_trec_add_word"),
  /** Makes segments members of clusters and notes which in the map. */
  CLUSTER("trec4j_trec_cluster", "trec4j_trec_carry", "trec4j_trec_make_means"),
  /** Projects segments on the directions that are kept. */
  PROJECT("trec4j_trec_project"),
  /** Convolves the projections. */
  KEPT("trec4j_trec_kept"),
  /** Takes the clusters' means. */
  CENTROIDS("trec4j_trec_centroids", "trec4j_trec_make_centroids"),
  /**
   * Multiplies long segments with hash vectors, directions or means, by routines that hashing,
   * projecting and reassigning share; short ones are multiplied within those.
   */
  DOTS(
      "trec4j_trec_widen",
      "trec4j_trec_dots_1",
      "trec4j_trec_dots_2",
      "trec4j_trec_dots_3",
      "trec4j_trec_dots_4",
      "trec4j_trec_dots_5",
      "trec4j_trec_dots_6",
      "trec4j_trec_dots_7",
      "trec4j_trec_dots_8"),
  /** Multiplies columns, transformed inputs, or centroids with the weights. */
  PRODUCT(
      "trec4j_winograd_products",
      "trec4j_conv_taps",
      "trec4j_depthwise",
      "trec4j_conv_quads",
      "trec4j_conv_whole_quads",
      "trec4j_quad_pieces",
      "trec4j_quad_raw",
      "trec4j_trec_table",
      "trec4j_trec_shared_table",
      "trec4j_trec_per_slice_table"),
  /** Transforms inputs, weights and sums of Winograd's forms, kept directions' with them. */
  TRANSFORM("trec4j_winograd"),
  /** Adds up the tables' rows and narrows the sums. */
  GATHER("trec4j_trec_gather", "trec4j_trec_narrow"),
  /** Loops around these, and the C library's copying and filling. */
  OTHER;

  private final List<String> prefixes;

  KernelPart(String... prefixes) {
    this.prefixes = List.of(prefixes);
  }

  /** Returns the part that a C function does, by how its name begins. */
  static KernelPart ofFunction(String name) {
    return Arrays.stream(values())
        .filter(part -> part.prefixes.stream().anyMatch(name::startsWith))
        .findFirst()
        .orElse(OTHER);
  }

  /** Returns the name in JSON files: kept directions had another one when the first was written. */
  public String key() {
    return this == KEPT ? "exact" : toString();
  }

  /** Returns the name in tables. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
