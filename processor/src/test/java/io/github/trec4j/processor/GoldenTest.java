package io.github.trec4j.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is generated from one small chain and one small graph, word for word. With {@code
 * TREC4J_UPDATE_GOLDENS=1} in the environment the files are written anew; read the difference
 * before it is committed.
 */
class GoldenTest {
  private static final Path GOLDENS =
      Path.of("src/test/resources/io/github/trec4j/processor/goldens");

  @Test
  void generatedFilesAreAsTheyWere() throws IOException {
    Compilation compilation =
        Compilations.compile(Examples.SMALL, Examples.GRAPH, Examples.FIRE, Examples.SAME);
    assertThat(compilation).succeededWithoutWarnings();
    Map<String, String> generated = new TreeMap<>();
    Compilations.generated(compilation)
        .forEach(
            (name, text) -> {
              if (name.startsWith("test/") && !name.contains("/kernels/")) {
                generated.put(name.substring("test/".length()), text);
              }
            });
    assertEquals(20, generated.size(), () -> "" + generated.keySet());
    if ("1".equals(System.getenv("TREC4J_UPDATE_GOLDENS"))) {
      write(generated);
    }
    assertEquals(generated.keySet(), goldens().keySet());
    goldens().forEach((name, text) -> assertEquals(text, generated.get(name), name));
  }

  private static void write(Map<String, String> files) throws IOException {
    for (String stale : goldens().keySet()) {
      Files.delete(GOLDENS.resolve(stale));
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = GOLDENS.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private static Map<String, String> goldens() throws IOException {
    Map<String, String> goldens = new TreeMap<>();
    if (Files.exists(GOLDENS)) {
      try (Stream<Path> paths = Files.walk(GOLDENS)) {
        for (Path path : paths.filter(Files::isRegularFile).toList()) {
          goldens.put(GOLDENS.relativize(path).toString(), Files.readString(path));
        }
      }
    }
    return goldens;
  }
}
