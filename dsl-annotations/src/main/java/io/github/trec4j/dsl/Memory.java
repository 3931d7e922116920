package io.github.trec4j.dsl;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A memory of a board of one's own. */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Memory {
  /** The name in messages, reports and the linker script: letters, digits and {@code _}. */
  String name();

  /** What it can hold. */
  MemoryKind kind();

  /** The address of its first byte. */
  long origin();

  /** Its size in KiB. */
  int kib();

  /**
   * Cycles that the core waits for each word it reads or writes there, beyond those of its fastest
   * memory. 0 where a cache or prefetcher hides them, as in the flash of most microcontrollers.
   */
  int waitStates() default 0;
}
