package io.github.trec4j.models.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Image, input and logits may lie at any address, whatever layer comes first or last; the arena may
 * not, and a network that is handed a wrong one stops.
 */
@Execution(ExecutionMode.CONCURRENT)
class OffsetsTest {
  private static final String SANITIZE = "-fsanitize=address,undefined -fno-sanitize-recover=all";

  /** Each reads the input, of 3 by 3 pixels and 16 channels, and writes 16 logits or more. */
  private static final List<String> BOTH_ENDS =
      List.of(
          "@TrecConv(filters = 16, kernel = 3) Layer logits;",
          "@TrecConv(filters = 32, kernel = 3, segment = 48) Layer logits;",
          "@TrecConv(filters = 16, kernel = 3, segment = 16, keep = 2) @Relu Layer logits;",
          "@TrecConv(filters = 16, kernel = 3, segment = 16, keep = 4, rank = 4) Layer logits;",
          "@TrecConv(filters = 16, kernel = 3, sharing = Sharing.PER_SLICE) Layer logits;",
          "@TrecConv(filters = 16, kernel = 1) @GlobalAvgPool Layer logits;",
          "@GlobalAvgPool Layer mean; @TrecConv(filters = 16, kernel = 1) Layer logits;",
          "@Conv(filters = 16, kernel = 3, form = Form.DIRECT) Layer logits;",
          "@Conv(filters = 16, kernel = 3, form = Form.WINOGRAD) Layer logits;",
          "@Conv(filters = 16, kernel = 3, form = Form.WINOGRAD_ON_THE_FLY) Layer logits;",
          "@Conv(filters = 18, kernel = 3) @Relu Layer logits;",
          "@Conv(filters = 16, kernel = 1) @MaxPool(3) Layer logits;",
          "@MaxPool(3) Layer pool; @Conv(filters = 16, kernel = 1) Layer logits;",
          "@AvgPool(3) Layer pool; @Dense(16) @Relu Layer logits;",
          "@DepthwiseConv(kernel = 3) Layer logits;",
          "@DepthwiseConv(kernel = 3, pad = 1) @AvgPool(3) Layer logits;",
          "@Relu Layer first; @Dense(16) Layer left; @From(\"first\") @Dense(16) Layer right;"
              + " @Add({\"left\", \"right\"}) Layer logits;",
          "@TrecConv(filters = 16, kernel = 3) Layer left;"
              + " @From(\"input\") @Conv(filters = 9, kernel = 3) Layer middle;"
              + " @From(\"input\") @TrecConv(filters = 16, kernel = 3) Layer right;"
              + " @Concat({\"left\", \"middle\", \"right\"}) Layer logits;");

  private static CompiledModels compiled;

  @TempDir private Path folder;

  @BeforeAll
  static void compile() {
    Path built = Path.of("..", "processor", "target");
    List<ModelSource> sources = new ArrayList<>();
    for (String layers : BOTH_ENDS) {
      String name = "Ends" + sources.size();
      String text =
          """
          import io.github.trec4j.dsl.*;
          @TrecModel(input = @Input(height = 3, width = 3, channels = 16))
          public final class %s {
            %s
          }
          """
              .formatted(name, layers);
      sources.add(new ModelSource(name, text));
    }
    compiled = ModelCompiler.of(built.resolve("classes"), built.resolve("lib")).compile(sources);
  }

  @AfterAll
  static void close() {
    compiled.close();
  }

  static List<Model> everyLayerAtBothEnds() {
    return compiled.all();
  }

  /** Their first layers read larger images. */
  static List<Model> oddNetworks() {
    return OddNetworks.all();
  }

  @ParameterizedTest
  @MethodSource({"everyLayerAtBothEnds", "oddNetworks"})
  void buffersMayLieAnywhere(Model model) throws IOException {
    Firmware firmware = export(model, "");
    firmware.build(Target.M4);
    assertEquals("all offsets agree\n", firmware.selfTest(Target.M4));
    firmware.build(Target.HOST, SANITIZE);
    assertEquals("all offsets agree\n", firmware.selfTest(Target.HOST));
  }

  @Test
  void stopsWhereTheArenaMayNotLie() throws IOException {
    Firmware firmware = export(new OddPoolsNetwork.Provider(), "#define ARENA_OFFSET 4\n");
    firmware.build(Target.M4);
    UserError onM4 = assertThrows(UserError.class, () -> firmware.selfTest(Target.M4));
    assertTrue(onM4.getMessage().contains("the core faulted"), onM4.getMessage());
    firmware.build(Target.HOST);
    assertThrows(UserError.class, () -> firmware.selfTest(Target.HOST));
  }

  /** Exports a network with the program offsets.c, which needs no files, in place of its own. */
  private Firmware export(Model model, String definitions) throws IOException {
    QuantizedNetwork quantized = RandomWeights.quantized(model.spec().with(Method.TREC), 11);
    List<byte[]> images = RandomWeights.images(quantized.spec(), 1, 12);
    FirmwareExporter.export(model, Method.TREC, quantized, images, folder);
    Path program = folder.resolve("support/main.c");
    try (InputStream in = OffsetsTest.class.getResourceAsStream("offsets.c")) {
      Files.copy(in, program, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(program, definitions + Files.readString(program));
    Files.writeString(folder.resolve("support/files.c"), "#include \"program.h\"\n");
    return new Firmware(folder, quantized.plan(), Toolchain.ofSystem());
  }
}
