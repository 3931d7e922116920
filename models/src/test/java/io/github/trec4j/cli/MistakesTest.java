package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Mistakes of the user: exit code 2, nothing on standard output, and on standard error what is
 * wrong and what to do. Nothing is written.
 */
@Isolated("takes standard output for itself")
final class MistakesTest {
  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, Integer.class, long.class, double.class, Double.class);

  @TempDir private static Path folder;

  private static Workplace place = new Workplace(Path.of(""));
  private List<String> before = List.of();

  @BeforeAll
  static void makeWorkplace() throws IOException {
    place = Workplace.in(folder);
    Files.createDirectory(folder.resolve("empty"));
    Files.writeString(folder.resolve("text"), "no weights");
  }

  @AfterAll
  static void leaveWorkplace() {
    Workplace.leave();
  }

  @BeforeEach
  void lookAround() throws IOException {
    before = place.entries();
  }

  @AfterEach
  void nothingWasWritten() throws IOException {
    assertEquals(before, place.entries());
  }

  /** Asserts that a command is refused, with a message that holds the given parts. */
  private static void assertRefused(List<String> arguments, String... parts) {
    Run run = Run.of(arguments);
    assertEquals(Main.USER_ERROR, run.code(), () -> arguments + ": " + run);
    assertEquals("", run.out(), arguments::toString);
    String error =
        run.err().lines().filter(line -> line.startsWith("error: ")).findFirst().orElse("");
    for (String part : parts) {
      assertTrue(run.err().contains(part), () -> arguments + ": " + run.err());
    }
    assertTrue(error.length() > "error: ".length(), run::err);
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }

  @Test
  void unknownWords() {
    assertRefused(List.of("trian"), "'trian'", "Did you mean: trec train?", "Try: trec --help");
    assertRefused(words("bench nothing"), "'nothing'", "Try: trec bench --help");
    assertRefused(List.of("bench"), "Name a command: kernels, network or estimates");
    assertRefused(words("help nothing"), "'nothing'");
    AllCommands.working()
        .forEach(
            (name, command) ->
                assertRefused(
                    place.good(name, "--nothing"), "'--nothing'", "Try: trec " + name + " --help"));
  }

  @Test
  void noWordsAtAll() {
    Run run = Run.of(List.of());
    assertEquals(Main.USER_ERROR, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("Usage: trec [-hV] COMMAND"), run::err);
  }

  @Test
  void unknownModels() {
    AllCommands.working()
        .forEach(
            (name, command) -> {
              List<String> arguments = new ArrayList<>(place.good(name));
              if (arguments.contains(Workplace.MODEL)) {
                arguments.set(arguments.indexOf(Workplace.MODEL), "NoNet");
                assertRefused(arguments, "no model 'NoNet'", "there are: CifarNet");
              }
            });
  }

  @Test
  void requiredOptions() {
    assertRefused(words("eval CifarNet"), "Missing required option: '--weights=FILE'", "Try: ");
    assertRefused(words("tune CifarNet"), "error: Missing required argument", "--max-loss=POINTS");
    assertRefused(
        words("tune CifarNet --max-loss 1 --max-cycles 3"),
        "error: --max-loss=POINTS, --max-cycles=MILLIONS are mutually exclusive");
    assertRefused(List.of("compare"), "MODEL", "--all");
    assertRefused(List.of("inspect"), "Missing required parameter: 'MODEL'");
    assertRefused(words("models --json"), "Missing required parameter", "'--json' (FILE)");
    assertRefused(place.good("eval", "--data", "a", "--data", "b"), "'--data'");
  }

  @Test
  void valuesThatAreNoNumbers() {
    int options = 0;
    for (Map.Entry<String, CommandLine> command : AllCommands.working().entrySet()) {
      for (OptionSpec option : AllCommands.options(command.getValue())) {
        if (NUMBERS.contains(option.type())) {
          String name = option.longestName();
          for (String value : List.of("x", "1,5", "1e400x", "0x10", "99999999999999999999z")) {
            assertRefused(place.changed(command.getKey(), name, value), "'" + name + "'", "number");
          }
          options++;
        }
      }
    }
    assertTrue(options > 15, "so many");
  }

  @Test
  void textsThatAreNoPaths() {
    for (Map.Entry<String, CommandLine> command : AllCommands.working().entrySet()) {
      for (OptionSpec option : AllCommands.options(command.getValue())) {
        if (option.type() == Path.class) {
          String name = option.longestName();
          assertRefused(place.changed(command.getKey(), name, ""), "'" + name + "'", "is no path");
          assertRefused(
              place.changed(command.getKey(), name, "a\0b"),
              "'" + name + "'",
              "is no path in this locale (Nul character not allowed): set LC_ALL=C.UTF-8");
        }
      }
    }
  }

  @Test
  void valuesOutOfRange() {
    for (String zero : List.of("0", "-1", "-2147483648")) {
      for (String command : List.of("demo", "emulate", "compare", "bench network", "tune")) {
        assertRefused(
            place.changed(command, "--images", zero), "--images " + zero + ": at least one");
      }
      for (String command : List.of("train", "compare")) {
        assertRefused(
            place.changed(command, "--epochs", zero), "--epochs " + zero + ": at least one");
      }
      assertRefused(place.changed("fuzz", "--cases", zero), "--cases " + zero + ": at least one");
      assertRefused(
          place.changed("bench estimates", "--networks", zero),
          "--networks " + zero + ": at least one");
      assertRefused(place.changed("compare", "--seeds", zero), "--seeds", "at least one");
    }
    assertRefused(place.changed("compare", "--deep-reuse-seeds", "-1"), "--deep-reuse-seeds");
    assertRefused(place.changed("compare", "--rival-seeds", "-1"), "--rival-seeds");
    for (String rate : List.of("0", "-1", "NaN", "Infinity")) {
      for (String command : List.of("train", "compare")) {
        assertRefused(
            place.changed(command, "--learning-rate", rate), "--learning-rate", "positive");
      }
    }
    for (String loss : List.of("-0.1", "NaN")) {
      assertRefused(place.changed("tune", "--max-loss", loss), "--max-loss", "not be negative");
    }
    for (String cycles : List.of("0", "-1", "NaN")) {
      assertRefused(
          List.of("tune", Workplace.MODEL, "--max-cycles", cycles),
          "--max-cycles",
          "must be positive");
    }
    for (String budget : List.of("0", "-1", "NaN")) {
      assertRefused(place.changed("tune", "--budget", budget), "--budget", "must be positive");
    }
    assertRefused(
        place.changed("inspect", "--method", "magic"),
        "'--method'",
        "no method 'magic'; there are trec, deep-reuse, conventional");
    assertRefused(
        place.changed("bench kernels", "--layers", "x9-9"), "no layer's name holds 'x9-9'");
  }

  @Test
  void weights() {
    for (String command : List.of("eval", "export", "emulate", "bench network", "tune")) {
      String none = place.file("none");
      assertRefused(
          place.changed(command, "--weights", none),
          none + " cannot be read (there is no",
          "check");
      String empty = place.file("empty");
      assertRefused(
          place.changed(command, "--weights", empty), empty + " cannot be read (Is a directory)");
      String text = place.file("text");
      assertRefused(
          place.changed(command, "--weights", text), text + " is not a whole safetensors file");
    }
    for (String option : List.of("--init", "--resume")) {
      String text = place.file("text");
      assertRefused(
          place.changed("train", option, text), text + " is not a whole safetensors file");
    }
    assertRefused(place.changed("compare", "--init", place.file("none")), "there is no");
    String cifar = place.file("home/models/weights/cifarnet-trec.safetensors");
    assertRefused(
        place.changed("eval", "--weights", cifar), "of no variant of OddPools", "--settings");
  }

  @Test
  void weightsOfAnotherMethod() {
    String conventional = place.file("conventional.safetensors");
    String trec = place.file("trec.safetensors");
    for (String command : List.of("eval", "export", "emulate", "bench network")) {
      assertRefused(
          place.changed(command, "--weights", conventional),
          conventional + " holds weights trained by method conventional, not trec",
          "give --method conventional, or train");
    }
    assertRefused(
        place.changed("tune", "--weights", trec), trec, "give others by --weights, or train");
    assertRefused(
        place.changed("compare", "--init", trec), trec, "give others by --init, or train");
  }

  @Test
  void dataFolders() {
    for (Map.Entry<String, CommandLine> command : AllCommands.working().entrySet()) {
      if (AllCommands.takes(command.getValue(), "--data")) {
        String name = command.getKey();
        for (String none : List.of(place.file("none"), place.file("text"))) {
          assertRefused(place.changed(name, "--data", none), none + " is no folder: name one");
        }
        String empty = place.file("empty");
        assertRefused(
            place.changed(name, "--data", empty), "is missing: " + empty + " must hold train/");
      }
    }
  }

  @Test
  void settings() {
    for (Map.Entry<String, CommandLine> command : AllCommands.working().entrySet()) {
      if (AllCommands.takes(command.getValue(), "--settings")) {
        String name = command.getKey();
        for (String file : List.of("none", "text", "empty")) {
          assertRefused(
              place.changed(name, "--settings", place.file(file)),
              place.file(file) + " cannot be read as a JSON object");
        }
      }
    }
  }

  @Test
  void placesThatCannotBeWritten() {
    for (String command : AllCommands.working().keySet()) {
      assertRefused(
          place.good(command, "--json", place.file("empty")),
          place.file("empty") + " is a folder: name a file");
      assertRefused(
          place.good(command, "--json", place.file("text/facts")),
          place.file("text/facts") + " cannot be written",
          "check the folder");
      // where nobody may make files, root neither
      assertRefused(
          place.good(command, "--json", "/proc/new/facts"), "/proc/new/facts cannot be written");
    }
    assertRefused(place.changed("train", "--out", place.file("empty")), "is a folder: name a file");
    assertRefused(
        place.changed("train", "--out", place.file("text/w")), "text/w cannot be written");
    assertRefused(
        place.changed("tune", "--out", place.file("text/t")), "text/t.json cannot be written");
    assertRefused(place.changed("compare", "--out", place.file("text")), "cannot be written");
    assertRefused(
        List.of("compare", "--all", "--picture", place.file("text/p.svg")),
        "text/p.svg cannot be written");
    assertRefused(
        List.of("compare", "--all", "--picture", place.file("empty")), "is a folder: name a file");
    for (String command : List.of("export", "emulate")) {
      assertRefused(
          place.changed(command, "--out", place.file("data")),
          "is not an exported firmware folder");
      assertRefused(
          place.changed(command, "--out", place.file("text/f")),
          place.file("text/f"),
          "check the path");
    }
  }

  @Test
  void filesThatAreRead() throws IOException {
    int options = 0;
    Path file = folder.resolve("read");
    for (Map.Entry<String, CommandLine> command : AllCommands.working().entrySet()) {
      for (OptionSpec option : AllCommands.options(command.getValue())) {
        String name = option.longestName();
        if (option.type() == Path.class
            && option.paramLabel().equals("FILE")
            && !Set.of("--json", "--out", "--picture").contains(name)) {
          String source = name.equals("--settings") ? "settings.json" : "trec.safetensors";
          byte[] content = Files.readAllBytes(folder.resolve(source));
          Files.write(file, content);
          List<String> arguments =
              new ArrayList<>(place.changed(command.getKey(), name, "" + file));
          arguments.addAll(List.of("--json", place.file("empty/../read")));
          assertRefused(
              arguments,
              file + ", which " + name + " reads, would be overwritten: give another --json");
          assertArrayEquals(content, Files.readAllBytes(file));
          options++;
        }
      }
    }
    Files.delete(file);
    assertTrue(options > 10, "so many");
  }

  @Test
  void filesThatWouldBeWrittenTwice() {
    String remedy = ": give another --json";
    for (String name : List.of("out.safetensors", "out.safetensors.checkpoint")) {
      assertRefused(place.good("train", "--json", place.file(name)), name, "--out", remedy);
    }
    for (String name : List.of("tuned.json", "tuned.svg")) {
      assertRefused(place.good("tune", "--json", place.file(name)), name, "--out", remedy);
    }
    String picture = place.file("picture.svg");
    assertRefused(
        List.of("compare", "--all", "--picture", picture, "--json", picture), "--picture", remedy);
    for (String name : List.of("trec-1.json", "conventional.safetensors")) {
      assertRefused(
          place.good("compare", "--json", place.file("rows/" + name)), name, "--out", remedy);
    }
  }

  @Test
  void weightsInAFolderThatIsReplaced() throws IOException {
    Path firmware = folder.resolve("replaced");
    Run.good(place.changed("export", "--out", firmware.toString()));
    Path weights = firmware.resolve("w.safetensors");
    Files.copy(folder.resolve("trec.safetensors"), weights);
    for (String command : List.of("export", "emulate")) {
      List<String> arguments =
          new ArrayList<>(place.changed(command, "--out", firmware.toString()));
      arguments.set(arguments.indexOf("--weights") + 1, weights.toString());
      assertRefused(
          arguments, weights + ", which --weights reads, lies in " + firmware, "another --out");
      assertTrue(Files.exists(weights));
    }
    before = place.entries(); // what this test itself has made
  }

  @Test
  void filesAreSoughtBehindLinks() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    assertRefused(
        place.good("train", "--json", link.resolve("out.safetensors").toString()),
        "--out",
        "give another --json");
    Files.delete(link);
    assertTrue(Arrays.asList(folder.toFile().list()).contains("data"));
  }
}
