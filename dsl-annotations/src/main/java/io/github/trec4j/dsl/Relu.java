package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** {@code max(x, 0)}. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Relu {}
