package io.github.trec4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong with a file, the one that stood there stays, and nothing beside it. */
final class AtomicFileTest {
  private static final String REMEDY = "): check the folder and its space";

  @TempDir Path folder;

  private static void write(Path file, String text) {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertMessage(String message, Runnable action) {
    assertEquals(message, assertThrows(UserError.class, action::run).getMessage());
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void missingFoldersAreMade() throws IOException {
    write(folder.resolve("a/b/file"), "new");
    assertEquals("new", Files.readString(folder.resolve("a/b/file")));
  }

  @Test
  void linksToFoldersAreFolders() throws IOException {
    Files.createDirectory(folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    write(folder.resolve("link/file"), "new");
    assertEquals("new", Files.readString(folder.resolve("real/file")));
  }

  @Test
  void linksToFilesStay() throws IOException {
    Path real = folder.resolve("real");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real.getFileName());
    write(real, "old");
    write(link, "new");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(real));
    assertEquals(List.of("link", "real"), entries());
  }

  /** What /dev/null is to users, but one that a test may lose. */
  @Test
  void pipesAreWrittenInto() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    AtomicFile.check(pipe);
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    write(pipe, "new");
    assertEquals("new", read.get());
    assertFalse(Files.isRegularFile(pipe));
    assertEquals(List.of("pipe"), entries());
  }

  @Test
  void fullDevicesAreTold() {
    assertMessage(
        "/dev/full cannot be written (No space left on device" + REMEDY,
        () -> write(Path.of("/dev/full"), "new"));
  }

  @Test
  void failuresKeepTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("file");
    write(file, "old");
    for (IOException fault :
        List.of(
            new IOException("No space left on device"),
            new FileSystemException("file.partial", null, "No space left on device"))) {
      assertMessage(
          file + " cannot be written (No space left on device" + REMEDY,
          () ->
              AtomicFile.write(
                  file,
                  out -> {
                    out.write(new byte[100_000]);
                    throw fault;
                  }));
    }
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFile.write(
                file,
                out -> {
                  throw new IllegalStateException();
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("file"), entries());
  }

  @Test
  void foldersAreNotReplaced() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    assertMessage(target + " is a folder: name a file", () -> write(target, "new"));
    assertMessage(target + " is a folder: name a file", () -> AtomicFile.check(target));
    assertEquals(List.of("target"), entries());
  }

  @Test
  void filesAreNoFolders() throws IOException {
    write(folder.resolve("file"), "old");
    Path under = folder.resolve("file/sub/new");
    String message = under + " cannot be written (Not a directory" + REMEDY;
    assertMessage(message, () -> write(under, "new"));
    assertMessage(message, () -> AtomicFile.check(under));
    Path beside = folder.resolve("file/new");
    assertMessage(
        beside + " cannot be written (" + folder.resolve("file") + " is in the way" + REMEDY,
        () -> write(beside, "new"));
  }

  @Test
  void checksLeaveNothing() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.check(file);
    AtomicFile.check(folder.resolve("a/b/file"));
    assertEquals(List.of(), entries());
    write(file, "old");
    AtomicFile.check(file);
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("file"), entries());
  }

  @Test
  void faultsAreTold() {
    assertEquals("there is no x", FileFault.reason(new NoSuchFileException("x")));
    assertEquals("permission denied for x", FileFault.reason(new AccessDeniedException("x")));
    assertEquals("x", FileFault.reason(new FileSystemException("x")));
    assertEquals("IOException", FileFault.reason(new IOException()));
  }
}
