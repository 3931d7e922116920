package io.github.trec4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whichever move fails, what stood in a folder's place is not lost. */
final class AtomicFolderTest {
  @TempDir Path parent;

  private Path target;

  @BeforeEach
  void makeTarget() throws IOException {
    target = parent.resolve("target");
    AtomicFolder.replace(target, folder -> write(folder, "old"));
  }

  private static void write(Path folder, String text) throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/file"), text);
  }

  /** Replaces the folder; the moves with these numbers, from 1, fail. */
  private void replace(List<Integer> failing) throws IOException {
    int[] moves = {0};
    AtomicFolder.replace(
        target,
        folder -> write(folder, "new"),
        (from, to) -> {
          moves[0]++;
          if (failing.contains(moves[0])) {
            throw new IOException("move " + moves[0] + " fails");
          }
          Files.move(from, to);
        });
  }

  private String content() throws IOException {
    return Files.readString(target.resolve("sub/file"));
  }

  private long entries() throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.count();
    }
  }

  @Test
  void replaces() throws IOException {
    replace(List.of());
    assertEquals("new", content());
    assertEquals(1, entries());
  }

  @Test
  void failingMovesKeepTheOldFolder() throws IOException {
    for (int move = 1; move <= 2; move++) {
      List<Integer> failing = List.of(move);
      IOException error = assertThrows(IOException.class, () -> replace(failing));
      assertEquals("move " + move + " fails", error.getMessage());
      assertEquals("old", content());
      assertEquals(1, entries());
    }
  }

  @Test
  void theOldFolderIsNamedWhereItCannotBePutBack() throws IOException {
    IOException error = assertThrows(IOException.class, () -> replace(List.of(2, 3)));
    String message = error.getMessage();
    assertTrue(message.startsWith("move 2 fails; what was there before lies in "), message);
    Path old = Path.of(message.substring(message.lastIndexOf(' ') + 1));
    assertEquals("old", Files.readString(old.resolve("sub/file")));
    assertEquals(1, entries());
  }

  @Test
  void failingContentKeepsTheOldFolder() throws IOException {
    IOException error =
        assertThrows(
            IOException.class,
            () ->
                AtomicFolder.replace(
                    target,
                    folder -> {
                      write(folder, "new");
                      throw new IOException("No space left on device");
                    }));
    assertEquals("No space left on device", error.getMessage());
    assertEquals("old", content());
    assertEquals(1, entries());
  }
}
