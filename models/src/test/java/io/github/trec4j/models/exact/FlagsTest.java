package io.github.trec4j.models.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.emulator.Firmware;
import io.github.trec4j.emulator.Target;
import io.github.trec4j.emulator.Toolchain;
import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.fuzz.RandomWeights;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever flags a product compiles with, the exported C gives the same bytes on the emulated
 * Cortex-M4. A few here; all with {@code -Dtrec4j.flags=all}, for which clang must be there.
 */
@Execution(ExecutionMode.CONCURRENT)
class FlagsTest {
  private static final String O2 = "OPTIMIZE=-O2 -fno-schedule-insns ";

  /** What the exported README says that optimisation by none takes. */
  private static final String LARGE_STACK = "STACK=8192";

  private static final List<List<String>> FEW =
      List.of(
          List.of("OPTIMIZE=-O0", LARGE_STACK),
          List.of(O2 + "-fno-omit-frame-pointer"),
          List.of(O2 + "-finstrument-functions"),
          core("-mcpu=cortex-m4", "-mfloat-abi=hard -mfpu=fpv4-sp-d16"));

  private static final List<List<String>> MORE =
      List.of(
          List.of("OPTIMIZE=-Og"),
          List.of("OPTIMIZE=-O1"),
          List.of("OPTIMIZE=-O1 -fno-omit-frame-pointer"),
          List.of("OPTIMIZE=-Os -fno-omit-frame-pointer"),
          List.of("OPTIMIZE=-O2"),
          List.of("OPTIMIZE=-O3 -funroll-loops -ffast-math -funsigned-char -fshort-enums"),
          List.of(O2 + "-flto -fno-omit-frame-pointer"),
          List.of(O2 + "-fno-inline"),
          List.of(O2 + "-fno-ivopts -fno-strict-aliasing -fwrapv -std=gnu11"),
          List.of(O2 + "-fsanitize=undefined -fsanitize-undefined-trap-on-error"),
          List.of(O2 + "-mno-unaligned-access"),
          List.of(O2 + "-DTREC4J_PORTABLE"),
          core("-mcpu=cortex-m4", "-mfloat-abi=softfp -mfpu=fpv4-sp-d16"),
          core("-mcpu=cortex-m7", "-mfloat-abi=soft"),
          core("-mcpu=cortex-m33", "-mfloat-abi=soft"),
          core("-mcpu=cortex-m3", "-mfloat-abi=soft"),
          core("-mcpu=cortex-m0", "-mfloat-abi=soft"),
          clang("-O0"),
          clang("-O2"),
          clang("-Os"));

  @TempDir private Path folder;

  private static List<String> core(String cpu, String floats) {
    return List.of("CORE=-mthumb " + cpu + " " + floats);
  }

  private static List<String> clang(String optimize) {
    return List.of(
        "CC_M4=clang --target=arm-none-eabi -isystem /usr/include/newlib -fshort-enums",
        "LD_M4=arm-none-eabi-gcc",
        "OPTIMIZE=" + optimize + " -ffunction-sections",
        LARGE_STACK);
  }

  static Stream<Arguments> everyKernelByEveryFlag() {
    List<List<String>> flags =
        "all".equals(System.getProperty("trec4j.flags"))
            ? Stream.concat(FEW.stream(), MORE.stream()).toList()
            : FEW;
    return flags.stream()
        .flatMap(
            some ->
                Stream.of(new OddKeptNetwork.Provider(), new OddFormsNetwork.Provider())
                    .map(model -> Arguments.of(some, model)));
  }

  private Firmware export(Model model) {
    QuantizedNetwork quantized = RandomWeights.quantized(model.spec(), 11);
    List<byte[]> images = RandomWeights.images(model.spec(), 2, 12);
    FirmwareExporter.export(model, Method.TREC, quantized, images, folder);
    return new Firmware(folder, quantized.plan(), Toolchain.ofSystem());
  }

  @ParameterizedTest
  @MethodSource("everyKernelByEveryFlag")
  void sameBytes(List<String> variables, Model model) {
    Firmware firmware = export(model);
    firmware.make(Target.M4, variables.toArray(String[]::new));
    String said = firmware.selfTest(Target.M4);
    assertTrue(said.contains("2 images, 0 differing"), said);
  }

  /** A flag whose cost the exported README states is one that these tests compile with. */
  @Test
  void knowsEveryFlagOfTheReadme() throws IOException {
    String tried =
        Stream.concat(FEW.stream(), MORE.stream())
            .flatMap(List::stream)
            .flatMap(variable -> Stream.of(variable.split("[= ]")))
            .collect(Collectors.joining(" ", " ", " "));
    export(new OddKeptNetwork.Provider());
    String readme = Files.readString(folder.resolve("README.md"));
    Matcher table = Pattern.compile("\\n\\| flags \\|.*\\n((?:\\|.*\\n)+)").matcher(readme);
    assertTrue(table.find(), readme);
    List<String> flags =
        table
            .group(1)
            .lines()
            .flatMap(row -> Pattern.compile("`([^`]+)`").matcher(row).results())
            .flatMap(quoted -> Stream.of(quoted.group(1).split(" ")))
            .toList();
    assertTrue(flags.size() > 10, flags.toString());
    for (String flag : flags) {
      assertTrue(tried.contains(" " + flag + " "), flag + " is not tried: " + tried);
    }
    assertTrue(readme.contains("make run " + LARGE_STACK + " OPTIMIZE=-O0"), readme);
  }

  /** Too small by far, the core faults below its memory; by a little, it may not. */
  @ParameterizedTest
  @ValueSource(strings = {"STACK=256", "STACK=0", "OPTIMIZE=-O0"})
  void saysThatTheStackIsFull(String variable) {
    Firmware firmware = export(new OddKeptNetwork.Provider());
    firmware.make(Target.M4, variable);
    assertFull(firmware);
  }

  private static void assertFull(Firmware firmware) {
    UserError error = assertThrows(UserError.class, () -> firmware.selfTest(Target.M4));
    assertTrue(error.getMessage().contains("stack is full; build anew"), error.getMessage());
  }

  /** What it says was used is what it needs: with 16 bytes less it is full, and says so. */
  @Test
  void saysHowMuchStackWasUsed() throws IOException {
    Firmware firmware = export(new OddKeptNetwork.Provider());
    firmware.make(Target.M4);
    int used = stackUsed(firmware, 4096);
    int enough = (used / 8 + 2) * 8;
    rebuild(firmware, enough);
    assertEquals(used, stackUsed(firmware, enough));
    rebuild(firmware, enough - 16);
    assertFull(firmware);
  }

  private static int stackUsed(Firmware firmware, int bytes) {
    String said = firmware.selfTest(Target.M4);
    Matcher stack = Pattern.compile("\nstack (\\d+) of (\\d+) bytes used\n").matcher(said);
    assertTrue(stack.find(), said);
    assertEquals("" + bytes, stack.group(2));
    return Integer.parseInt(stack.group(1));
  }

  /** Only links, so that the code is the same. */
  private void rebuild(Firmware firmware, int stackBytes) throws IOException {
    Files.delete(folder.resolve("build/m4/oddkept.elf"));
    firmware.make(Target.M4, "STACK=" + stackBytes);
  }

  /** Where other memory lies below the stack, no fault tells that it ran over. */
  @Test
  void noticesAFullStackWithoutAFault() throws IOException {
    Firmware firmware = export(new OddKeptNetwork.Provider());
    Path script = folder.resolve("support/mps2-an386.ld");
    String text = Files.readString(script);
    String start = "    startup_stack_bottom = .;\n";
    assertTrue(text.contains(start), text);
    Files.writeString(script, text.replace(start, "    . += 4K;\n" + start));
    firmware.make(Target.M4, "STACK=256");
    UserError error = assertThrows(UserError.class, () -> firmware.selfTest(Target.M4));
    assertTrue(error.getMessage().contains(" 0 differing logits"), error.getMessage());
    assertTrue(error.getMessage().contains("\nstack 256 of 256 bytes used\n"), error.getMessage());
    assertFull(firmware);
  }

  @Test
  void stacksThatLieAskewDoNotLink() {
    Firmware firmware = export(new OddKeptNetwork.Provider());
    UserError error = assertThrows(UserError.class, () -> firmware.make(Target.M4, "STACK=4100"));
    assertTrue(error.getMessage().contains("STACK must be a multiple of 8"), error.getMessage());
  }

  @Test
  void dspPathCanBeRequired() {
    Firmware firmware = export(new OddFormsNetwork.Provider());
    String slow = O2 + "-DTREC4J_DSP_REQUIRED -mno-unaligned-access";
    UserError error = assertThrows(UserError.class, () -> firmware.make(Target.M4, slow));
    assertTrue(error.getMessage().contains("the DSP path needs"), error.getMessage());
    firmware.make(Target.M4, O2 + "-DTREC4J_DSP_REQUIRED");
  }
}
