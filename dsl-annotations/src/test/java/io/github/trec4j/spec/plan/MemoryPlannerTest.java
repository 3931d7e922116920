package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Board;
import io.github.trec4j.dsl.MemoryKind;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.CifarNetSpec;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryPlannerTest {
  private static final int KIB = 1024;

  /** Holds input, logits and stack of {@link #network} or its arena, but not both. */
  private static final BoardMemory TIGHT =
      new BoardMemory("RAM", MemoryKind.RAM, 0x2000_0000L, 3200, 0);

  private static NetworkSpec network(BoardLimits board) {
    return NetworkSpec.builder("Net", board, new Shape(16, 16, 4))
        .add("pool", new MaxPool(Window.square(2, 2, 0)))
        .add("big", new Dense(256, true))
        .add("small", new Dense(64, true))
        .build();
  }

  private static BoardMemory flash(String name, int kib, int waitStates) {
    return new BoardMemory(name, MemoryKind.FLASH, 0x0800_0000L, kib * KIB, waitStates);
  }

  private static BoardMemory ram(String name, int kib, int waitStates) {
    return new BoardMemory(name, MemoryKind.RAM, 0x2000_0000L, kib * KIB, waitStates);
  }

  private static FirmwarePlan on(BoardMemory... memories) {
    return FirmwarePlan.of(network(new BoardLimits("own", 100, List.of(memories))));
  }

  private static List<String> parameters(FirmwarePlan plan) {
    return plan.steps().stream()
        .filter(step -> step.flashBytes() > 0)
        .map(step -> step.name() + " " + plan.memory(step).name())
        .toList();
  }

  private static List<String> variables(FirmwarePlan plan) {
    return List.of(plan.memories().arena().name(), plan.memories().variables().name());
  }

  @Test
  void oneOfEachHoldsAllOfIt() {
    FirmwarePlan plan = on(flash("flash", 256, 3), ram("RAM", 64, 2));
    assertTrue(plan.fits());
    assertEquals(List.of("big flash", "small flash"), parameters(plan));
    assertEquals(List.of("RAM", "RAM"), variables(plan));
    assertEquals(plan.flashBytes(), plan.usedBytes(plan.memories().program()));
    assertEquals(plan.ramBytes(), plan.usedBytes(plan.memories().arena()));
  }

  @Test
  void whatDoesNotFitSpillsStepByStep() {
    FirmwarePlan plan = on(flash("flash", 64, 0), flash("slow", 128, 9), ram("RAM", 64, 0));
    assertTrue(plan.fits());
    assertEquals(List.of("big slow", "small flash"), parameters(plan));
  }

  @Test
  void theFastestComesFirstThoughTheProgramLiesElsewhere() {
    FirmwarePlan plan = on(flash("slow", 256, 9), flash("fast", 70, 1), ram("RAM", 64, 0));
    assertEquals("slow", plan.memories().program().name());
    assertEquals(List.of("big fast", "small slow"), parameters(plan));
  }

  @Test
  void whatIsReadMostOftenGetsTheFastest() {
    BoardLimits board =
        new BoardLimits(
            "own", 100, List.of(flash("flash", 10, 0), flash("slow", 999, 9), ram("RAM", 64, 0)));
    NetworkSpec spec =
        NetworkSpec.builder("Net", board, new Shape(4, 4, 4))
            .add("once", new Dense(64, true))
            .add("often", new Conv(64, Window.square(1, 1, 0), true))
            .add("moreOften", new Conv(64, Window.square(1, 1, 0), true), List.of("input"))
            .build();
    assertEquals(
        List.of("once slow", "often slow", "moreOften flash"), parameters(FirmwarePlan.of(spec)));
  }

  @Test
  void theLargestChooseFirstWhereNothingElseFits() {
    // small would take the room that big needs: both are read once, and only flash holds big
    NetworkSpec spec =
        NetworkSpec.builder(
                "Net",
                new BoardLimits(
                    "own",
                    100,
                    List.of(flash("flash", 90, 0), flash("slow", 20, 9), ram("RAM", 64, 0))),
                new Shape(1, 1, 256))
            .add("small", new Dense(64, true))
            .add("big", new Dense(1024, true))
            .build();
    FirmwarePlan plan = FirmwarePlan.of(spec);
    assertEquals(List.of("small slow", "big flash"), parameters(plan));
    assertTrue(plan.fits());
  }

  @Test
  void theArenaTakesTheFastestMemoryWithRoom() {
    assertEquals(
        List.of("fast", "RAM"),
        variables(on(flash("flash", 256, 0), ram("RAM", 64, 2), ram("fast", 16, 0))));
    assertEquals(
        List.of("SDRAM", "RAM"), variables(on(flash("flash", 256, 0), TIGHT, ram("SDRAM", 64, 8))));
  }

  @Test
  void inputAndStackMakeRoomForTheArena() {
    FirmwarePlan plan =
        on(flash("flash", 256, 0), ram("RAM", 1, 0), ram("CCM", 4, 0), ram("SDRAM", 999, 8));
    assertEquals(List.of("RAM", "CCM"), variables(plan));
    assertTrue(plan.fits());
  }

  @Test
  void inputAndStackNeverMoveToSlowMemory() {
    FirmwarePlan plan = on(flash("flash", 256, 0), TIGHT, ram("SDRAM", 999, 8));
    assertEquals(List.of("SDRAM", "RAM"), variables(plan));
  }

  @Test
  void whatFitsNowhereIsNotHidden() {
    FirmwarePlan plan = on(flash("flash", 64, 0), flash("slow", 16, 9), ram("RAM", 64, 0));
    assertFalse(plan.fits());
    assertEquals(List.of("big flash", "small flash"), parameters(plan));
    FirmwarePlan little = on(flash("flash", 256, 0), ram("RAM", 1, 0), ram("CCM", 1, 0));
    assertFalse(little.fits());
  }

  @Test
  void loadedRamHoldsParametersBesideTheArena() {
    BoardMemory ram = new BoardMemory("RAM", MemoryKind.LOADED_RAM, 0x2000_0000L, 100 * KIB, 0);
    FirmwarePlan plan = on(flash("flash", 40, 0), ram);
    assertTrue(plan.fits());
    assertEquals(List.of("big RAM", "small flash"), parameters(plan));
    assertTrue(plan.usedBytes(ram) > 64 * KIB + plan.arenaBytes());
  }

  /** The convolutions of ResNet-34, each behind the other. */
  private static NetworkSpec resNet34(BoardLimits board) {
    NetworkSpec.Builder net =
        NetworkSpec.builder("ResNet34", board, new Shape(224, 224, 3))
            .add("conv", new Conv(64, Window.square(7, 2, 3), false))
            .add("pool", new MaxPool(Window.square(3, 2, 1)));
    int[] blocks = {3, 4, 6, 3};
    for (int stage = 0; stage < blocks.length; stage++) {
      for (int conv = 0; conv < 2 * blocks[stage]; conv++) {
        int stride = conv == 0 && stage > 0 ? 2 : 1;
        net.add(
            "s%d_%d".formatted(stage, conv),
            new Conv(64 << stage, Window.square(3, stride, 1), false));
      }
    }
    return net.add("mean", new GlobalAvgPool()).add("logits", new Dense(1000, true)).build();
  }

  @Test
  void theEmulatedBoardHoldsTwentyOneMegabytesOfWeights() {
    FirmwarePlan plan = FirmwarePlan.of(resNet34(BoardLimits.of(Board.MPS2_AN386)));
    assertTrue(plan.parameterBytes() > 21_000_000, plan.parameterBytes() + " bytes");
    assertTrue(plan.fits());
    assertEquals(List.of("SSRAM23", "SSRAM23"), variables(plan));
  }

  @Test
  void waitStatesCost() {
    FirmwarePlan fast = on(flash("flash", 256, 0), ram("RAM", 64, 0));
    FirmwarePlan slow = on(flash("flash", 256, 0), TIGHT, ram("SDRAM", 64, 8));
    FirmwarePlan external = on(flash("flash", 64, 0), flash("QSPI", 128, 10), ram("RAM", 64, 0));
    Step big = fast.steps().get(1);
    assertEquals(big.cycles(), fast.cycles(big));
    long waits = slow.cycles(big) - big.cycles();
    assertTrue(waits > big.instructions() && waits < 4 * big.instructions(), waits + " cycles");
    assertEquals(big.cycles() + big.flashBytes() * 10L / 4, external.cycles(big));
  }

  @Test
  void knownBoardsAreSound() {
    for (Board board : Board.values()) {
      BoardLimits limits = BoardLimits.of(board);
      assertEquals(board.name(), limits.name());
      for (BoardMemory memory : limits.memories()) {
        assertTrue(memory.name().matches("[A-Za-z]\\w*"), memory.name());
        assertEquals(List.of(memory), limits.memories().stream().filter(memory::overlaps).toList());
      }
    }
  }

  @Test
  void cifarNetStaysInTheMainMemoriesOfEveryBoardItFits() {
    for (Board board : Arrays.asList(Board.STM32F469NI, Board.STM32F469I_DISCO, Board.NRF52840)) {
      for (Method method : Method.values()) {
        FirmwarePlan plan =
            FirmwarePlan.of(CifarNetSpec.cifarNet().on(BoardLimits.of(board)).with(method));
        assertTrue(plan.fits(), board + " " + method);
        assertEquals(List.of("RAM", "RAM"), variables(plan));
        assertEquals(
            List.of("flash"),
            plan.memories().parameters().stream().map(BoardMemory::name).distinct().toList());
      }
    }
  }

  /** Few outputs: the exact form computes less, but reads its many parameters for few of them. */
  @ParameterizedTest
  @CsvSource({"0, winograd2", "18, winograd2_fly"})
  void slowMemoryMakesSmallerFormsFaster(int waitStates, String form) {
    BoardMemory external = flash("external", 1024, waitStates);
    BoardLimits board = new BoardLimits("own", 100, List.of(external, ram("RAM", 64, 0)));
    NetworkSpec spec =
        NetworkSpec.builder("Net", board, new Shape(4, 4, 64))
            .add("conv", new Conv(64, Window.square(3, 1, 1), true))
            .add("pool", new GlobalAvgPool())
            .build();
    assertEquals(form, FirmwarePlan.of(spec).steps().get(0).kernel().stem());
  }
}
