package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A convolution over {@code [H, W, C]}. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Conv {
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

  /** How the firmware computes it. */
  Form form() default Form.FASTEST;
}
