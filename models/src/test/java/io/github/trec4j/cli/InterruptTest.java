package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Ctrl-C ends every long command at once, with code 130 and no words: nothing half written stays,
 * no temporary file, and no program that it started. What is finished can be gone on from.
 */
@Isolated("sets the checkout")
final class InterruptTest {
  private static final int INTERRUPTED = 130;
  private static final Pattern EPOCH = Pattern.compile("epoch (\\d+)/");

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

  /** Starts a command, interrupts it when it has said some text, and returns all that it said. */
  private static String interrupted(String text, List<String> arguments)
      throws IOException, InterruptedException {
    return interrupted(text, arguments, 0);
  }

  /** The same, but not before as many programs run that the command started. */
  private static String interrupted(String text, List<String> arguments, int programs)
      throws IOException, InterruptedException {
    try (Child child = Child.start(folder, Map.of(), arguments)) {
      child.awaitSaid(text);
      List<ProcessHandle> started = child.awaitPrograms(programs);
      assertEquals(INTERRUPTED, child.interrupt(), child::said);
      String said = child.said();
      assertFalse(said.contains("\tat ") || said.contains("Exception"), said);
      assertFalse(said.contains("error: "), said);
      assertEquals("", Files.readString(child.out()));
      assertEquals(List.of(), names(child.temporary()));
      assertEquals(List.of(), started.stream().filter(Child::isRunning).toList());
      return said;
    }
  }

  private static List<String> names(Path place) throws IOException {
    try (Stream<Path> entries = Files.list(place)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static int firstEpoch(String said) {
    Matcher epoch = EPOCH.matcher(said);
    assertTrue(epoch.find(), said);
    return Integer.parseInt(epoch.group(1));
  }

  @Test
  void trainingGoesOnFromItsCheckpoint() throws IOException, InterruptedException {
    Path out = folder.resolve("trained/w");
    List<String> train = place.with("train", "--epochs", "100000", "--out", out.toString());
    assertEquals(1, firstEpoch(interrupted("epoch 3/", train)));
    assertEquals(List.of("w.checkpoint"), names(out.getParent()));
    train.addAll(List.of("--resume", out + ".checkpoint"));
    assertTrue(firstEpoch(interrupted("epoch ", train)) >= 3);
    assertEquals(List.of("w.checkpoint"), names(out.getParent()));
  }

  @Test
  void tuningLeavesNothing() throws IOException, InterruptedException {
    Path out = Files.createDirectory(folder.resolve("tuning")).resolve("t");
    String json = out + "-facts.json";
    interrupted(
        "2: ",
        List.of("tune", "CifarNet", "--max-loss", "1", "--out", out.toString(), "--json", json));
    assertEquals(List.of(), names(out.getParent()));
  }

  @Test
  void comparingLeavesWhatIsFinished() throws IOException, InterruptedException {
    Path rows = folder.resolve("interrupted");
    List<String> compare = place.changed("compare", "--out", rows.toString());
    interrupted("conventional: quantising, building firmware", compare, 2);
    assertEquals(List.of("conventional.safetensors"), names(rows));
    Run run = Run.good(compare);
    assertTrue(run.err().contains("1 of 2: conventional"), run::err);
    assertFalse(run.err().contains("conventional, finished"), run::err);
  }
}
