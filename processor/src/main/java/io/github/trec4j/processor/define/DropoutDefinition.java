package io.github.trec4j.processor.define;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.Dropout;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Op;
import java.util.List;
import java.util.Optional;

/** {@link Dropout}. */
@AutoService(LayerDefinition.class)
public final class DropoutDefinition implements LayerDefinition {
  @Override
  public Class<Dropout> annotation() {
    return Dropout.class;
  }

  @Override
  public List<Range> ranges() {
    return List.of(new Range("value", 0, 1, false, true));
  }

  @Override
  public void checkPlace(LayerUse use, Report report) {
    if (use.inputs().stream().anyMatch(LayerUse.Producer::isImages)) {
      report.add(Message.DROPOUT_FIRST, use.annotation().site(), use.name());
    } else {
      Folding.check(use, report);
    }
  }

  @Override
  public Optional<Op> define(LayerUse use, Way way, Report report) {
    return Optional.of(new io.github.trec4j.spec.op.Dropout(use.annotation().decimal("value")));
  }
}
