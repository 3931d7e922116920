package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What commands say of themselves, and that neighbours take the same options. */
@Isolated("takes standard output for itself")
final class HelpTest {
  /** Options that mean another thing in one command than in others. */
  private static final Set<String> OF_THEIR_OWN =
      Set.of("--hashing", "--init", "--out", "--weights");

  @Test
  void everyCommandHasHelpAndAVersion() {
    Map<String, CommandLine> commands = AllCommands.all();
    assertTrue(commands.size() > 15, commands::toString);
    commands.forEach(
        (name, command) -> {
          String help = Run.good(with(name, "--help")).out();
          for (OptionSpec option : AllCommands.options(command)) {
            assertTrue(help.contains(option.longestName()), () -> name + ": " + help);
            assertTrue(option.description().length > 0, option::longestName);
          }
          command
              .getSubcommands()
              .keySet()
              .forEach(below -> assertTrue(help.contains("\n  " + below + " "), help));
          assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
          assertEquals("trec4j 0.1.0", Run.good(with(name, "--version")).out().strip(), name);
          if (!name.contains(" ")) {
            List<String> asked = AllCommands.words(name);
            asked.add(0, "help");
            assertEquals(help, Run.good(asked).out());
          }
        });
  }

  private static List<String> with(String name, String option) {
    List<String> words = AllCommands.words(name);
    words.add(option);
    return words;
  }

  @Test
  void listsSayWhatCommandsDo() {
    AllCommands.all()
        .forEach(
            (name, command) -> {
              String first = command.getCommandSpec().usageMessage().description()[0];
              assertTrue(first.endsWith("."), () -> name + ": " + first);
            });
  }

  @Test
  void helpFitsTheTerminalAndLosesNothing() {
    AllCommands.all()
        .forEach(
            (name, command) -> {
              String usual = help(name, 80);
              for (int columns : List.of(36, 40, 54, 55, 60, 100, 300)) {
                String help = help(name, columns);
                assertEquals(usual.replaceAll("\\s", ""), help.replaceAll("\\s", ""));
                List<String> wide =
                    help.lines().filter(line -> line.length() > Math.min(columns, 100)).toList();
                assertEquals(List.of(), wide, () -> name + " in " + columns);
              }
            });
  }

  private static String help(String name, int columns) {
    CommandLine line = Main.commandLine(columns);
    for (String word : AllCommands.words(name)) {
      line = line.getSubcommands().get(word);
    }
    StringWriter help = new StringWriter();
    line.usage(new PrintWriter(help));
    return help.toString();
  }

  @Test
  void optionsOfOneNameSayTheSameAndDefaultToTheSame() {
    Map<String, Set<String>> meanings = new TreeMap<>();
    Set<String> shared = new TreeSet<>();
    AllCommands.working()
        .values()
        .forEach(
            command -> {
              for (OptionSpec option : AllCommands.options(command)) {
                String meaning =
                    "%s: %s; %s"
                        .formatted(
                            option.paramLabel(),
                            Arrays.toString(option.description()),
                            option.initialValue());
                String name = option.longestName();
                if (!OF_THEIR_OWN.contains(name)
                    && !meanings.computeIfAbsent(name, key -> new TreeSet<>()).add(meaning)) {
                  shared.add(name);
                }
              }
            });
    // firmware's images and tune's; the seed of one network and the first of many
    assertEquals(2, meanings.remove("--images").size());
    assertEquals(2, meanings.remove("--seed").size());
    meanings.forEach((name, texts) -> assertEquals(1, texts.size(), texts::toString));
    assertTrue(shared.containsAll(Set.of("--data", "--json", "--method", "--settings")));
  }

  @Test
  void commandsTakeWhatTheirNeighboursTake() {
    assertTakes("--json", AllCommands.working().keySet());
    Set<String> readWeights = Set.of("eval", "export", "emulate", "bench network");
    for (String option : List.of("--weights", "--method", "--settings", "--data")) {
      assertTakes(option, readWeights);
    }
    for (String option : List.of("--method", "--settings", "--data", "--seed")) {
      assertTakes(option, Set.of("train", "throughput"));
    }
    assertTakes("--seed", Set.of("tune", "fuzz", "bench estimates"));
    assertTakes("--method", Set.of("inspect"));
    assertTakes("--hashing", Set.of("tune", "bench kernels"));
    assertTakes("--out", Set.of("train", "tune", "compare", "export", "emulate"));
    assertTakes("--images", Set.of("demo", "emulate", "compare", "bench network"));
    Map<String, CommandLine> commands = AllCommands.working();
    for (String command : List.of("demo", "emulate", "compare", "bench network")) {
      OptionSpec images = commands.get(command).getCommandSpec().findOption("--images");
      assertEquals(10, (Integer) images.initialValue(), command);
    }
  }

  private static void assertTakes(String option, Set<String> names) {
    Map<String, CommandLine> commands = AllCommands.working();
    List<String> refused = new ArrayList<>(names);
    refused.removeIf(name -> AllCommands.takes(commands.get(name), option));
    assertEquals(List.of(), refused, option);
  }
}
