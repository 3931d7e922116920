package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The mean of each square window. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface AvgPool {
  /** Rows and columns of the window. */
  int value();

  /** Step between windows; 0 for the size of the window. */
  int stride() default 0;
}
