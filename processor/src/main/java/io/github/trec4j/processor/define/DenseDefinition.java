package io.github.trec4j.processor.define;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Op;
import java.util.List;
import java.util.Optional;

/** {@link Dense}. */
@AutoService(LayerDefinition.class)
public final class DenseDefinition implements LayerDefinition {
  @Override
  public Class<Dense> annotation() {
    return Dense.class;
  }

  @Override
  public boolean isWeighted() {
    return true;
  }

  @Override
  public List<Range> ranges() {
    return List.of(Range.of("value", 1, Limits.INPUTS));
  }

  @Override
  public Optional<Op> define(LayerUse use, Way way, Report report) {
    AnnotationUse annotation = use.annotation();
    return Optional.of(
        new io.github.trec4j.spec.op.Dense(annotation.number("value"), annotation.flag("bias")));
  }
}
