package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A fully connected layer; its input is flattened in the order {@code [H, W, C]}. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Dense {
  /** Output units. */
  int value();

  /** Whether each unit adds a learned constant. */
  boolean bias() default true;
}
