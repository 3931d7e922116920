package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Lets a field read another one declared before, instead of the one directly before it. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface From {
  /** Name of the field, or {@code "input"} for what the network, or the block, reads. */
  String value();
}
