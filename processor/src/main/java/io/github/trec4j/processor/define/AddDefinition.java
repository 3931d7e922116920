package io.github.trec4j.processor.define;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.Add;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Shape;
import java.util.Optional;

/** {@link Add}. */
@AutoService(LayerDefinition.class)
public final class AddDefinition implements LayerDefinition {
  @Override
  public Class<Add> annotation() {
    return Add.class;
  }

  @Override
  public boolean joins() {
    return true;
  }

  @Override
  public Optional<Op> define(LayerUse use, Way way, Report report) {
    return Joins.check(use, "one shape", Shape::equals, way, report)
        ? Optional.of(new io.github.trec4j.spec.op.Add())
        : Optional.empty();
  }
}
