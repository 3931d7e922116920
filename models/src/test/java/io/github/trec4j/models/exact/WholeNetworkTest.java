package io.github.trec4j.models.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.emulator.Firmware;
import io.github.trec4j.emulator.OutputDifferences;
import io.github.trec4j.emulator.StepOutputs;
import io.github.trec4j.emulator.Target;
import io.github.trec4j.emulator.Toolchain;
import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.fuzz.RandomWeights;
import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Step;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
class WholeNetworkTest {
  private static final int IMAGES = 6;

  @TempDir private Path folder;

  static Stream<Arguments> networks() {
    return OddNetworks.all().stream()
        .flatMap(model -> Stream.of(Method.values()).map(method -> Arguments.of(model, method)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void simulationHostAndCortexAgree(Model model, Method method) {
    NetworkSpec spec = model.spec().with(method);
    QuantizedNetwork quantized = RandomWeights.quantized(spec, 11);
    List<byte[]> images = RandomWeights.images(spec, IMAGES, 12);
    List<Int8Network.Result> simulated = new Int8Network(quantized).runAll(images);
    FirmwareExporter.export(model, method, quantized, images.subList(0, 2), folder);
    Firmware firmware = new Firmware(folder, FirmwarePlan.of(spec), Toolchain.ofSystem());

    firmware.build(Target.HOST, "-fsanitize=address,undefined -fno-sanitize-recover=all");
    StepOutputs host = firmware.run(Target.HOST, images);
    assertEquals(0, OutputDifferences.of(quantized.plan(), simulated, host).total(), "host");
    firmware.build(Target.M4);
    StepOutputs cortex = firmware.run(Target.M4, images);
    assertEquals(0, OutputDifferences.of(quantized.plan(), simulated, cortex).total(), "Cortex-M4");

    checkMeasurements(firmware, cortex, quantized.plan());
    assertTrue(firmware.selfTest(Target.HOST).contains("2 images, 0 differing"));
    assertTrue(firmware.selfTest(Target.M4).contains("2 images, 0 differing"));
    assertTrue(distinctLogits(cortex) > 1, "images must not all give the same");
  }

  @Test
  void allFormsOfKeptDirectionsAreAmongThem() {
    List<String> kernels =
        FirmwarePlan.of(new OddProjectionsNetwork.Provider().spec()).steps().stream()
            .map(step -> step.kernel().stem())
            .toList();
    assertTrue(
        kernels.containsAll(List.of("trec_winograd4", "trec_winograd2_5", "trec_winograd2")),
        kernels::toString);
  }

  private static void checkMeasurements(Firmware firmware, StepOutputs run, FirmwarePlan plan) {
    assertTrue(run.memory().arenaPeak() <= plan.arenaBytes());
    assertTrue(run.memory().stackPeak() <= FirmwarePlan.STACK_BYTES, run.memory().toString());
    assertTrue(firmware.size().flashBytes() <= plan.flashBytes(), firmware.size().toString());
    for (int step = 0; step < plan.steps().size(); step++) {
      Step taken = plan.steps().get(step);
      double least = taken.kernel().isIdle() ? 0 : taken.output().size() / 4.0;
      assertTrue(run.instructions(step) >= least, taken.name());
    }
  }

  private static long distinctLogits(StepOutputs run) {
    return Stream.iterate(0, i -> i + 1)
        .limit(run.images())
        .map(i -> Arrays.toString(run.logits(i)))
        .distinct()
        .count();
  }
}
