package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Commands that compare firmware with the simulation end with code 1 where a byte differs: here by
 * a processor with a fault in its kernels. What a command found is told and written all the same.
 */
@Isolated("takes standard output for itself")
final class CheckFailedTest {
  private static final String KERNELS = "io/github/trec4j/processor/kernels";

  @TempDir private static Path folder;

  private static Workplace place = new Workplace(Path.of(""));

  @BeforeAll
  static void makeFault() throws IOException {
    place = Workplace.in(folder);
    Run.good(withSettings(place.with("train", "--epochs", "1", "--out", place.file("w"))));
    Path built = Path.of("..", "processor", "target").toRealPath();
    Path home = folder.resolve("faulty");
    Path classes = home.resolve("processor/target/classes");
    copy(built.resolve("classes"), classes);
    Files.createSymbolicLink(classes.resolveSibling("lib"), built.resolve("lib"));
    try (Stream<Path> kernels = Files.list(classes.resolve(KERNELS))) {
      for (Path kernel : kernels.toList()) {
        Files.writeString(kernel, roundingWrongly(Files.readString(kernel)));
      }
    }
    place.enter(home);
  }

  /** Lets requantisation cut off what it should round on the Cortex-M4, and add one elsewhere. */
  private static String roundingWrongly(String kernel) {
    return kernel.replace("smmulr", "smmul").replace("INT64_C(0x80000000)", "INT64_C(0x180000000)");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  @AfterAll
  static void leaveWorkplace() {
    Workplace.leave();
  }

  /** The C of other settings than the class has is written anew, by the processor. */
  private static List<String> withSettings(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--settings", place.file("settings.json")));
    return all;
  }

  private static Run failed(String command, List<String> good) throws IOException {
    List<String> arguments = new ArrayList<>(good);
    Path json = folder.resolve(command + ".json");
    arguments.addAll(List.of("--json", json.toString()));
    Run run = Run.of(arguments);
    assertEquals(Main.CHECK_FAILED, run.code(), run::err);
    assertNotEquals("", run.out());
    JsonMembersOf.check(command, json);
    return run;
  }

  @Test
  void fuzzing() throws IOException {
    Run run = failed("fuzz", place.good("fuzz"));
    assertTrue(run.out().contains("Again: ./trec fuzz --cases 1 --seed 1"), run::out);
    assertTrue(run.out().contains("1 networks from seed 1 on: 1 failed"), run::out);
  }

  @Test
  void measuringKernels() throws IOException {
    failed("bench kernels", place.good("bench kernels"));
  }

  @Test
  void runningWeights() throws IOException {
    failed("emulate", withSettings(place.changed("emulate", "--weights", place.file("w"))));
  }

  @Test
  void comparing() throws IOException {
    failed("compare", withSettings(place.good("compare")));
  }
}
