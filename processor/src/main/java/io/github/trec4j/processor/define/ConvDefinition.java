package io.github.trec4j.processor.define;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.Conv;
import io.github.trec4j.dsl.Form;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.WinogradForm;
import java.util.List;
import java.util.Optional;

/** {@link Conv}. */
@AutoService(LayerDefinition.class)
public final class ConvDefinition implements LayerDefinition {
  @Override
  public Class<Conv> annotation() {
    return Conv.class;
  }

  @Override
  public boolean isWeighted() {
    return true;
  }

  @Override
  public List<Range> ranges() {
    return Windows.OF_CONVOLUTIONS;
  }

  @Override
  public boolean checkMembers(AnnotationUse annotation, Report report) {
    boolean window = WindowCheck.checkMembers(annotation, Windows.KERNEL, report);
    return window && checkForm(annotation, report);
  }

  private static boolean checkForm(AnnotationUse annotation, Report report) {
    Window kernel = Windows.unpaddedKernel(annotation);
    boolean has =
        switch (form(annotation)) {
          case FASTEST, DIRECT -> true;
          case WINOGRAD -> !WinogradForm.of(kernel).isEmpty();
          case WINOGRAD_ON_THE_FLY ->
              WinogradForm.of(kernel).stream().anyMatch(WinogradForm::isOnTheFly);
        };
    if (!has) {
      report.add(Message.NO_WINOGRAD_FORM, annotation.site("form"), kernel.describe());
    }
    return has;
  }

  private static Form form(AnnotationUse annotation) {
    return annotation.constant("form", Form.class);
  }

  @Override
  public Optional<Op> define(LayerUse use, Way way, Report report) {
    Window kernel = Windows.ofConvolution(use.annotation(), way.inputOf(use));
    if (!WindowCheck.checkFit(use, Windows.KERNEL, kernel, way, report)) {
      return Optional.empty();
    }
    int filters = use.annotation().number("filters");
    boolean bias = use.annotation().flag("bias");
    return Optional.of(
        new io.github.trec4j.spec.op.Conv(filters, kernel, bias, form(use.annotation())));
  }
}
