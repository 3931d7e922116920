package io.github.trec4j.math;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A fixed number of threads that share each loop over images. A loop is always cut in the same way,
 * so that sums kept a worker add up in the same order in every run.
 */
public final class Workers {
  private final int count;
  private final ExecutorService threads;

  /** A part of a loop. */
  @FunctionalInterface
  public interface Part {
    /**
     * Runs items {@code from} to {@code to - 1}.
     *
     * @param worker 0 to {@link Workers#count} - 1; no two parts of a loop have the same
     */
    void run(int worker, int from, int to);
  }

  /**
   * Workers on that many threads, the caller's included.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public Workers(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("workers: " + count);
    }
    this.count = count;
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(1, count - 1),
            task -> {
              Thread thread = new Thread(task, "trec4j-worker");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Returns the number of workers. */
  public int count() {
    return count;
  }

  /** Runs a loop of {@code items} and returns when all parts are done. */
  public void run(int items, Part part) {
    List<Future<?>> others = new ArrayList<>(count);
    for (int worker = 1; worker < count; worker++) {
      int number = worker;
      int from = start(worker, items);
      int to = start(worker + 1, items);
      if (from < to) {
        others.add(threads.submit(() -> part.run(number, from, to)));
      }
    }
    try {
      if (start(1, items) > 0) {
        part.run(0, 0, start(1, items));
      }
    } finally {
      others.forEach(Workers::await);
    }
  }

  /** Returns whether a worker has no part in a loop of {@code items}. */
  public boolean isIdle(int worker, int items) {
    return start(worker, items) == start(worker + 1, items);
  }

  private int start(int worker, int items) {
    return (int) ((long) items * worker / count);
  }

  private static void await(Future<?> part) {
    boolean interrupted = false;
    while (true) {
      try {
        part.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // the part still writes the layer's arrays: leave only when it is done
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
