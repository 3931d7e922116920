package io.github.trec4j;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes files whole or not at all. */
public final class AtomicFile {
  private AtomicFile() {}

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes it all. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes beside the file and then takes its place; makes missing folders. A link stays, and what
   * it names is replaced; devices and pipes, which nothing may replace, are written into.
   *
   * @throws UserError if it cannot be written; what stood there stays, and nothing beside it
   */
  public static void write(Path file, Content content) {
    if (isDevice(file)) {
      writeInto(file, content);
    } else {
      replace(file, content);
    }
  }

  /** Returns whether a path names neither a file nor a folder, such as {@code /dev/null}. */
  private static boolean isDevice(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  private static void writeInto(Path device, Content content) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(device))) {
      content.writeTo(out);
    } catch (IOException e) {
      throw unwritable(device, e);
    }
  }

  private static void replace(Path file, Content content) {
    Path partial = partial(file);
    ShutdownGuard unfinished = new ShutdownGuard(() -> remove(partial));
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
        content.writeTo(out);
      }
      Files.move(partial, place(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unwritable(file, e);
    } finally {
      remove(partial);
      unfinished.release();
    }
  }

  /**
   * Checks that a file can be written, before the work that makes its content. Leaves nothing, no
   * folder either.
   *
   * @throws UserError if it cannot
   */
  public static void check(Path file) {
    if (isDevice(file)) {
      return; // a pipe would wait for its reader
    }
    List<Path> missing = missingFolders(file);
    try {
      writeNothing(file);
    } finally {
      missing.forEach(AtomicFile::removeIfEmpty);
    }
  }

  private static void writeNothing(Path file) {
    Path partial = partial(file);
    try {
      Files.newOutputStream(partial).close();
    } catch (IOException e) {
      throw unwritable(file, e);
    } finally {
      remove(partial);
    }
  }

  /** Returns the folders that are not there yet, the innermost first. */
  private static List<Path> missingFolders(Path file) {
    return Stream.iterate(file.toAbsolutePath().getParent(), Objects::nonNull, Path::getParent)
        .takeWhile(folder -> Files.notExists(folder, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  private static void removeIfEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // somebody else has put something there meanwhile
    }
  }

  /** Returns the place beside a file, in a folder that exists. */
  private static Path partial(Path file) {
    if (Files.isDirectory(file)) {
      throw new UserError(file + " is a folder: name a file");
    }
    try {
      Path place = place(file);
      Path folder = place.getParent();
      if (!Files.isDirectory(folder)) { // or links to folders would be in the way
        Files.createDirectories(folder);
      }
      return place.resolveSibling(place.getFileName() + ".partial");
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Returns where a file lies or will lie, behind its links. */
  private static Path place(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
  }

  private static void remove(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be deleted (%s): delete it by hand".formatted(partial, FileFault.reason(e)),
          e);
    }
  }

  private static UserError unwritable(Path file, IOException cause) {
    return new UserError(
        "%s cannot be written (%s): check the folder and its space"
            .formatted(file, FileFault.reason(cause)),
        cause);
  }
}
