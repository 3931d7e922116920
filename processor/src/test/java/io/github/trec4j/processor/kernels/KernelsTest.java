package io.github.trec4j.processor.kernels;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles the kernels' C tests and runs them on this machine and on the emulated Cortex-M4. */
@Execution(ExecutionMode.CONCURRENT)
class KernelsTest {
  private static final Path KERNELS =
      Path.of("src/main/resources/io/github/trec4j/processor/kernels");
  private static final Path TESTS = Path.of("src/test/c");
  private static final List<String> STRICT =
      List.of("-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror");
  private static final List<String> CORTEX_M4 =
      List.of("-mcpu=cortex-m4", "-mthumb", "-mfpu=fpv4-sp-d16", "-mfloat-abi=hard");
  private static final Pattern VERDICT = Pattern.compile("(\\d+) cases checked, 0 failed");

  @TempDir Path folder;

  /** Every program of the folder that holds kernels against references. */
  static List<String> programs() {
    return List.of(
        "test_conv",
        "test_conv_taps",
        "test_winograd",
        "test_trec",
        "test_depthwise",
        "test_layers");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void agreesWithReferenceOnHost(String test) {
    Path program = folder.resolve(test);
    List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-g"));
    command.addAll(List.of("-fsanitize=address,undefined", "-fno-sanitize-recover=all"));
    command.addAll(STRICT);
    command.addAll(List.of("-I" + KERNELS, TESTS.resolve(test + ".c").toString()));
    command.addAll(List.of("-o", program.toString()));
    run(command);
    assertChecked(run(List.of(program.toString())));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void agreesWithReferenceOnCortexM4(String test) {
    assertChecked(emulate(test, List.of("-O2")));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void portablePathAgreesWithReferenceOnCortexM4(String test) {
    assertChecked(emulate(test, List.of("-O2", "-DTREC4J_PORTABLE")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Os", "-O3"})
  void dspPathAgreesWithReferenceHoweverOptimized(String level) {
    assertChecked(emulate("test_trec", List.of(level)));
    assertChecked(emulate("test_conv", List.of(level)));
    assertChecked(emulate("test_conv_taps", List.of(level)));
    assertChecked(emulate("test_winograd", List.of(level)));
    assertChecked(emulate("test_depthwise", List.of(level)));
  }

  /** Who asks for the DSP path gets it or is told why not. */
  @Test
  void dspPathIsRefusedWhereItCannotBe() throws IOException {
    Path source = folder.resolve("required.c");
    Files.writeString(source, "#include \"trec4j_conv.h\"\n");
    List<String> options =
        List.of("-DTREC4J_DSP_REQUIRED", "-c", "-I" + KERNELS, source.toString());
    List<String> output = List.of("-o", folder.resolve("required.o").toString());
    for (String optimization : List.of("-O0", "-O2")) {
      List<String> command = new ArrayList<>(List.of("arm-none-eabi-gcc", optimization));
      command.addAll(CORTEX_M4);
      command.addAll(options);
      command.addAll(output);
      assertEquals(optimization.equals("-O2"), attempt(command).isEmpty(), optimization);
    }
    List<String> command = new ArrayList<>(List.of("gcc", "-O2"));
    command.addAll(options);
    command.addAll(output);
    String said = attempt(command).orElse("it compiled");
    assertTrue(said.contains("the DSP path needs GCC 8 or newer"), said);
  }

  /** A kernel's header compiles on its own, in C99, without a warning. */
  @Test
  void everyHeaderStandsAlone() throws IOException {
    List<Path> headers;
    try (Stream<Path> files = Files.list(KERNELS)) {
      headers = files.filter(file -> file.toString().endsWith(".h")).sorted().toList();
    }
    assertTrue(headers.size() >= 9, () -> "too few headers: " + headers);
    for (Path header : headers) {
      Path source = folder.resolve("alone.c");
      Files.writeString(source, "#include \"" + header.getFileName() + "\"\nint alone;\n");
      List<String> command = new ArrayList<>(List.of("gcc", "-c", "-I" + KERNELS));
      command.addAll(STRICT);
      command.addAll(List.of(source.toString(), "-o", folder.resolve("alone.o").toString()));
      run(command);
    }
  }

  /** Each region in turn with eight bytes too few: generated code with such a layout is refused. */
  @ParameterizedTest
  @ValueSource(strings = {"gcc", "arm-none-eabi-gcc"})
  void layoutsWithTooLittleRoomDoNotCompile(String compiler) throws IOException {
    Path source = TESTS.resolve("refused_layouts.c");
    List<String> command = new ArrayList<>(List.of(compiler, "-O2", "-c", "-I" + KERNELS));
    command.addAll(STRICT);
    if (!compiler.equals("gcc")) {
      command.addAll(CORTEX_M4);
    }
    command.addAll(List.of(source.toString(), "-o", folder.resolve("layouts.o").toString()));
    run(command);
    command.add("-DSQUEEZE");
    String said = attempt(command).orElse("it compiled");
    long layouts =
        Files.readAllLines(source).stream()
            .filter(
                line ->
                    line.matches(
                        "(CONV|CONV_TAPS|DEPTHWISE_PAIRS|WINOGRAD|WINOGRAD_FLY|WINOGRAD_ROWS|TREC|TREC_WINOGRAD)\\(.*"))
            .count();
    assertTrue(layouts >= 30, () -> "too few layouts: " + layouts);
    assertEquals(layouts, said.split("error: trec4j requires ", -1).length - 1, said);
  }

  /** The benchmark is run by hand; it compiles and comes to its end. */
  @Test
  void benchmarkRuns() {
    String report = emulate("bench_layers", List.of("-O2"));
    assertTrue(report.contains("dense-1600-384"), report);
  }

  private String emulate(String test, List<String> options) {
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
    List<String> emulator = new ArrayList<>(List.of("qemu-system-arm", "-M", "mps2-an386"));
    emulator.addAll(List.of("-nographic", "-semihosting-config", "enable=on,target=native"));
    emulator.addAll(List.of("-kernel", program.toString()));
    return run(emulator);
  }

  private static void assertChecked(String output) {
    Matcher verdict = VERDICT.matcher(output);
    assertTrue(verdict.find(), () -> "no verdict: " + output);
    assertTrue(Integer.parseInt(verdict.group(1)) > 0, () -> "nothing checked: " + output);
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /** Runs a program to its end and returns what it printed; a status other than 0 is a failure. */
  private String run(List<String> command) {
    Ended ended = start(command);
    assertEquals(0, ended.status(), () -> String.join(" ", command) + "\n" + ended.output());
    return ended.output();
  }

  /** Returns what a program printed that failed; empty if it did not fail. */
  private Optional<String> attempt(List<String> command) {
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
      boolean ended = process.waitFor(5, MINUTES);
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
