package io.github.trec4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes folders whole or not at all. */
public final class AtomicFolder {
  private AtomicFolder() {}

  /** What a folder is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Makes the folder and writes all of it. */
    void writeTo(Path folder) throws IOException;
  }

  /** Gives a folder another name. */
  @FunctionalInterface
  interface Mover {
    void move(Path from, Path to) throws IOException;
  }

  /**
   * Writes beside a folder and then takes its place; makes missing folders above it.
   *
   * @throws IOException if it cannot be written; what stood there stays
   */
  public static void replace(Path target, Content content) throws IOException {
    replace(target, content, (from, to) -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
  }

  static void replace(Path target, Content content, Mover mover) throws IOException {
    Path parent = target.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException(target + " is no place for it");
    }
    if (!Files.isDirectory(parent)) { // or links to folders would be in the way
      Files.createDirectories(parent);
    }
    Path room = Files.createTempDirectory(parent, ".trec4j-export-");
    Path written = room.resolve("new");
    Path old = room.resolve("old");
    ShutdownGuard unfinished = new ShutdownGuard(() -> abandon(room, target));
    try {
      content.writeTo(written);
      exchange(written, target, old, mover);
      FolderRemoval.remove(room);
    } catch (IOException | RuntimeException e) {
      FolderRemoval.remove(Files.exists(old) ? written : room);
      throw e;
    } finally {
      unfinished.release();
    }
  }

  /** Deletes what is unfinished, but not what stood there before while it is out of its place. */
  private static void abandon(Path room, Path target) {
    if (Files.notExists(room.resolve("old")) || Files.exists(target)) {
      FolderRemoval.removeWhileWritten(room);
    }
  }

  private static void exchange(Path written, Path target, Path old, Mover mover)
      throws IOException {
    boolean replaces = Files.exists(target);
    if (replaces) {
      mover.move(target, old);
    }
    try {
      mover.move(written, target);
    } catch (IOException e) {
      if (replaces) {
        putBack(old, target, mover, e);
      }
      throw e;
    }
  }

  private static void putBack(Path old, Path target, Mover mover, IOException cause)
      throws IOException {
    try {
      mover.move(old, target);
    } catch (IOException e) {
      throw new IOException(
          "%s; what was there before lies in %s".formatted(FileFault.reason(cause), old), e);
    }
  }
}
