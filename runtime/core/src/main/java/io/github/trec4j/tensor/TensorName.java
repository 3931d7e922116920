package io.github.trec4j.tensor;

/** What the tensors of a layer are called in checkpoints: behind the node's name and a dot. */
public enum TensorName {
  /**
   * Of a convolution {@code [filters, kernel * kernel * C]}, of a dense layer {@code [units, K]}.
   */
  WEIGHTS("weights"),
  /** A constant a filter or unit. */
  BIAS("bias"),
  /** Factors of a normalisation, one a channel. */
  SCALE("scale"),
  /** Summands of a normalisation, one a channel. */
  SHIFT("shift"),
  /** Running means of a normalisation, one a channel. */
  MEAN("mean"),
  /** Running variances of a normalisation, one a channel. */
  VARIANCE("variance"),
  /** Of reuse, {@code [hash sets, bits, L]}. */
  HASH_VECTORS("hashVectors", true),
  /** Of reuse, {@code [hash sets, bits]}. */
  THRESHOLDS("thresholds", true),
  /** Kept by reuse, {@code [slices, keep, L]}. */
  DIRECTIONS("directions", true),
  /** What filters are combined from, {@code [filters, rank]}. */
  FILTER_BASIS("filterBasis", true);

  private final String suffix;
  private final boolean ofReuse;

  TensorName(String suffix) {
    this(suffix, false);
  }

  TensorName(String suffix, boolean ofReuse) {
    this.suffix = suffix;
    this.ofReuse = ofReuse;
  }

  /** Returns whether only convolutions with reuse have it. */
  public boolean isOfReuse() {
    return ofReuse;
  }

  /** Returns whether a tensor's whole name is one of these. */
  public boolean names(String tensor) {
    return tensor.endsWith("." + suffix);
  }

  /** Returns a node's tensor's name: {@code conv1.weights}. */
  public String of(String node) {
    return node + "." + suffix;
  }
}
