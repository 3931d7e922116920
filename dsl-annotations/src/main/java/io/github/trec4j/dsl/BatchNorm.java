package io.github.trec4j.dsl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Batch normalisation a channel, directly after a convolution or a dense layer, into which the
 * firmware folds it.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface BatchNorm {
  /** Weight of the newest batch in the running statistics. */
  float momentum() default 0.1f;

  /** Added to the variance. */
  float epsilon() default 1e-5f;
}
