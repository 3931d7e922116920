package io.github.trec4j.processor.check;

import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.MemoryUse;
import io.github.trec4j.spec.plan.Step;
import java.util.Locale;
import java.util.stream.Collectors;

/** What takes a network's flash and RAM, as text. */
final class MemoryTable {
  private MemoryTable() {}

  static String of(FirmwarePlan plan) {
    BoardLimits board = plan.spec().board();
    boolean several = board.forConstants().size() > 1 || board.forVariables().size() > 1;
    String text =
        head("", "output", "flash", "RAM in use")
            + steps(plan, several)
            + row("arena, gaps included", "", 0, plan.arenaBytes(), "")
            + row("input and logits", "", 0, plan.inputBytes() + plan.logitsBytes(), "")
            + row("program and stack", "", plan.codeBytes(), FirmwarePlan.STACK_BYTES, "")
            + row("together", "", plan.flashBytes(), plan.ramBytes(), "")
            + (several ? memories(plan) : board(board));
    return text.stripTrailing();
  }

  private static String steps(FirmwarePlan plan, boolean several) {
    StringBuilder text = new StringBuilder();
    int peak = peak(plan);
    for (int i = 0; i < plan.steps().size(); i++) {
      Step step = plan.steps().get(i);
      boolean placed = several && step.flashBytes() > 0;
      String remark = placed ? "  in " + plan.memory(step).name() : "";
      text.append(
          row(
              step.main().name(),
              step.output().toString(),
              step.flashBytes(),
              plan.liveBytes(i),
              remark + (i == peak ? "  <- peak" : "")));
    }
    return text.toString();
  }

  private static String board(BoardLimits board) {
    return row(
        "board", "", board.forConstants().get(0).bytes(), board.forVariables().get(0).bytes(), "");
  }

  private static String memories(FirmwarePlan plan) {
    StringBuilder text = new StringBuilder(head("memory", "", "taken", "there"));
    for (BoardMemory memory : plan.spec().board().memories()) {
      String uses =
          plan.memoryUses(memory).stream().map(MemoryUse::what).collect(Collectors.joining(", "));
      String remark = uses.isEmpty() ? "" : "  " + uses;
      text.append(row(memory.name(), "", plan.usedBytes(memory), memory.bytes(), remark));
    }
    return text.toString();
  }

  private static String head(String name, String shape, String flash, String ram) {
    return String.format(Locale.ROOT, "  %-24s %-12s %12s %12s\n", name, shape, flash, ram);
  }

  private static String row(String name, String shape, int flash, int ram, String remark) {
    return String.format(
        Locale.ROOT, "  %-24s %-12s %,12d %,12d%s\n", name, shape, flash, ram, remark);
  }

  private static int peak(FirmwarePlan plan) {
    int peak = 0;
    for (int i = 1; i < plan.steps().size(); i++) {
      if (plan.liveBytes(i) > plan.liveBytes(peak)) {
        peak = i;
      }
    }
    return peak;
  }
}
