package io.github.trec4j.processor.check;

import io.github.trec4j.processor.plan.Variants;
import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether a network, as written, fits its board. */
public final class BoardCheck {
  private BoardCheck() {}

  /** Reports whether the network as written fits, with its sizes. */
  public static void check(ModelDeclaration model, Variants variants, Report report) {
    NetworkSpec spec = variants.spec();
    FirmwarePlan plan = variants.plan(Method.TREC);
    String board = spec.board().name();
    if (plan.fits()) {
      report.add(Message.BOARD_FITS, model.site(), spec.name(), board, totals(variants));
    } else {
      report.add(
          Message.BOARD_TOO_SMALL,
          boardSite(model),
          spec.name(),
          board,
          excess(plan),
          MemoryTable.of(plan));
    }
  }

  private static Site boardSite(ModelDeclaration model) {
    boolean custom = !model.annotation().attribute("customBoard").elements().isEmpty();
    return model.annotation().attribute(custom ? "customBoard" : "board").site();
  }

  private static String totals(Variants variants) {
    if (!variants.spec().reuses()) {
      return sizes(variants.plan(Method.TREC));
    }
    return Arrays.stream(Method.values())
        .map(method -> method + ": " + sizes(variants.plan(method)))
        .collect(Collectors.joining("; "));
  }

  private static String sizes(FirmwarePlan plan) {
    List<String> sizes = new ArrayList<>();
    for (BoardMemory memory : plan.spec().board().memories()) {
      int used = plan.usedBytes(memory);
      if (used > 0) {
        String unit = sizes.isEmpty() ? " bytes" : "";
        sizes.add(
            String.format(
                Locale.ROOT, "%s %,d of %,d%s", memory.name(), used, memory.bytes(), unit));
      }
    }
    return String.join(", ", sizes);
  }

  private static String excess(FirmwarePlan plan) {
    return plan.spec().board().memories().stream()
        .filter(memory -> plan.usedBytes(memory) > memory.bytes())
        .map(
            memory ->
                String.format(
                    Locale.ROOT,
                    "it needs %,d bytes of %s and there are %,d",
                    plan.usedBytes(memory),
                    memory.name(),
                    memory.bytes()))
        .collect(Collectors.joining(" and "));
  }
}
