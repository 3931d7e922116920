package io.github.trec4j.files;

import io.github.trec4j.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A new folder for temporary files, gone with all it holds when closed. */
public final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  /**
   * Makes a folder.
   *
   * @param purpose part of its name
   * @throws UserError if there is no place for it
   */
  public TemporaryFolder(String purpose) {
    try {
      path = Files.createTempDirectory("trec4j-" + purpose + "-");
    } catch (IOException e) {
      throw new UserError("cannot make a temporary folder: " + e, e);
    }
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path file : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UserError("cannot delete " + path + ": " + e, e);
    }
  }
}
