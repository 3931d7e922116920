package io.github.trec4j.processor.define;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.Concat;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Shape;
import java.util.Optional;

/** {@link Concat}. */
@AutoService(LayerDefinition.class)
public final class ConcatDefinition implements LayerDefinition {
  @Override
  public Class<Concat> annotation() {
    return Concat.class;
  }

  @Override
  public boolean joins() {
    return true;
  }

  @Override
  public Optional<Op> define(LayerUse use, Way way, Report report) {
    return Joins.check(use, "one height and width", ConcatDefinition::match, way, report)
        ? Optional.of(new io.github.trec4j.spec.op.Concat())
        : Optional.empty();
  }

  private static boolean match(Shape one, Shape other) {
    return one.height() == other.height() && one.width() == other.width();
  }
}
