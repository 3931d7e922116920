package io.github.trec4j.processor.define;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Optional;

/** {@link MaxPool}. */
@AutoService(LayerDefinition.class)
public final class MaxPoolDefinition implements LayerDefinition {
  @Override
  public Class<MaxPool> annotation() {
    return MaxPool.class;
  }

  @Override
  public List<Range> ranges() {
    return Windows.OF_POOLINGS;
  }

  @Override
  public boolean checkMembers(AnnotationUse annotation, Report report) {
    return WindowCheck.checkMembers(annotation, Windows.POOL, report);
  }

  @Override
  public Optional<Op> define(LayerUse use, Way way, Report report) {
    Window kernel = Windows.ofPooling(use.annotation(), way.inputOf(use));
    return WindowCheck.checkFit(use, Windows.POOL, kernel, way, report)
        ? Optional.of(new io.github.trec4j.spec.op.MaxPool(kernel))
        : Optional.empty();
  }
}
