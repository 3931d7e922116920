package io.github.trec4j.processor.define;

import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Shape;
import java.util.List;
import java.util.function.BiPredicate;

/** What annotations that join layers have in common. */
final class Joins {
  private Joins() {}

  /**
   * Checks the shapes that are joined and returns whether each matches the first.
   *
   * @param rule what matching shapes have in common
   */
  static boolean check(
      LayerUse use, String rule, BiPredicate<Shape, Shape> matches, Way way, Report report) {
    List<Attribute> names = use.annotation().attribute("value").elements();
    List<Shape> shapes = way.inputsOf(use);
    boolean good = true;
    for (int i = 1; i < shapes.size(); i++) {
      if (!matches.test(shapes.get(0), shapes.get(i))) {
        report.add(
            Message.SHAPES_DO_NOT_JOIN,
            names.get(i).site(),
            use.annotation().name(),
            rule,
            names.get(0).text(),
            shapes.get(0),
            names.get(i).text(),
            shapes.get(i),
            way.to(use.inputNames().get(0)),
            way.to(use.inputNames().get(i)));
        good = false;
      }
    }
    return good;
  }
}
