package io.github.trec4j.files;

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
      throw new UserError("cannot make a temporary folder: " + e, e);
    }
    guard = new ShutdownGuard(() -> FolderRemoval.removeWhileWritten(path));
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
