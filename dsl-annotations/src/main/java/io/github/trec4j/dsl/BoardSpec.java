package io.github.trec4j.dsl;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A board of one's own, described by its numbers: either {@link #flashKib} and {@link #ramKib}, for
 * memories where most Cortex-M4 have them (flash at 0x08000000, RAM at 0x20000000), or all its
 * {@link #memories}.
 */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface BoardSpec {
  /** The name in messages and reports. */
  String name();

  /** Flash memory in KiB; left out where there are {@link #memories}. */
  int flashKib() default 0;

  /** RAM in KiB; left out where there are {@link #memories}. */
  int ramKib() default 0;

  /** Clock in MHz, for modelled times. */
  int clockMhz();

  /**
   * All memories that may be used. The first that holds constants gets the program, and the first
   * that holds variables the stack, unless there is no room.
   */
  Memory[] memories() default {};
}
