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
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that needs several memories runs on the emulated board. */
class LargeNetworkTest {
  @TempDir private Path folder;

  @Test
  void runsExactlyFromTwoMemories() throws Exception {
    Model model = new LargeNetwork.Provider();
    QuantizedNetwork quantized = RandomWeights.quantized(model.spec(), 11);
    FirmwarePlan plan = quantized.plan();
    assertTrue(plan.fits());
    assertTrue(plan.parameterBytes() > 6_000_000, "the point of this test");
    List<byte[]> images = RandomWeights.images(model.spec(), 2, 12);
    List<Int8Network.Result> simulated = new Int8Network(quantized).runAll(images);
    FirmwareExporter.export(model, Method.CONVENTIONAL, quantized, images, folder);
    String script = Files.readString(folder.resolve("support/mps2-an386.ld"));
    assertTrue(script.contains("*large_weights.o(.rodata.large_wider_weights)"), script);

    Firmware firmware = new Firmware(folder, plan, Toolchain.ofSystem());
    firmware.build(Target.M4);
    StepOutputs cortex = firmware.run(Target.M4, images);
    assertEquals(0, OutputDifferences.of(plan, simulated, cortex).total());
    assertTrue(firmware.selfTest(Target.M4).contains("2 images, 0 differing"));
    int measured = firmware.size().flashBytes();
    assertTrue(measured > plan.parameterBytes() && measured <= plan.flashBytes(), "" + measured);
  }
}
