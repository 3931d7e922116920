package io.github.trec4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Deletes folders with all they hold. */
public final class FolderRemoval {
  private static final int ATTEMPTS = 20;
  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private FolderRemoval() {}

  /** Deletes a folder; what is gone already is no fault. */
  public static void remove(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> found = Files.walk(folder)) {
      paths = found.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }

  /**
   * Deletes a folder that others may still write into for a moment, as when the program is ending.
   * What is left after a second stays.
   */
  public static void removeWhileWritten(Path folder) {
    for (int i = 0; i < ATTEMPTS && !isRemoved(folder); i++) {
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
  }

  private static boolean isRemoved(Path folder) {
    try {
      remove(folder);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
