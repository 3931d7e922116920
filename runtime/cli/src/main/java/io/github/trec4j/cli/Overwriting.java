package io.github.trec4j.cli;

import io.github.trec4j.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps a command from writing over the files that it reads. */
final class Overwriting {
  private Overwriting() {}

  /**
   * Checks a file that is to be written.
   *
   * @param read a file that is read, if the option is given
   * @param option the option that names it
   * @throws UserError if they are the same
   */
  static void refuse(Path written, @Nullable Path read, String option) {
    if (read != null && isSame(written, read)) {
      throw new UserError(
          "%s, which %s reads, would be overwritten: give another --out".formatted(read, option));
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      if (Files.exists(one) && Files.exists(other)) {
        return Files.isSameFile(one, other);
      }
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    } catch (IOException e) {
      return false; // reading or writing will say why
    }
  }
}
