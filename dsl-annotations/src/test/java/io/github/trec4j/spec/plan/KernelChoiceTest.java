package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.MemoryKind;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares the choice with the best of all combinations. */
class KernelChoiceTest {
  private static final int NETWORKS = 60;

  private static final int KIB = 1024;

  private interface Boards {
    BoardLimits random(Random random);
  }

  private static BoardMemory memory(String name, MemoryKind kind, int kib, int waitStates) {
    long origin = kind == MemoryKind.FLASH ? 0x0800_0000L : 0x2000_0000L;
    return new BoardMemory(name, kind, origin, kib * KIB, waitStates);
  }

  private static NetworkSpec network(Random random, BoardLimits board) {
    int[] filters = {8, 16, 32, 48};
    NetworkSpec.Builder net =
        NetworkSpec.builder("Net", board, new Shape(12, 12, 4 + random.nextInt(9)));
    int convolutions = 2 + random.nextInt(3);
    for (int i = 0; i < convolutions; i++) {
      int kernel = random.nextInt(4) == 0 ? 5 : 3;
      Window window = Window.square(kernel, 1, kernel / 2);
      net.add("conv" + i, new Conv(filters[random.nextInt(filters.length)], window, true));
      if (i == 0) {
        net.add("pool", new MaxPool(Window.square(2, 2, 0)));
      }
    }
    return net.add("mean", new GlobalAvgPool()).build();
  }

  private static FirmwarePlan exhaustive(Planner planner, List<Step> chosen) {
    List<List<Step>> alternatives = planner.alternatives();
    if (chosen.size() == alternatives.size()) {
      return planner.layOut(chosen);
    }
    FirmwarePlan best = null;
    for (Step step : alternatives.get(chosen.size())) {
      List<Step> more = new ArrayList<>(chosen);
      more.add(step);
      FirmwarePlan plan = exhaustive(planner, more);
      best = best == null || isBetter(plan, best) ? plan : best;
    }
    return best;
  }

  private static boolean isBetter(FirmwarePlan plan, FirmwarePlan other) {
    return plan.missingBytes() == other.missingBytes()
        ? plan.cycles() < other.cycles()
        : plan.missingBytes() < other.missingBytes();
  }

  /** Returns the cycles of each choice by those of the best, of networks that fit. */
  private static List<Double> ratios(Boards boards) {
    List<Double> ratios = new ArrayList<>();
    for (int seed = 0; seed < NETWORKS; seed++) {
      Random random = new Random(seed);
      NetworkSpec spec = network(random, boards.random(random));
      FirmwarePlan plan = FirmwarePlan.of(spec);
      FirmwarePlan best = exhaustive(new Planner(spec), List.of());
      assertEquals(best.fits(), plan.fits(), "seed " + seed);
      if (best.fits()) {
        ratios.add(plan.cycles() / (double) best.cycles());
      }
    }
    assertTrue(ratios.size() > NETWORKS / 2, ratios.size() + " networks fit");
    return ratios;
  }

  private static void assertClose(Boards boards, double most, double mean) {
    List<Double> ratios = ratios(boards);
    double sum = ratios.stream().mapToDouble(Double::doubleValue).sum();
    assertTrue(ratios.stream().allMatch(ratio -> ratio <= most), ratios.toString());
    assertTrue(sum / ratios.size() <= mean, ratios.toString());
  }

  @Test
  void oneFlashIsFilledAsWellAsCanBe() {
    assertClose(
        random -> new BoardLimits("plain", (40 + random.nextInt(160)) * KIB, 32 * KIB, 100),
        1.02,
        1.001);
  }

  @Test
  void littleRamIsUsedAsWellAsCanBe() {
    assertClose(
        random -> new BoardLimits("plain", 2048 * KIB, (10 + random.nextInt(16)) * KIB, 100),
        1.02,
        1.001);
  }

  @Test
  void slowerMemoriesAreUsedWell() {
    assertClose(
        random ->
            new BoardLimits(
                "slow",
                100,
                List.of(
                    memory("flash", MemoryKind.FLASH, 30 + random.nextInt(60), 0),
                    memory(
                        "QSPI", MemoryKind.FLASH, 30 + random.nextInt(200), 1 + random.nextInt(20)),
                    memory("RAM", MemoryKind.RAM, 8 + random.nextInt(16), 0),
                    memory("SDRAM", MemoryKind.RAM, 64, 1 + random.nextInt(8)))),
        1.1,
        1.005);
  }
}
