package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The channels of other layers of equal height and width, one behind the other:
 * {@code @Concat({"left", "right"}) Layer both;}. On the board it costs nothing where it alone
 * reads them, as they are then written side by side.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Concat {
  /** Names of two or more fields declared before; {@code "input"} is what the network reads. */
  String[] value();
}
