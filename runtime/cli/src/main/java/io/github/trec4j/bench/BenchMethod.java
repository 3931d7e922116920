package io.github.trec4j.bench;

/** How a measured layer is computed. */
public enum BenchMethod {
  /** Without reuse, in whatever form is fastest. */
  CONVENTIONAL("conventional"),
  /** Without reuse, every product computed. */
  DIRECT("direct"),
  /** Without reuse, in Winograd's form with weights that are transformed on the fly. */
  ON_THE_FLY("on-the-fly"),
  /** With reuse of shared segments. */
  TREC("trec"),
  /** With reuse of im2row slices, as in the paper. */
  TREC_PER_SLICE("trec-per-slice");

  private final String label;

  BenchMethod(String label) {
    this.label = label;
  }

  /** Returns the name in tables and JSON. */
  @Override
  public String toString() {
    return label;
  }
}
