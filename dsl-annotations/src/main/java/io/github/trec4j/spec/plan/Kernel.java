package io.github.trec4j.spec.plan;

/** The C kernels that steps call. */
public enum Kernel {
  /** Conventional convolution. */
  CONV("conv", "conv"),
  /** Reuse convolution over shared segments. */
  TREC_SHARED("trec_shared", "trec"),
  /** Reuse convolution over im2row slices. */
  TREC_PER_SLICE("trec_per_slice", "trec"),
  /** Fully connected layer. */
  DENSE("dense", "dense"),
  /** Largest value of each window. */
  MAX_POOL("max_pool", ""),
  /** Mean of each window. */
  AVG_POOL("avg_pool", ""),
  /** Mean of each channel. */
  GLOBAL_AVG_POOL("global_avg_pool", ""),
  /** {@code max(x, 0)} that no step before could take in. */
  RELU("relu", "relu");

  private final String stem;
  private final String params;

  Kernel(String stem, String params) {
    this.stem = stem;
    this.params = params;
  }

  /** Returns the name of the C function: {@code trec4j_conv}. */
  public String function() {
    return "trec4j_" + stem;
  }

  /** Returns the name of the header that defines it. */
  public String header() {
    return function() + ".h";
  }

  /** Returns the C type of the compile-time shape. */
  public String shapeType() {
    return "trec4j_" + (params.equals("trec") ? "trec" : stem) + "_shape";
  }

  /** Returns whether the kernel is a convolution, of whatever form. */
  public boolean convolves() {
    return this == CONV || this == TREC_SHARED || this == TREC_PER_SLICE;
  }

  /** Returns whether the kernel reads parameters from flash. */
  public boolean hasParams() {
    return !params.isEmpty();
  }

  /**
   * Returns the C type of the parameters.
   *
   * @throws IllegalStateException if the kernel has none
   */
  public String paramsType() {
    if (!hasParams()) {
      throw new IllegalStateException(this + " has no parameters");
    }
    return "trec4j_" + params + "_params";
  }
}
