package io.github.trec4j.spec.plan;

/** The C kernels that steps call. */
public enum Kernel {
  /** Conventional convolution. */
  CONV("conv", "conv", 1536),
  /** Reuse convolution over shared segments. */
  TREC_SHARED("trec_shared", "trec", 5632),
  /** Reuse convolution over im2row slices. */
  TREC_PER_SLICE("trec_per_slice", "trec", 5632),
  /** Fully connected layer. */
  DENSE("dense", "dense", 512),
  /** Largest value of each window. */
  MAX_POOL("max_pool", "", 512),
  /** Mean of each window. */
  AVG_POOL("avg_pool", "", 512),
  /** Mean of each channel. */
  GLOBAL_AVG_POOL("global_avg_pool", "", 512),
  /** {@code max(x, 0)} that no step before could take in. */
  RELU("relu", "relu", 256);

  private final String stem;
  private final String params;
  private final int codeBytes;

  Kernel(String stem, String params, int codeBytes) {
    this.stem = stem;
    this.params = params;
    this.codeBytes = codeBytes;
  }

  /** Returns the name of the C function: {@code trec4j_conv}. */
  public String function() {
    return "trec4j_" + stem;
  }

  /** Returns the name of the header that defines it. */
  public String header() {
    return function() + ".h";
  }

  /**
   * Returns the flash set aside for one call, which is inlined and specialised by its shape, with a
   * share of the routines that calls have in common; GCC 12 needs somewhat less.
   */
  public int codeBytes() {
    return codeBytes;
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
