package io.github.trec4j.processor.kernels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks that all C here is formatted. Versions of clang-format differ in what they make of the
 * same style, so only {@value #MAJOR}, Debian 12's, decides; with another one the check is skipped,
 * without any it fails.
 */
class CFormatTest {
  private static final int MAJOR = 14;
  private static final int COLUMNS = 100;
  private static final Pattern VERSION = Pattern.compile("version (\\d+)\\.");

  @Test
  void everyCFileIsFormatted() throws Exception {
    int major = majorOf(output(List.of("clang-format", "--version")));
    assumeTrue(major == MAJOR, () -> "formatting is judged by clang-format 14, not " + major);
    List<String> command = new ArrayList<>(List.of("clang-format", "--dry-run", "--Werror"));
    sources().forEach(file -> command.add(file.toString()));
    assertEquals("", output(command), "to format: clang-format -i FILE");
  }

  /** Comments are left alone by clang-format, their length too. */
  @Test
  void noLineIsTooLong() throws IOException {
    for (Path source : sources()) {
      for (String line : Files.readAllLines(source)) {
        assertTrue(line.length() <= COLUMNS, () -> source + ": " + line);
      }
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String root : List.of("src", "../runtime/core/src", "../runtime/cli/src")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files.filter(file -> file.toString().matches(".*\\.[ch]")).forEach(found::add);
      }
    }
    found.removeIf(file -> file.toString().contains("goldens"));
    assertTrue(found.size() >= 30, () -> "too few files: " + found);
    return found.stream().sorted().toList();
  }

  private static int majorOf(String version) {
    Matcher matcher = VERSION.matcher(version);
    assertTrue(matcher.find(), () -> "no version: " + version);
    return Integer.parseInt(matcher.group(1));
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError("no clang-format: ./trec test installs it", e);
    }
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return text;
  }
}
