package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command does its work, and its results for programs have the members that are listed. */
@Isolated("takes standard output for itself")
final class JsonTest {
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

  static List<String> commands() {
    return List.copyOf(AllCommands.working().keySet());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void membersAreAsListed(String command) throws IOException {
    Path file = folder.resolve(command + ".json");
    Run run = Run.good(place.good(command, "--json", file.toString()));
    assertNotEquals("", run.out());
    JsonMembersOf.check(command, file);
    assertEquals("\n", Files.readString(file).replaceAll("(?s).*[}\\]]", ""));
  }

  @Test
  void resultsOnRecord() throws IOException {
    Path file = folder.resolve("all.json");
    Run.good(List.of("compare", "--all", "--json", file.toString()));
    JsonMembersOf.check("compare all", file);
  }

  @Test
  void listsTellWhatDiffers() throws IOException {
    assertEquals(
        List.of(".failedSeeds is 1, no list", ".more is not listed", ".seed is missing"),
        JsonMembersOf.faults(
            "fuzz", new TreeMap<>(Map.of("cases", 1, "failedSeeds", 1, "more", 1))));
    assertEquals(
        List.of(".failedSeeds[1] is x, no integer"),
        JsonMembersOf.faults(
            "fuzz", Map.of("cases", 1, "seed", 2L, "failedSeeds", List.of(1, "x"))));
  }
}
