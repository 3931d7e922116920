package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No place for temporary files: an error that says which, and what to do. */
@Isolated("takes standard output for itself")
final class TemporaryFilesTest {
  @TempDir private static Path folder;

  private static Workplace place = new Workplace(Path.of(""));

  @BeforeAll
  static void makeWorkplace() throws IOException {
    place = Workplace.in(folder);
    Files.writeString(folder.resolve("file"), "no folder");
  }

  @AfterAll
  static void leaveWorkplace() {
    Workplace.leave();
  }

  private static Child start(Path temporary, Map<String, String> environment, String command)
      throws IOException {
    Path files = Files.createTempDirectory(folder, "said");
    return Child.ofWords(files, environment, Child.words(temporary, place.good(command)));
  }

  private static void assertTold(Path temporary, String command)
      throws IOException, InterruptedException {
    try (Child child = start(temporary, Map.of(), command)) {
      assertEquals(Main.USER_ERROR, child.await(), child::said);
      List<String> errors =
          child.said().lines().filter(line -> line.startsWith("error: ")).toList();
      assertEquals(1, errors.size(), child::said);
      assertTrue(
          errors
              .get(0)
              .startsWith("error: nothing can be written to %s, the folder".formatted(temporary)),
          child::said);
      assertTrue(errors.get(0).endsWith("-Djava.io.tmpdir=FOLDER"), child::said);
      assertFalse(child.said().contains("\tat "), child::said);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"emulate", "bench kernels", "bench network", "fuzz", "compare"})
  void missingFoldersAreNamed(String command) throws IOException, InterruptedException {
    assertTold(folder.resolve("missing"), command);
  }

  /** The last is a place where nobody may make files, root neither. */
  @ParameterizedTest
  @ValueSource(strings = {"file", "file/below", "/proc/self"})
  void placesForNoFilesAreNamed(String path) throws IOException, InterruptedException {
    assertTold(folder.resolve(path), "emulate");
  }

  /** Compilers look there, and then elsewhere. */
  @Test
  void othersFoldersMayBeMissing() throws IOException, InterruptedException {
    Path temporary = Files.createTempDirectory(folder, "temporary");
    Map<String, String> missing = Map.of("TMPDIR", folder.resolve("missing").toString());
    try (Child child = start(temporary, missing, "emulate")) {
      assertEquals(0, child.await(), child::said);
    }
  }
}
