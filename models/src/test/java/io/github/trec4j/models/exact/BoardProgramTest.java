package io.github.trec4j.models.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.MemoryKind;
import io.github.trec4j.firmware.FirmwareExporter;
import io.github.trec4j.fuzz.RandomWeights;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.network.Model;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Symbols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs for boards, which nothing here can run. */
class BoardProgramTest {
  /** So little memory that everything lies somewhere else. */
  private static final BoardLimits TIGHT =
      new BoardLimits(
          "Tight, m4",
          80,
          List.of(
              new BoardMemory("flash", MemoryKind.FLASH, 0x0800_0000L, 64 * 1024, 0),
              new BoardMemory("RAM", MemoryKind.RAM, 0x2000_0000L, 8 * 1024, 0),
              new BoardMemory("QSPI", MemoryKind.FLASH, 0x9000_0000L, 1024 * 1024, 18),
              new BoardMemory("SDRAM", MemoryKind.RAM, 0xC000_0000L, 1024 * 1024, 8)));

  @TempDir private Path folder;

  private FirmwarePlan export(BoardLimits board) {
    Model model = new OddKeptNetwork.Provider();
    NetworkSpec spec = model.spec().with(Method.TREC);
    QuantizedNetwork planned = RandomWeights.quantized(spec, 11);
    // planned anew, other kernels might suit the board: the C has those of the model's own
    QuantizedNetwork quantized = new QuantizedNetwork(planned.plan().on(board), planned.steps());
    FirmwareExporter.export(
        model, Method.TREC, quantized, RandomWeights.images(spec, 1, 12), folder);
    return quantized.plan();
  }

  @ParameterizedTest
  @EnumSource(names = "MPS2_AN386", mode = EnumSource.Mode.EXCLUDE)
  void beginsWithStackAndResetHandlerInTheBoardsMemory(Board board) throws Exception {
    FirmwarePlan plan = export(BoardLimits.of(board));
    String target = plan.spec().board().fileName();
    run("make", target);
    ByteBuffer program =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("build/" + target + "/oddkept.bin")))
            .order(ByteOrder.LITTLE_ENDIAN);
    long stack = program.getInt();
    long reset = program.getInt();
    assertTrue(isIn(plan.memories().variables(), stack - 4), () -> Long.toHexString(stack));
    assertTrue(isIn(plan.memories().program(), reset), () -> Long.toHexString(reset));
    assertEquals(1, reset & 1, "a Thumb address");
    assertTrue(program.capacity() > plan.parameterBytes());
  }

  @Test
  void arraysAndArenaLieWhereThePlanSays() throws Exception {
    FirmwarePlan plan = export(TIGHT);
    assertTrue(plan.fits());
    assertEquals("SDRAM", plan.memories().arena().name());
    assertTrue(plan.memories().parameters().stream().distinct().count() > 1);
    Files.writeString(
        folder.resolve("memories.c"), "void board_memories(void);void board_memories(void) {}");
    run("make", "tight-m4", "MORE=memories.c");
    Map<String, Long> symbols = symbols(run("arm-none-eabi-nm", "build/tight-m4/oddkept.elf"));
    plan.steps()
        .forEach(
            step ->
                step.kernel()
                    .parameters()
                    .forEach(
                        array -> {
                          String name = Symbols.of(plan.spec()).array(step, array);
                          assertTrue(isIn(plan.memory(step), symbols.get(name)), name);
                        }));
    assertTrue(isIn(plan.memories().arena(), symbols.get("memory")));
    assertTrue(isIn(plan.memories().variables(), symbols.get("input")));
    assertTrue(isIn(plan.memories().variables(), symbols.get("startup_stack_bottom")));
    long program = Files.size(folder.resolve("build/tight-m4/oddkept.bin"));
    assertTrue(program <= plan.memories().program().bytes(), "not what lies in between");
    String readme = Files.readString(folder.resolve("README.md"));
    assertTrue(readme.contains("| QSPI at 0x90000000 | parameters | "), readme);
    assertTrue(readme.contains("The arena lies in SDRAM, input, logits and stack in RAM."), readme);
  }

  private static boolean isIn(BoardMemory memory, long address) {
    return address >= memory.origin() && address < memory.end();
  }

  private static Map<String, Long> symbols(String listing) {
    return listing
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length == 3)
        .collect(
            Collectors.toMap(
                words -> words[2], words -> Long.parseLong(words[0], 16), (some, more) -> some));
  }

  private String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
