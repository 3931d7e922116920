package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A convolution of each channel by itself with a square kernel of its own. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface DepthwiseConv {
  /** Rows and columns of the kernel. */
  int kernel();

  /** Step between output pixels. */
  int stride() default 1;

  /** Zero pixels added on each side. */
  int pad() default 0;

  /**
   * Whether each channel adds a learned constant. Redundant before {@link BatchNorm}, which has its
   * own.
   */
  boolean bias() default true;
}
