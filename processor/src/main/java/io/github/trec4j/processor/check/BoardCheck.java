package io.github.trec4j.processor.check;

import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether a network, as written, fits its board. */
public final class BoardCheck {
  private BoardCheck() {}

  /** Plans the network for its board and reports what comes of it. */
  public static void check(ModelDeclaration model, NetworkSpec spec, Report report) {
    FirmwarePlan plan = FirmwarePlan.of(spec);
    if (plan.fits()) {
      report.add(Message.BOARD_FITS, model.site(), spec.name(), spec.board().name(), totals(spec));
    } else {
      report.add(
          Message.BOARD_TOO_SMALL,
          boardSite(model),
          spec.name(),
          spec.board().name(),
          excess(plan),
          MemoryTable.of(plan));
    }
  }

  private static Site boardSite(ModelDeclaration model) {
    boolean custom = !model.annotation().attribute("customBoard").elements().isEmpty();
    return model.annotation().attribute(custom ? "customBoard" : "board").site();
  }

  private static String totals(NetworkSpec spec) {
    if (!spec.reuses()) {
      return sizes(FirmwarePlan.of(spec));
    }
    return List.of(Method.values()).stream()
        .map(method -> method + ": " + sizes(FirmwarePlan.of(spec.with(method))))
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
