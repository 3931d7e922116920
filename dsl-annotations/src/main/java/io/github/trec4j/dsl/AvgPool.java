package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The mean of each window; only pixels of the image count. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface AvgPool {
  /** Rows and columns of the window: {@code 2}, or {@code {rows, columns}}. */
  int[] value();

  /**
   * Pixels from one window to the next: {@code 2}, or {@code {down, across}}; 0 for the size of the
   * window.
   */
  int[] stride() default 0;

  /**
   * Pixels added, which do not count: {@code 1} on each side, {@code {vertical, horizontal}}, or
   * {@code {top, bottom, left, right}}.
   */
  int[] pad() default 0;

  /** Who chooses how much padding there is: {@link #pad}, or the sizes. */
  Padding padding() default Padding.EXPLICIT;
}
