package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The largest value of each square window. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface MaxPool {
  /** Rows and columns of the window. */
  int value();

  /** Step between windows; 0 for the size of the window. */
  int stride() default 0;

  /** Pixels added on each side that never win. */
  int pad() default 0;
}
