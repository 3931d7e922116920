package io.github.trec4j.files;

import io.github.trec4j.FileFault;
import io.github.trec4j.FolderRemoval;
import io.github.trec4j.ShutdownGuard;
import io.github.trec4j.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new folder for temporary files, gone with all it holds when closed or the program ends. */
public final class TemporaryFolder implements AutoCloseable {
  private final Path path;
  private final ShutdownGuard guard;

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
      throw unusable(e);
    }
    guard = new ShutdownGuard(() -> FolderRemoval.removeWhileWritten(path));
  }

  /**
   * Makes a temporary file.
   *
   * @param ending of its name
   * @throws UserError if there is no place for it
   */
  public static Path file(String ending) {
    try {
      return Files.createTempFile("trec4j-", ending);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static UserError unusable(IOException cause) {
    return new UserError(
        "nothing can be written to %s, the folder for temporary files (%s): make room there, or name another by JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER"
            .formatted(System.getProperty("java.io.tmpdir"), FileFault.reason(cause)),
        cause);
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    guard.release();
    try {
      FolderRemoval.remove(path);
    } catch (IOException e) {
      throw new UserError("cannot delete " + path + ": " + e, e);
    }
  }
}
