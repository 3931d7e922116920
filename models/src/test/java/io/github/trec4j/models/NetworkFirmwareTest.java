package io.github.trec4j.models;

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
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Java's simulation and C agree in every byte of every step of the large networks. */
@Execution(ExecutionMode.CONCURRENT)
class NetworkFirmwareTest {
  private static final String SANITIZE = "-fsanitize=address,undefined -fno-sanitize-recover=all";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"TREC", "CONVENTIONAL"})
  void squeezeNet(Method method) {
    check(new SqueezeNetNetwork.Provider(), method, SANITIZE, Target.HOST, Target.M4);
  }

  @ParameterizedTest
  @EnumSource(names = {"TREC", "CONVENTIONAL"})
  void squeezeNetBypass(Method method) {
    check(new SqueezeNetBypassNetwork.Provider(), method, SANITIZE, Target.HOST, Target.M4);
  }

  /** Its weights lie in two memories of the emulated board. */
  @ParameterizedTest
  @EnumSource(names = {"TREC", "CONVENTIONAL"})
  void zfNet(Method method) {
    check(new ZfNetNetwork.Provider(), method, SANITIZE, Target.HOST, Target.M4);
  }

  /** By one method and without sanitizers, as 22 million weights take GCC long enough. */
  @Test
  void resNet34() {
    check(new ResNet34Network.Provider(), Method.TREC, "", Target.HOST, Target.M4);
  }

  private void check(Model model, Method method, String sanitize, Target... targets) {
    NetworkSpec spec = model.spec().with(method);
    QuantizedNetwork quantized = RandomWeights.quantized(spec, 21);
    FirmwarePlan plan = quantized.plan();
    List<byte[]> images = RandomWeights.images(spec, 1, 22);
    List<Int8Network.Result> simulated = new Int8Network(quantized).runAll(images);
    FirmwareExporter.export(model, method, quantized, images, folder);
    Firmware firmware = new Firmware(folder, plan, Toolchain.ofSystem());
    for (Target target : targets) {
      firmware.build(target, sanitize);
      StepOutputs outputs = firmware.run(target, images);
      assertEquals(0, OutputDifferences.of(plan, simulated, outputs).total(), target.toString());
      assertTrue(outputs.memory().arenaPeak() <= plan.arenaBytes(), target.toString());
      assertTrue(distinct(outputs.logits(0)) > 1, "the image must come through");
      if (target == Target.M4) {
        assertTrue(outputs.memory().stackPeak() <= FirmwarePlan.STACK_BYTES);
        int planned = plan.flashBytes();
        assertTrue(firmware.size().flashBytes() <= planned, firmware.size() + " of " + planned);
      }
    }
  }

  private static long distinct(byte[] logits) {
    return IntStream.range(0, logits.length).map(i -> logits[i]).distinct().count();
  }
}
