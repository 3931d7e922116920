package io.github.trec4j.models.exact;

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
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

  @Test
  void saysThatTheStackIsFull() {
    Firmware firmware = export(new OddKeptNetwork.Provider());
    firmware.make(Target.M4, "STACK=256");
    UserError error = assertThrows(UserError.class, () -> firmware.selfTest(Target.M4));
    assertTrue(error.getMessage().contains("stack is full; build anew"), error.getMessage());
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
