package io.github.trec4j.models.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.emulator.Commands;
import io.github.trec4j.emulator.Firmware;
import io.github.trec4j.emulator.Target;
import io.github.trec4j.emulator.Toolchain;
import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.fuzz.RandomWeights;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.int8.QuantizedStep;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.plan.ParameterArray;
import io.github.trec4j.spec.plan.Symbols;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The exported checksum covers every parameter, and a flipped bit is told. That parameters are
 * intact as exported, every other test of a self-test shows.
 */
@Execution(ExecutionMode.CONCURRENT)
class ParametersIntactTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** A row of the table of ranges. */
  private static final Pattern RANGE = Pattern.compile(" {4}\\{(&?[\\w.]+), (\\d+)},");

  private static final List<String> STRICT =
      List.of("-O2", "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror");

  @TempDir private Path folder;

  private static QuantizedNetwork export(Model model, Method method, Path to) {
    QuantizedNetwork quantized = RandomWeights.quantized(model.spec().with(method), 11);
    List<byte[]> images = RandomWeights.images(model.spec(), 1, 12);
    FirmwareExporter.export(model, method, quantized, images, to);
    return quantized;
  }

  static Stream<Arguments> everyKernel() {
    return WholeNetworkTest.networks();
  }

  @ParameterizedTest
  @MethodSource("everyKernel")
  void coversEveryArrayAndNumber(Model model, Method method) throws IOException {
    QuantizedNetwork quantized = export(model, method, folder);
    Symbols symbols = Symbols.of(quantized.spec());
    List<String> expected = new ArrayList<>();
    int numbers = 0;
    for (QuantizedStep step : quantized.steps()) {
      if (!step.step().kernel().hasParams()) {
        continue;
      }
      for (ParameterArray array : step.step().kernel().parameters()) {
        expected.add(symbols.array(step.step(), array));
      }
      numbers += step.kernel().numbers().size();
      step.kernel().numbers().keySet().stream()
          .limit(1)
          .forEach(field -> expected.add("&" + symbols.parameters(step.step()) + "." + field));
    }
    expected.add("0"); // the end
    List<String> covered = new ArrayList<>();
    int bytes = 0;
    Matcher ranges = RANGE.matcher(Files.readString(folder.resolve(symbols.weightsSource())));
    while (ranges.find()) {
      covered.add(ranges.group(1));
      bytes += Integer.parseInt(ranges.group(2));
    }
    assertEquals(expected, covered);
    assertEquals(quantized.plan().parameterBytes() + 4 * numbers, bytes);
  }

  @ParameterizedTest
  @EnumSource
  void flippedBitOfAnyArrayIsTold(Target target) throws IOException {
    QuantizedNetwork quantized = export(new OddKeptNetwork.Provider(), Method.TREC, folder);
    Firmware firmware = new Firmware(folder, quantized.plan(), Toolchain.ofSystem());
    firmware.build(target, "-flto"); // a compiler that sees all must still look at flash
    Path program = target == Target.M4 ? Path.of("m4/oddkept.elf") : Path.of("host/oddkept");
    FlippedProgram flipped = new FlippedProgram(folder.resolve("build").resolve(program));
    int flips = 0;
    for (QuantizedStep step : quantized.steps()) {
      for (ParameterArray array : step.step().kernel().parameters()) {
        if (flipped.flip(array.type(), step.kernel().packed(array))) {
          assertCorrupt(firmware, target);
          flipped.restore();
          flips++;
        }
      }
    }
    assertTrue(flips >= 20, flips + " arrays");
    assertTrue(firmware.selfTest(target).contains("1 images, 0 differing"));
  }

  @Test
  void changedNumberIsTold() throws IOException {
    QuantizedNetwork quantized = export(new OddFormsNetwork.Provider(), Method.TREC, folder);
    Path weights = folder.resolve("oddforms_weights.c");
    String text = Files.readString(weights);
    int last = text.lastIndexOf(".high = 127,");
    Files.writeString(
        weights, text.substring(0, last) + text.substring(last).replaceFirst("127", "126"));
    Firmware firmware = new Firmware(folder, quantized.plan(), Toolchain.ofSystem());
    firmware.build(Target.HOST);
    assertCorrupt(firmware, Target.HOST);
  }

  private static void assertCorrupt(Firmware firmware, Target target) {
    String said = assertThrows(UserError.class, () -> firmware.selfTest(target)).getMessage();
    assertTrue(said.contains("ended with code 5:"), said);
    assertTrue(said.contains("self-test: the parameters in flash are not those exported"), said);
  }

  /** Names of one network are no other's. */
  @Test
  void twoNetworksShareAProgram() throws IOException {
    export(new OddPoolsNetwork.Provider(), Method.TREC, folder.resolve("a"));
    export(new OddFormsNetwork.Provider(), Method.TREC, folder.resolve("b"));
    Files.writeString(
        folder.resolve("main.c"),
        """
        #include "a/oddpools.h"
        #include "b/oddforms.h"

        int main(void) { return !(oddpools_parameters_intact() && oddforms_parameters_intact()); }
        """);
    List<String> command = new ArrayList<>(List.of("gcc", "-o", "main", "main.c"));
    command.addAll(List.of("a/oddpools.c", "a/oddpools_weights.c"));
    command.addAll(List.of("b/oddforms.c", "b/oddforms_weights.c"));
    command.addAll(STRICT);
    run(command);
    run(List.of("./main"));
  }

  @Test
  void isLinkedOnlyWhereItIsCalled() throws IOException {
    export(new OddFormsNetwork.Provider(), Method.TREC, folder);
    String called = symbolsOfProduct("-DCHECKED");
    assertTrue(called.contains(" oddforms_parameters_intact\n"), called);
    assertTrue(called.contains(" oddforms_parameter_ranges\n"), called);
    String uncalled = symbolsOfProduct("-DUNCHECKED");
    assertTrue(uncalled.contains(" oddforms_run\n"), uncalled);
    for (String symbol : List.of("parameters_intact", "ranges", "crc32", "of_nibble")) {
      assertTrue(!uncalled.contains(symbol), uncalled);
    }
  }

  private String symbolsOfProduct(String definition) throws IOException {
    Files.writeString(
        folder.resolve("main.c"),
        """
        #include "oddforms.h"

        static uint64_t arena[(ODDFORMS_ARENA_BYTES + 7) / 8];
        static int8_t input[ODDFORMS_INPUT_BYTES];

        int main(void) {
        #ifdef CHECKED
          if (!oddforms_parameters_intact()) return 1;
        #endif
          int8_t logits[ODDFORMS_LOGITS];
          oddforms_run(arena, input, logits);
          return logits[0];
        }
        """);
    List<String> command = new ArrayList<>(List.of("arm-none-eabi-gcc", "-mcpu=cortex-m4"));
    command.addAll(List.of("-mthumb", "-ffunction-sections", "-fdata-sections", definition));
    command.addAll(STRICT);
    command.addAll(List.of("-nostartfiles", "--specs=nano.specs", "-Wl,--gc-sections,-e,main"));
    command.addAll(List.of("main.c", "oddforms.c", "oddforms_weights.c", "-o", "product.elf"));
    run(command);
    return run(List.of("arm-none-eabi-nm", "product.elf"));
  }

  private String run(List<String> command) {
    Commands.Outcome outcome = Commands.run(folder, LIMIT, command);
    assertEquals(0, outcome.code(), outcome.output());
    return outcome.output();
  }
}
