package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sum of other layers of equal shapes, value by value: {@code @Add({"a", "b"}) @Relu Layer
 * sum;}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Add {
  /** Names of two or more fields declared before; {@code "input"} is what the network reads. */
  String[] value();
}
