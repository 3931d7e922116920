package io.github.trec4j.processor.define;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.GlobalAvgPool;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Op;
import java.util.Optional;

/** {@link GlobalAvgPool}. */
@AutoService(LayerDefinition.class)
public final class GlobalAvgPoolDefinition implements LayerDefinition {
  @Override
  public Class<GlobalAvgPool> annotation() {
    return GlobalAvgPool.class;
  }

  @Override
  public Optional<Op> define(LayerUse use, Way way, Report report) {
    return Optional.of(new io.github.trec4j.spec.op.GlobalAvgPool());
  }
}
