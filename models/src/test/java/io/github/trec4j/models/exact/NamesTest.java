package io.github.trec4j.models.exact;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.compile.CompiledModels;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.emulator.Firmware;
import io.github.trec4j.emulator.Target;
import io.github.trec4j.emulator.Toolchain;
import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.fuzz.RandomWeights;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that javac accepts make C that compiles, whatever else is called so. */
class NamesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "Self, test", // a function of the test program was self_test
    "Clock2, overhead",
    "Tiny, trec4j_trec", // trec4j_trec_bias is a kernel's
    "Math_net, memcpy",
    "Files, pixels",
  })
  void builds(String name, String field) {
    String text =
        """
        import io.github.trec4j.dsl.*;
        @TrecModel(input = @Input(height = 3, width = 3, channels = 4))
        public final class %s {
          @TrecConv(filters = 4, kernel = 3, keep = 1) Layer %s;
          @Dense(3) Layer logits;
        }
        """
            .formatted(name, field);
    Path built = Path.of("..", "processor", "target");
    ModelCompiler compiler = ModelCompiler.of(built.resolve("classes"), built.resolve("lib"));
    try (CompiledModels compiled = compiler.compile(new ModelSource(name, text))) {
      Model model = compiled.named(name);
      QuantizedNetwork quantized = RandomWeights.quantized(model.spec(), 1);
      FirmwareExporter.export(
          model, Method.TREC, quantized, RandomWeights.images(model.spec(), 1, 2), folder);
      Firmware firmware = new Firmware(folder, quantized.plan(), Toolchain.ofSystem());
      for (Target target : Target.values()) {
        firmware.build(target);
        assertTrue(firmware.selfTest(target).contains("1 images, 0 differing"), target.toString());
      }
    }
  }
}
