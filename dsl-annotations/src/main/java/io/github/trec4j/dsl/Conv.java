package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A convolution over {@code [H, W, C]}, square kernel. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Conv {
  /** Output channels. */
  int filters();

  /** Rows and columns of the kernel. */
  int kernel();

  /** Step between output pixels. */
  int stride() default 1;

  /** Zero pixels added on each side. */
  int pad() default 0;

  /**
   * Whether each filter adds a learned constant. Redundant before {@link BatchNorm}, which has its
   * own.
   */
  boolean bias() default true;

  /** How the firmware computes it. */
  Form form() default Form.FASTEST;
}
