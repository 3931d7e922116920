package io.github.trec4j.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.MemoryKind;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.int8.QuantizedStep;
import io.github.trec4j.int8.TestNetworks;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.Fingerprint;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareExporterTest {
  private static final NetworkSpec SPEC =
      TestNetworks.builder(new Shape(1, 2, 2)).add("relu", new Relu()).build();
  private static final List<byte[]> IMAGES = List.of(new byte[] {0, 127, -128, -1});

  /** A name or a condition that a template was to be filled in for. */
  private static final Pattern LEFT_OVER = Pattern.compile("@\\w+@|@if ");

  @TempDir private Path parent;

  /** A model whose C lacks a file when told so, and follows a plan. */
  private record FakeModel(boolean broken, Fingerprint followed) implements Model {
    FakeModel(boolean broken) {
      this(broken, FirmwarePlan.of(SPEC).fingerprint());
    }

    @Override
    public Fingerprint plan(Method method) {
      return followed;
    }

    @Override
    public NetworkSpec spec() {
      return SPEC;
    }

    @Override
    public Network create(NetworkSpec variant, Layers layers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> files(Method method) {
      return List.of("kernels/trec4j_relu.h", "testnet.c", "testnet.h");
    }

    @Override
    public InputStream open(Method method, String fileName) throws IOException {
      if (broken && fileName.endsWith(".h")) {
        throw new IOException("missing " + fileName);
      }
      return new ByteArrayInputStream(new byte[] {'\n'});
    }
  }

  private static QuantizedNetwork quantized(NetworkSpec spec, int zeroPoint) {
    FirmwarePlan plan = FirmwarePlan.of(spec);
    QuantizedStep step = TestNetworks.relu(plan.steps().get(0), zeroPoint);
    return new QuantizedNetwork(plan, List.of(step));
  }

  private static void export(boolean broken, int zeroPoint, Path folder) {
    FirmwareExporter.export(
        new FakeModel(broken), Method.TREC, quantized(SPEC, zeroPoint), IMAGES, folder);
  }

  @Test
  void writesACompleteFolder() throws IOException {
    Path folder = parent.resolve("a/b");
    export(false, 5, folder);
    String weights = Files.readString(folder.resolve("testnet_weights.c"));
    assertTrue(weights.contains("#if TESTNET_FINGERPRINT != 0x" + SPEC.fingerprint() + "ULL"));
    assertTrue(weights.contains("const trec4j_relu_params testnet_relu = {"));
    assertTrue(weights.contains(".zero_point = 5,"));
    String selfTest = Files.readString(folder.resolve("testnet_selftest.c"));
    assertTrue(selfTest.contains("{0, 127, 128, 255}"), selfTest);
    assertTrue(selfTest.contains("{5, 5, 5, 127}"), selfTest);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        assertFalse(LEFT_OVER.matcher(text).find(), file.toString());
      }
    }
  }

  private String makefileOn(BoardLimits board) throws IOException {
    Path folder = parent.resolve("out");
    FirmwareExporter.export(
        new FakeModel(false), Method.TREC, quantized(SPEC.on(board), 5), IMAGES, folder);
    assertTrue(Files.exists(folder.resolve("support/mps2-an386.ld")));
    return Files.readString(folder.resolve("Makefile"));
  }

  @Test
  void hasATargetForTheModelsBoard() throws IOException {
    assertTrue(makefileOn(SPEC.board()).contains("\nstm32f469ni: "));
    assertTrue(makefileOn(BoardLimits.of(Board.STM32F469I_DISCO)).contains("\nstm32f469i-disco: "));
    assertTrue(makefileOn(new BoardLimits("run", 9999, 9999, 1)).contains("\nrun-board: "));
    assertTrue(makefileOn(new BoardLimits("?", 9999, 9999, 1)).contains("\nboard: "));
    String emulated = makefileOn(BoardLimits.of(Board.MPS2_AN386));
    assertTrue(emulated.contains("\nm4: ") && !emulated.contains("BOARD"), emulated);
  }

  @Test
  void linkerScriptHasTheBoardsMemories() throws IOException {
    export(false, 5, parent.resolve("out"));
    String script = Files.readString(parent.resolve("out/support/stm32f469ni.ld"));
    assertTrue(
        script.contains(
            """
            MEMORY {
              flash (rx) : ORIGIN = 0x08000000, LENGTH = 2097152
              RAM (rw) : ORIGIN = 0x20000000, LENGTH = 327680
              CCM (rw) : ORIGIN = 0x10000000, LENGTH = 65536
            }
            """),
        script);
    assertTrue(script.contains("  .selftest : {"), "beside the program");
  }

  @Test
  void testVectorsMakeRoomForTheNetwork() {
    BoardLimits board =
        new BoardLimits(
            "own",
            1,
            List.of(
                new BoardMemory("flash", MemoryKind.FLASH, 0, 13_000, 0),
                new BoardMemory("more", MemoryKind.FLASH, 0x1000_0000L, 9999, 0),
                new BoardMemory("RAM", MemoryKind.RAM, 0x2000_0000L, 9999, 0)));
    FirmwarePlan plan = FirmwarePlan.of(SPEC.on(board));
    int free = 13_000 - plan.usedBytes(plan.memories().program());
    assertTrue(LinkerScript.of(plan, free).contains("  .selftest : {"));
    assertTrue(LinkerScript.of(plan, free + 1).contains("  .selftest_more : {"));
  }

  @Test
  void replacesItsOwnFoldersOnly() throws IOException {
    Path folder = parent.resolve("out");
    export(false, 5, folder);
    export(false, 6, folder);
    assertTrue(Files.readString(folder.resolve("testnet_weights.c")).contains("= 6,"));
    Path foreign = Files.createDirectories(parent.resolve("foreign"));
    Files.writeString(foreign.resolve("thesis.tex"), "");
    UserError error = assertThrows(UserError.class, () -> export(false, 5, foreign));
    assertTrue(error.getMessage().contains("foreign"), error.getMessage());
    assertEquals(1, entries(foreign));
  }

  @Test
  void leavesNothingHalfWritten() throws IOException {
    Path folder = parent.resolve("out");
    export(false, 5, folder);
    UserError error = assertThrows(UserError.class, () -> export(true, 6, folder));
    assertTrue(error.getMessage().contains("trec4j_relu.h"), error.getMessage());
    assertTrue(Files.readString(folder.resolve("testnet_weights.c")).contains("= 5,"));
    assertEquals(1, entries(parent), "no temporary folders stay");
  }

  @Test
  void filesAreNotReplaced() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "thesis");
    for (Path folder : List.of(file, file.resolve("out"))) {
      UserError error = assertThrows(UserError.class, () -> export(false, 5, folder));
      assertTrue(error.getMessage().contains(folder.toString()), error.getMessage());
    }
    assertEquals("thesis", Files.readString(file));
    assertEquals(1, entries(parent));
  }

  private static long entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }

  @Test
  void refusesAnotherNetworksIntegers() {
    NetworkSpec other = TestNetworks.builder(new Shape(2, 2, 1)).add("relu", new Relu()).build();
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                FirmwareExporter.export(
                    new FakeModel(false),
                    Method.TREC,
                    quantized(other, 0),
                    IMAGES,
                    parent.resolve("out")));
    assertTrue(error.getMessage().contains(SPEC.fingerprint().hex()), error.getMessage());
    assertFalse(Files.exists(parent.resolve("out")));
  }

  @Test
  void refusesThePlanOfAnotherRelease() {
    Model old = new FakeModel(false, Fingerprint.ofText("another plan"));
    Path folder = parent.resolve("out");
    UserError error =
        assertThrows(
            UserError.class,
            () -> FirmwareExporter.export(old, Method.TREC, quantized(SPEC, 0), IMAGES, folder));
    assertTrue(error.getMessage().contains("compile the model class again"), error.getMessage());
    assertFalse(Files.exists(folder));
  }
}
