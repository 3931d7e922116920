package io.github.trec4j.tuning;

import java.util.function.LongSupplier;

/** The time there is, and how much of it each measurement takes. */
final class Budget {
  private final double seconds;
  private final LongSupplier nanoseconds;
  private final long start;
  private int measurements;

  /**
   * Starts to run.
   *
   * @param seconds in all; infinite for no limit
   * @param nanoseconds the clock
   */
  Budget(double seconds, LongSupplier nanoseconds) {
    this.seconds = seconds;
    this.nanoseconds = nanoseconds;
    this.start = nanoseconds.getAsLong();
  }

  /** Counts a measurement. */
  void count() {
    measurements++;
  }

  /** Returns whether one more measurement, as long as those before, ends within a share of it. */
  boolean allows(double share) {
    double passed = (nanoseconds.getAsLong() - start) / 1e9;
    return passed + passed / Math.max(1, measurements) <= share * seconds;
  }
}
