package io.github.trec4j.processor.define;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.DepthwiseConv;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Optional;

/** {@link DepthwiseConv}. */
@AutoService(LayerDefinition.class)
public final class DepthwiseConvDefinition implements LayerDefinition {
  @Override
  public Class<DepthwiseConv> annotation() {
    return DepthwiseConv.class;
  }

  @Override
  public boolean isWeighted() {
    return true;
  }

  @Override
  public List<Range> ranges() {
    return Windows.OF_KERNELS;
  }

  @Override
  public boolean checkMembers(AnnotationUse annotation, Report report) {
    return WindowCheck.checkMembers(annotation, Windows.KERNEL, report);
  }

  @Override
  public Optional<Op> define(LayerUse use, Way way, Report report) {
    Window kernel = Windows.ofConvolution(use.annotation(), way.inputOf(use));
    return WindowCheck.checkFit(use, Windows.KERNEL, kernel, way, report)
        ? Optional.of(
            new io.github.trec4j.spec.op.DepthwiseConv(kernel, use.annotation().flag("bias")))
        : Optional.empty();
  }
}
