package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command in a virtual machine of its own.
 *
 * @param process it
 * @param temporary its folder for temporary files
 * @param out where standard output goes
 * @param err where standard error goes
 */
record Child(Process process, Path temporary, Path out, Path err) implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  /** Returns the words that start a command, with signals as a shell's user has them. */
  static List<String> words(Path temporary, List<String> arguments) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT", java.toString()));
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary));
    words.add("-D" + Checkout.HOME + "=" + System.getProperty(Checkout.HOME));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(arguments);
    return words;
  }

  /** Starts a command. */
  static Child start(Path folder, Map<String, String> environment, List<String> arguments)
      throws IOException {
    Path temporary = Files.createTempDirectory(folder, "temporary");
    return ofWords(temporary, environment, words(temporary, arguments));
  }

  static Child ofWords(Path temporary, Map<String, String> environment, List<String> words)
      throws IOException {
    Path out = Path.of(temporary + ".out");
    Path err = Path.of(temporary + ".err");
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    builder.redirectInput(Path.of("/dev/null").toFile());
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new Child(process, temporary, out, err);
  }

  /** Waits until standard error holds some text. */
  void awaitSaid(String text) throws IOException, InterruptedException {
    for (long i = 0; i < LIMIT_SECONDS * 20 && !Files.readString(err).contains(text); i++) {
      assertTrue(process.isAlive(), () -> "ended before it said " + text + ": " + said());
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertTrue(Files.readString(err).contains(text), this::said);
  }

  /** Waits until that many programs run that it started, and returns them. */
  List<ProcessHandle> awaitPrograms(int count) throws InterruptedException {
    for (long i = 0; i < LIMIT_SECONDS * 100 && process.descendants().count() < count; i++) {
      assertTrue(process.isAlive(), this::said);
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return process.descendants().toList();
  }

  /** Returns whether a program runs still; one that has ended may wait for its parent to ask. */
  static boolean isRunning(ProcessHandle program) {
    try {
      String state = Files.readString(Path.of("/proc/" + program.pid() + "/stat"));
      return !state.contains(") Z ");
    } catch (IOException e) {
      return false;
    }
  }

  /** Presses Ctrl-C, and waits for the end. */
  int interrupt() throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-INT", "" + process.pid()).start();
    assertEquals(0, kill.waitFor());
    return await();
  }

  int await() throws InterruptedException {
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), this::said);
    return process.exitValue();
  }

  String said() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
