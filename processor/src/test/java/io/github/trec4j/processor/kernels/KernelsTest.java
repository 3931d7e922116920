package io.github.trec4j.processor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private static final Pattern VERDICT = Pattern.compile("(\\d+) cases checked, 0 failed");
  private static final Pattern RANDOM = Pattern.compile(": (\\d+) random cases");

  /** Of each program on this machine; the emulated Cortex-M4 takes a tenth of them. */
  private static final int RANDOM_CASES = Integer.getInteger("trec4j.kernelCases", 500);

  private static final long SEED = Long.getLong("trec4j.seed", 1);

  @TempDir Path folder;

  /** Every program of the folder that holds kernels against references. */
  static List<String> tests() {
    return List.of(
        "test_crc32",
        "test_conv",
        "test_conv_taps",
        "test_winograd",
        "test_trec",
        "test_trec_winograd",
        "test_depthwise",
        "test_pools",
        "test_layers");
  }

  @ParameterizedTest
  @MethodSource("tests")
  void agreesWithReferenceOnHost(String test) {
    String program = programs().buildForHost(test, List.of()).toString();
    assertChecked(programs().run(List.of(program)));
    assertRandomChecked(
        "this machine",
        programs().run(List.of(program, String.valueOf(RANDOM_CASES), String.valueOf(SEED))),
        RANDOM_CASES);
  }

  @ParameterizedTest
  @MethodSource("tests")
  void agreesWithReferenceOnCortexM4(String test) {
    Path program = programs().buildForCortexM4(test, List.of("-O2"));
    int cases = Math.max(1, RANDOM_CASES / 10);
    assertChecked(programs().emulate(program));
    assertRandomChecked(
        "Cortex-M4",
        programs().emulate(program, String.valueOf(cases), String.valueOf(SEED)),
        cases);
  }

  @ParameterizedTest
  @MethodSource("tests")
  void portablePathAgreesWithReferenceOnCortexM4(String test) {
    assertChecked(emulate(test, List.of("-O2", "-DTREC4J_PORTABLE")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Os", "-O3"})
  void dspPathAgreesWithReferenceHoweverOptimized(String level) {
    assertChecked(emulate("test_trec", List.of(level)));
    assertChecked(emulate("test_trec_winograd", List.of(level)));
    assertChecked(emulate("test_conv", List.of(level)));
    assertChecked(emulate("test_conv_taps", List.of(level)));
    assertChecked(emulate("test_winograd", List.of(level)));
    assertChecked(emulate("test_depthwise", List.of(level)));
  }

  /** A wrong value, and what only a sanitizer sees: each with the arguments that repeat it. */
  @ParameterizedTest
  @ValueSource(strings = {"to[i] = (int8_t)TREC4J_MIN", "to[i + 100000] = (int8_t)TREC4J_MAX"})
  void faultOfKernelIsToldWithItsSeed(String fault) throws IOException {
    String name = "trec4j_relu.h";
    String kernel = Files.readString(CPrograms.KERNELS.resolve(name));
    String faulty = kernel.replace("to[i] = (int8_t)TREC4J_MAX", fault);
    assertNotEquals(kernel, faulty);
    Files.writeString(folder.resolve(name), faulty);
    String program = programs().buildForHost("test_layers", List.of("-I" + folder)).toString();
    String said = programs().attempt(List.of(program, "10", "1")).orElse("nothing failed");
    Matcher again = Pattern.compile("again: test_layers (1 \\d+) \\(relu, .*\\)").matcher(said);
    assertTrue(again.find(), said);
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(again.group(1).split(" ")));
    assertTrue(programs().attempt(command).orElse("it did not fail").contains(again.group()));
  }

  /** Who asks for the DSP path gets it or is told why not. */
  @Test
  void dspPathIsRefusedWhereItCannotBe() throws IOException {
    Path source = folder.resolve("required.c");
    Files.writeString(source, "#include \"trec4j_conv.h\"\n");
    List<String> options =
        List.of("-DTREC4J_DSP_REQUIRED", "-c", "-I" + CPrograms.KERNELS, source.toString());
    List<String> output = List.of("-o", folder.resolve("required.o").toString());
    for (String optimization : List.of("-O0", "-O2")) {
      List<String> command = new ArrayList<>(List.of("arm-none-eabi-gcc", optimization));
      command.addAll(CPrograms.CORTEX_M4);
      command.addAll(options);
      command.addAll(output);
      assertEquals(optimization.equals("-O2"), programs().attempt(command).isEmpty(), optimization);
    }
    List<String> command = new ArrayList<>(List.of("gcc", "-O2"));
    command.addAll(options);
    command.addAll(output);
    String said = programs().attempt(command).orElse("it compiled");
    assertTrue(said.contains("the DSP path needs GCC 8 or newer"), said);
  }

  /** A kernel's header compiles on its own, in C99, without a warning. */
  @Test
  void everyHeaderStandsAlone() throws IOException {
    List<Path> headers;
    try (Stream<Path> files = Files.list(CPrograms.KERNELS)) {
      headers = files.filter(file -> file.toString().endsWith(".h")).sorted().toList();
    }
    assertTrue(headers.size() >= 9, () -> "too few headers: " + headers);
    for (Path header : headers) {
      Path source = folder.resolve("alone.c");
      Files.writeString(source, "#include \"" + header.getFileName() + "\"\nint alone;\n");
      List<String> command = new ArrayList<>(List.of("gcc", "-c", "-I" + CPrograms.KERNELS));
      command.addAll(CPrograms.STRICT);
      command.addAll(List.of(source.toString(), "-o", folder.resolve("alone.o").toString()));
      programs().run(command);
    }
  }

  /** Each region in turn with eight bytes too few: generated code with such a layout is refused. */
  @ParameterizedTest
  @ValueSource(strings = {"gcc", "arm-none-eabi-gcc"})
  void layoutsWithTooLittleRoomDoNotCompile(String compiler) throws IOException {
    Path source = CPrograms.TESTS.resolve("refused_layouts.c");
    List<String> command =
        new ArrayList<>(List.of(compiler, "-O2", "-c", "-I" + CPrograms.KERNELS));
    command.addAll(CPrograms.STRICT);
    if (!compiler.equals("gcc")) {
      command.addAll(CPrograms.CORTEX_M4);
    }
    command.addAll(List.of(source.toString(), "-o", folder.resolve("layouts.o").toString()));
    programs().run(command);
    command.add("-DSQUEEZE");
    String said = programs().attempt(command).orElse("it compiled");
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

  private CPrograms programs() {
    return new CPrograms(folder, Duration.ofMinutes(5 + RANDOM_CASES / 1000));
  }

  private String emulate(String test, List<String> options) {
    return programs().emulate(programs().buildForCortexM4(test, options));
  }

  /** Prints what was asked for by property, to be recorded. */
  private static void assertRandomChecked(String machine, String output, int cases) {
    assertChecked(output);
    int done = RANDOM.matcher(output).results().mapToInt(m -> Integer.parseInt(m.group(1))).sum();
    assertEquals(cases, done, output);
    if (Integer.getInteger("trec4j.kernelCases") != null) {
      System.out.printf("on %s:%n%s", machine, output);
    }
  }

  private static void assertChecked(String output) {
    Matcher verdict = VERDICT.matcher(output);
    assertTrue(verdict.find(), () -> "no verdict: " + output);
    assertTrue(Integer.parseInt(verdict.group(1)) > 0, () -> "nothing checked: " + output);
  }
}
