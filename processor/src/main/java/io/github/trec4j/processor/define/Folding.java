package io.github.trec4j.processor.define;

import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import java.util.List;

/** What annotations have in common that firmware has no kernel for, but folds into others. */
final class Folding {
  private Folding() {}

  /** Checks that nobody but the layer reads what it is to be folded into. */
  static void check(LayerUse use, Report report) {
    for (LayerUse.Producer before : use.inputs()) {
      List<String> others =
          before.readers().stream().filter(reader -> !reader.equals(use.name())).toList();
      if (before.isKnown() && !before.isImages() && !others.isEmpty()) {
        report.add(
            Message.FOLDED_INTO_SHARED,
            use.annotation().site(),
            use.annotation().name(),
            use.name(),
            before.name(),
            String.join(", ", others));
      }
    }
  }
}
