package io.github.trec4j.cli;

import io.github.trec4j.AtomicFile;
import io.github.trec4j.UserError;
import io.github.trec4j.firmware.FirmwareExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a command from writing over the files that it reads, and from writing one file twice. Asked
 * before the work: what cannot be written is told then, too.
 */
final class Overwriting {
  private record Use(String option, Path path) {}

  private final List<Use> read = new ArrayList<>();
  private final List<Use> written = new ArrayList<>();
  private final List<Use> replaced = new ArrayList<>();

  /** Names a file that is read, if the option is given. */
  Overwriting reads(String option, @Nullable Path file) {
    return add(read, option, file);
  }

  /** Names a file that is written, if the option is given. */
  Overwriting writes(String option, @Nullable Path file) {
    return add(written, option, file);
  }

  /** Names a folder of firmware that is replaced with all it holds. */
  Overwriting replaces(String option, Path folder) {
    return add(replaced, option, folder);
  }

  private Overwriting add(List<Use> uses, String option, @Nullable Path path) {
    if (path != null) {
      uses.add(new Use(option, path));
    }
    return this;
  }

  /**
   * Checks all that was named. Writes nothing.
   *
   * @throws UserError if a file would be lost, or cannot be written
   */
  void check() {
    for (int i = 0; i < written.size(); i++) {
      refuseOverRead(written.get(i));
      refuseTwice(written.get(i), written.subList(0, i));
    }
    replaced.forEach(this::refuseAroundRead);
    replaced.forEach(folder -> FirmwareExporter.checkReplaceable(folder.path()));
    written.forEach(file -> AtomicFile.check(file.path()));
  }

  private void refuseOverRead(Use file) {
    for (Use other : read) {
      if (isSame(file.path(), other.path())) {
        throw new UserError(
            "%s, which %s reads, would be overwritten: give another %s"
                .formatted(other.path(), other.option(), file.option()));
      }
    }
  }

  private static void refuseTwice(Use file, List<Use> before) {
    for (Use other : before) {
      if (isSame(file.path(), other.path())) {
        throw new UserError(
            "%s would be written for %s and again for %s: give another %s"
                .formatted(file.path(), other.option(), file.option(), file.option()));
      }
    }
  }

  private void refuseAroundRead(Use folder) {
    for (Use other : read) {
      if (real(other.path()).startsWith(real(folder.path()))) {
        throw new UserError(
            "%s, which %s reads, lies in %s, which would be replaced: give another %s"
                .formatted(other.path(), other.option(), folder.path(), folder.option()));
      }
    }
  }

  static boolean isSame(Path one, Path other) {
    try {
      if (Files.exists(one) && Files.exists(other)) {
        return Files.isSameFile(one, other);
      }
    } catch (IOException e) {
      return false; // reading or writing will say why
    }
    return real(one).equals(real(other));
  }

  /** Returns a path without links, as far as it exists. */
  private static Path real(Path path) {
    try {
      return path.toFile().getCanonicalFile().toPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize(); // reading or writing will say why
    }
  }
}
