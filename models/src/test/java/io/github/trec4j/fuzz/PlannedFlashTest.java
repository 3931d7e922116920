package io.github.trec4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.compile.CompiledModels;
import io.github.trec4j.compile.ModelCompiler;
import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.emulator.Firmware;
import io.github.trec4j.emulator.Target;
import io.github.trec4j.emulator.Toolchain;
import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planned for a program is what the linker takes for it, and little more. */
class PlannedFlashTest {
  /** Flash that may be left over. */
  private static final int MOST_SPARE = 4096;

  private static final long SEED = 7;
  private static final int CASES = 10;

  /** Segments that are too long for code in line, and directions that are many. */
  private static final ModelSource LONG_SEGMENTS =
      new ModelSource(
          "LongSegments",
          """
          import io.github.trec4j.dsl.*;
          @TrecModel(input = @Input(height = 2, width = 3, channels = 70))
          public final class LongSegments {
            @TrecConv(filters = 9, kernel = 2, pad = 1, segment = 140, keep = 15) Layer runs;
            @TrecConv(filters = 44, kernel = 3, pad = 1, segment = 9, bits = 7,
                sharing = Sharing.PER_SLICE) Layer slices;
            @TrecConv(filters = 20, kernel = 3, pad = 1, segment = 44, bits = 8, reassign = true,
                keep = 43, rank = 2) Layer ranked;
            @GlobalAvgPool Layer mean;
          }
          """);

  @TempDir private Path folder;

  @Test
  void programsFitWithLittleToSpare() {
    Path built = Path.of("..", "processor", "target");
    ModelCompiler compiler = ModelCompiler.of(built.resolve("classes"), built.resolve("lib"));
    List<ModelSource> sources = new ArrayList<>();
    sources.add(LONG_SEGMENTS);
    LongStream.range(SEED, SEED + CASES).mapToObj(RandomModel::of).forEach(sources::add);
    try (CompiledModels compiled = compiler.compile(sources)) {
      for (int i = 0; i < sources.size(); i++) {
        Method method = List.of(Method.values()).get(i % Method.values().length);
        check(compiled.named(sources.get(i).simpleName()), method);
      }
    }
  }

  private void check(Model model, Method method) {
    NetworkSpec spec = model.spec().with(method);
    QuantizedNetwork network = RandomWeights.quantized(spec, SEED);
    Path project = folder.resolve(spec.name());
    FirmwareExporter.export(model, method, network, RandomWeights.images(spec, 1, SEED), project);
    Firmware firmware = new Firmware(project, network.plan(), Toolchain.ofSystem());
    firmware.build(Target.M4);
    int spare = network.plan().flashBytes() - firmware.size().flashBytes();
    assertTrue(
        spare >= 0 && spare <= MOST_SPARE,
        () -> spec.name() + " " + method + ": planned beyond what is linked: " + spare);
  }
}
