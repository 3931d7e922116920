package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What a narrow terminal shows, with colours and without; {@code script} plays the terminal. */
@Isolated("sets the checkout")
final class TerminalTest {
  private static final int COLUMNS = 40;
  private static final char ESCAPE = '\u001B';

  @TempDir private static Path folder;

  private static Workplace place = new Workplace(Path.of(""));

  @BeforeAll
  static void makeWorkplace() throws IOException {
    place = Workplace.in(folder);
  }

  @AfterAll
  static void leaveWorkplace() {
    Workplace.leave();
  }

  /** Returns what a command shows on a terminal of 40 columns. */
  private static String shown(Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    Path temporary = Files.createTempDirectory(folder, "temporary");
    String command =
        Child.words(temporary, arguments).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    List<String> words =
        List.of("script", "-qec", "stty cols " + COLUMNS + "; exec " + command, "/dev/null");
    try (Child child = Child.ofWords(temporary, environment, words)) {
      assertEquals(0, child.await(), child::said);
      return Files.readString(child.out());
    }
  }

  /** Returns a terminal's lines, also those that others were written over, without escape codes. */
  private static List<String> lines(String shown) {
    return shown.replaceAll(ESCAPE + "\\[[0-9;?]*[A-Za-z]", "").lines().toList();
  }

  private static void assertFits(String shown) {
    List<String> wide = lines(shown).stream().filter(line -> line.length() > COLUMNS).toList();
    assertEquals(List.of(), wide);
  }

  @Test
  void helpFitsAndIsColouredUnlessRefused() throws IOException, InterruptedException {
    List<String> help = List.of("train", "--help");
    Map<String, String> colours = Map.of("TERM", "xterm");
    Map<String, String> none = Map.of("TERM", "xterm", "NO_COLOR", "1");
    String coloured = shown(colours, help);
    assertTrue(coloured.indexOf(ESCAPE) >= 0, coloured);
    assertFits(coloured);
    String plain = shown(none, help);
    assertFalse(plain.indexOf(ESCAPE) >= 0, plain);
    assertFits(plain);
    String usual = Run.good(help).out().replaceAll("\\s", "");
    assertEquals(usual, plain.replaceAll("\\s", ""));
    assertEquals(usual, String.join("", lines(coloured)).replaceAll("\\s", ""));
  }

  @Test
  void theUserSaysHowWideItIs() throws IOException, InterruptedException {
    List<String> help = List.of("compare", "--help");
    try (Child child = Child.start(folder, Map.of("COLUMNS", "" + COLUMNS), help)) {
      assertEquals(0, child.await(), child::said);
      String said = Files.readString(child.out());
      assertFits(said);
      assertFalse(said.indexOf(ESCAPE) >= 0, said);
    }
  }

  @Test
  void progressFits() throws IOException, InterruptedException {
    String shown =
        shown(
            Map.of("TERM", "xterm"),
            place.with("train", "--epochs", "2", "--out", place.file("w")));
    List<String> bars =
        lines(shown).stream().filter(line -> line.matches("epoch [12]/2 +\\d+%.*")).toList();
    assertFalse(bars.isEmpty(), shown);
    assertTrue(bars.stream().allMatch(line -> line.length() < COLUMNS), bars::toString);
  }
}
