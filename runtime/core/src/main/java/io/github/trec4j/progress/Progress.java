package io.github.trec4j.progress;

/** Is told how far long tasks have come; given to whatever takes long. */
@FunctionalInterface
public interface Progress {
  /** Keeps it to itself. */
  Progress SILENT = (task, unit, total) -> new SilentTask();

  /**
   * A task begins, at 0 of {@code total}.
   *
   * @param unit what is counted, in the plural
   */
  Task start(String task, String unit, long total);

  /** One task until it is closed. Threads may share it. */
  interface Task extends AutoCloseable {
    /** Counts further items. */
    void add(long items);

    /** Sets what stands beside the count: loss, accuracy. */
    void show(String facts);

    @Override
    void close();
  }
}
