package io.github.trec4j.processor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Compiles the kernels' C tests into a folder and runs them there.
 *
 * @param folder for all that is built
 * @param limit of a command
 */
record CPrograms(Path folder, Duration limit) {
  static final Path KERNELS = Path.of("src/main/resources/io/github/trec4j/processor/kernels");
  static final Path TESTS = Path.of("src/test/c");
  static final List<String> STRICT =
      List.of("-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror");
  static final List<String> CORTEX_M4 =
      List.of("-mcpu=cortex-m4", "-mthumb", "-mfpu=fpv4-sp-d16", "-mfloat-abi=hard");

  /** Builds a test for this machine, with sanitizers. */
  Path buildForHost(String test, List<String> options) {
    Path program = folder.resolve(test);
    // -g1: places in reports suffice, and all debug information takes twice as long
    List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-g1"));
    command.addAll(List.of("-fsanitize=address,undefined", "-fno-sanitize-recover=all"));
    command.addAll(STRICT);
    command.addAll(options);
    command.addAll(List.of("-I" + KERNELS, TESTS.resolve(test + ".c").toString()));
    command.addAll(List.of("-o", program.toString()));
    run(command);
    return program;
  }

  /** Builds a test for the Cortex-M4. */
  Path buildForCortexM4(String test, List<String> options) {
    assertTrue(isInstalled("arm-none-eabi-gcc"), "no arm-none-eabi-gcc: ./trec test installs it");
    assertTrue(isInstalled("qemu-system-arm"), "no qemu-system-arm: ./trec test installs it");
    Path program = folder.resolve(test + ".elf");
    List<String> command = new ArrayList<>(List.of("arm-none-eabi-gcc"));
    command.addAll(CORTEX_M4);
    command.addAll(STRICT);
    command.addAll(options);
    command.addAll(List.of("-I" + KERNELS, TESTS.resolve(test + ".c").toString()));
    command.addAll(List.of(TESTS.resolve("cortex_m4.c").toString(), "-nostartfiles"));
    command.addAll(List.of("-T", TESTS.resolve("cortex_m4.ld").toString()));
    command.addAll(List.of("--specs=rdimon.specs", "-o", program.toString()));
    run(command);
    return program;
  }

  /**
   * Runs a program on the emulated Cortex-M4.
   *
   * @param arguments of the program
   */
  String emulate(Path program, String... arguments) {
    String words = String.join(",arg=", arguments);
    String options = "enable=on,target=native,arg=" + program.getFileName();
    List<String> emulator = new ArrayList<>(List.of("qemu-system-arm", "-M", "mps2-an386"));
    emulator.addAll(List.of("-nographic", "-semihosting-config"));
    emulator.add(words.isEmpty() ? options : options + ",arg=" + words);
    emulator.addAll(List.of("-kernel", program.toString()));
    return run(emulator);
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /** Runs a program to its end and returns what it printed; a status other than 0 is a failure. */
  String run(List<String> command) {
    Ended ended = start(command);
    assertEquals(0, ended.status(), () -> String.join(" ", command) + "\n" + ended.output());
    return ended.output();
  }

  /** Returns what a program printed that failed; empty if it did not fail. */
  Optional<String> attempt(List<String> command) {
    Ended ended = start(command);
    return ended.status() == 0 ? Optional.empty() : Optional.of(ended.output());
  }

  private record Ended(int status, String output) {}

  private Ended start(List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "run", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(limit.toMinutes(), TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      String text = Files.readString(output);
      assertTrue(ended, () -> "does not end: " + command + "\n" + text);
      return new Ended(process.exitValue(), text);
    } catch (IOException e) {
      throw new AssertionError("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
