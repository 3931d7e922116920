package io.github.trec4j.processor.check;

import io.github.trec4j.processor.plan.Variants;
import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.BoardLimits;
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
    BoardLimits board = plan.spec().board();
    return String.format(
        Locale.ROOT,
        "flash %,d of %,d bytes, RAM %,d of %,d",
        plan.flashBytes(),
        board.flashBytes(),
        plan.ramBytes(),
        board.ramBytes());
  }

  private static String excess(FirmwarePlan plan) {
    List<String> parts = new ArrayList<>();
    addExcess(parts, "flash", plan.flashBytes(), plan.spec().board().flashBytes());
    addExcess(parts, "RAM", plan.ramBytes(), plan.spec().board().ramBytes());
    return String.join(" and ", parts);
  }

  private static void addExcess(List<String> parts, String what, int needed, int there) {
    if (needed > there) {
      parts.add(
          String.format(
              Locale.ROOT, "it needs %,d bytes of %s and there are %,d", needed, what, there));
    }
  }
}
