package io.github.trec4j.spec.plan;

/**
 * What a piece of a kernel takes.
 *
 * @param instructions executed on a Cortex-M4
 * @param cycles modelled, with zero wait states
 */
record Work(double instructions, double cycles) {
  static final Work NONE = new Work(0, 0);

  /** Returns what so many such pieces take. */
  Work times(double count) {
    return new Work(count * instructions, count * cycles);
  }

  /** Returns what this and another piece take. */
  Work plus(Work more) {
    return new Work(instructions + more.instructions, cycles + more.cycles);
  }
}
