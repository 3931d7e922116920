package io.github.trec4j.progress;

/** A task that nobody watches. */
final class SilentTask implements Progress.Task {
  @Override
  public void add(long items) {}

  @Override
  public void show(String facts) {}

  @Override
  public void close() {}
}
