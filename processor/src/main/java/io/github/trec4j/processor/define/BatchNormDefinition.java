package io.github.trec4j.processor.define;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Op;
import java.util.List;
import java.util.Optional;

/** {@link BatchNorm}. */
@AutoService(LayerDefinition.class)
public final class BatchNormDefinition implements LayerDefinition {
  @Override
  public Class<BatchNorm> annotation() {
    return BatchNorm.class;
  }

  @Override
  public List<Range> ranges() {
    return List.of(
        new Range("momentum", 0, 1, true, false), new Range("epsilon", 0, 1, true, false));
  }

  @Override
  public void checkPlace(LayerUse use, Report report) {
    Folding.check(use, report);
    use.inputs().stream()
        .filter(before -> before.isKnown() && !before.isWeighted())
        .forEach(
            before ->
                report.add(
                    Message.BATCH_NORM_PLACE, use.annotation().site(), use.name(), before.name()));
  }

  @Override
  public Optional<Op> define(LayerUse use, Way way, Report report) {
    AnnotationUse annotation = use.annotation();
    return Optional.of(
        new io.github.trec4j.spec.op.BatchNorm(
            annotation.decimal("momentum"), annotation.decimal("epsilon")));
  }
}
