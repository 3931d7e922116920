package io.github.trec4j.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CNamesTest {
  /** Where the exporter has the program that it puts around each network. */
  private static final Path SUPPORT =
      Path.of("../runtime/core/src/main/resources/io/github/trec4j/firmware/support");

  private static final Path KERNELS =
      Path.of("src/main/resources/io/github/trec4j/processor/kernels");

  /** A function or object of a file, with an underscore in its name. */
  private static final Pattern FILE_SCOPE =
      Pattern.compile("^[a-zA-Z][\\w *]*[ *]([A-Za-z0-9]+)_\\w+ *[\\[(=;]", Pattern.MULTILINE);

  @Test
  void noNetworkCanBeNamedAsWhatIsCompiledWithIt() throws IOException {
    Set<String> families = new TreeSet<>(Set.of("network"));
    for (Path folder : Set.of(SUPPORT, KERNELS)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          if (!file.endsWith("startup.c")) { // which sees no network, and has types of its own
            FILE_SCOPE
                .matcher(Files.readString(file))
                .results()
                .forEach(name -> families.add(name.group(1)));
          }
        }
      }
    }
    assertTrue(families.containsAll(Set.of("program", "platform", "trec4j")), families.toString());
    for (String family : families) {
      assertEquals(
          Optional.of("taken by the kernels and the program around them"),
          CNames.prefixTakenBy(family),
          family);
    }
  }

  @Test
  void familiesReachToAnUnderscore() {
    assertTrue(CNames.prefixTakenBy("program").isPresent());
    assertTrue(CNames.prefixTakenBy("program_2").isPresent());
    assertEquals(Optional.empty(), CNames.prefixTakenBy("programs"));
    assertTrue(CNames.prefixTakenBy("math").isPresent());
    assertEquals(Optional.empty(), CNames.prefixTakenBy("math_net"));
  }
}
