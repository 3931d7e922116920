package io.github.trec4j.spec.op;

import java.util.List;
import java.util.Optional;

/** A convolution of all input channels, with or without reuse; the two are interchangeable. */
public sealed interface Convolution extends Op permits Conv, TrecConv {
  /**
   * Returns a convolution.
   *
   * @param filters output channels
   * @param kernel its window
   * @param bias whether a constant is added to each filter
   * @param reuse how it skips what repeats; empty for a conventional one
   */
  static Convolution of(int filters, Window kernel, boolean bias, Optional<Reuse> reuse) {
    return reuse
        .<Convolution>map(how -> new TrecConv(filters, kernel, bias, how))
        .orElseGet(() -> new Conv(filters, kernel, bias));
  }

  /** Returns the number of output channels. */
  int filters();

  /** Returns the geometry of the kernel. */
  Window kernel();

  /** Returns how it skips what repeats; empty for a conventional convolution. */
  Optional<Reuse> ifReusing();

  /** Returns this with other reuse, empty for none. Weights keep their shapes. */
  default Convolution with(Optional<Reuse> reuse) {
    return of(filters(), kernel(), bias(), reuse);
  }

  @Override
  default String label() {
    return "conv";
  }

  @Override
  default Optional<Window> window() {
    return Optional.of(kernel());
  }

  @Override
  default boolean isWeighted() {
    return true;
  }

  @Override
  default Shape outputOf(List<Shape> inputs) {
    return outputOf(Op.single(inputs));
  }

  /**
   * Returns the shape of the output.
   *
   * @throws IllegalArgumentException if the kernel does not fit
   */
  default Shape outputOf(Shape input) {
    return kernel().over(input, filters());
  }

  @Override
  default long fanIn(List<Shape> inputs) {
    return (long) kernel().area() * Op.single(inputs).channels();
  }

  @Override
  default String describe() {
    return "conv "
        + filters()
        + " "
        + kernel().describe()
        + ifReusing().map(reuse -> ", " + reuse.describe()).orElse("");
  }

  /** A convolution has had this text since before reuse was a type of its own. */
  @Override
  default String canonicalText() {
    return "Conv[filters=%d, window=%s, bias=%s, reuse=%s]"
        .formatted(
            filters(),
            kernel().canonicalText(),
            bias(),
            ifReusing()
                .map(reuse -> "Optional[" + reuse.canonicalText() + "]")
                .orElse("Optional.empty"));
  }
}
