package io.github.trec4j.dsl;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A board of one's own, described by its numbers. */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface BoardSpec {
  /** The name in messages and reports. */
  String name();

  /** Flash memory in KiB. */
  int flashKib();

  /** RAM in KiB. */
  int ramKib();

  /** Clock in MHz, for modelled times. */
  int clockMhz();
}
