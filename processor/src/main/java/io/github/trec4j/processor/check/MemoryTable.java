package io.github.trec4j.processor.check;

import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Step;
import java.util.List;
import java.util.Locale;

/** What takes a network's flash and RAM, as text. */
final class MemoryTable {
  private MemoryTable() {}

  static String of(FirmwarePlan plan) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT, "  %-24s %-12s %12s %12s\n", "", "output", "flash", "RAM in use"));
    List<Step> steps = plan.steps();
    int peak = peak(plan);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      text.append(
          row(
              step.main().name(),
              step.output().toString(),
              step.flashBytes(),
              plan.liveBytes(i),
              i == peak ? "  <- peak" : ""));
    }
    text.append(row("arena, gaps included", "", 0, plan.arenaBytes(), ""));
    text.append(row("input and logits", "", 0, plan.inputBytes() + plan.logitsBytes(), ""));
    text.append(row("program and stack", "", plan.codeBytes(), FirmwarePlan.STACK_BYTES, ""));
    text.append(row("together", "", plan.flashBytes(), plan.ramBytes(), ""));
    text.append(
        row("board", "", plan.spec().board().flashBytes(), plan.spec().board().ramBytes(), ""));
    return text.toString().stripTrailing();
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
