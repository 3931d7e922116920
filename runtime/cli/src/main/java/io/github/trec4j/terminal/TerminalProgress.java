package io.github.trec4j.terminal;

import io.github.trec4j.progress.Progress;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how far one long task has come: a bar with rate and time left on a terminal, a log line
 * every few seconds elsewhere.
 */
public final class TerminalProgress implements Progress.Task {
  private static final Logger log = LoggerFactory.getLogger(TerminalProgress.class);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final String task;
  private final String unit;
  private final long total;
  private final @Nullable ProgressBar bar;
  private final long start = System.nanoTime();
  private long lastLine = start;
  private long done;
  private String facts = "";

  /** Starts as {@link Progress#start} says. */
  public TerminalProgress(String task, String unit, long total) {
    this.task = task;
    this.unit = unit;
    this.total = total;
    this.bar =
        !Terminal.isErrorOutput()
            ? null
            : new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" " + unit, 1)
                .showSpeed()
                .build();
  }

  @Override
  public synchronized void add(long items) {
    done += items;
    if (bar != null) {
      bar.stepBy(items);
    } else if (System.nanoTime() - lastLine > BETWEEN_LINES.toNanos()) {
      lastLine = System.nanoTime();
      log.info("{}", line());
    }
  }

  @Override
  public synchronized void show(String newFacts) {
    facts = newFacts;
    if (bar != null) {
      bar.setExtraMessage(" " + newFacts);
    }
  }

  /** Returns the items counted a second so far. */
  private double rate() {
    return done / Math.max(1e-9, (System.nanoTime() - start) / 1e9);
  }

  private String line() {
    double left = (total - done) / Math.max(1e-9, rate());
    return "%s: %d of %d %s, %.0f/s, %s left%s"
        .formatted(
            task, done, total, unit, rate(), clock(left), facts.isEmpty() ? "" : ", " + facts);
  }

  /** Returns seconds as {@code 1:02:03} or {@code 2:03}. */
  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole >= 3600
        ? "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60)
        : "%d:%02d".formatted(whole / 60, whole % 60);
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
