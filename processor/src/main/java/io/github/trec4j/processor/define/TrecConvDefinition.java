package io.github.trec4j.processor.define;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.ReuseMembers;
import io.github.trec4j.spec.op.ReuseRules;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@link TrecConv}. */
@AutoService(LayerDefinition.class)
public final class TrecConvDefinition implements LayerDefinition {
  @Override
  public Class<TrecConv> annotation() {
    return TrecConv.class;
  }

  /** Whether a convolution reuses is not seen in names, so that all methods have the same. */
  @Override
  public String label() {
    return "conv";
  }

  /** The same as of {@code @Conv}, since each model is compiled conventionally too. */
  @Override
  public String layerClass() {
    return "ConvLayer";
  }

  @Override
  public boolean isWeighted() {
    return true;
  }

  @Override
  public List<Range> ranges() {
    Stream<Range> ofReuse =
        ReuseRules.ranges().entrySet().stream()
            .map(range -> new Range(range.getKey(), range.getValue()));
    return Stream.concat(Windows.OF_CONVOLUTIONS.stream(), ofReuse).toList();
  }

  @Override
  public boolean checkMembers(AnnotationUse annotation, Report report) {
    boolean reuse = ReuseCheck.checkMembers(annotation, report);
    return WindowCheck.checkMembers(annotation, Windows.KERNEL, report) && reuse;
  }

  @Override
  public Optional<Op> define(LayerUse use, Way way, Report report) {
    AnnotationUse annotation = use.annotation();
    Shape input = way.inputOf(use);
    Window kernel = Windows.ofConvolution(annotation, input);
    int segment = segment(annotation, kernel, input);
    if (!ReuseCheck.checkKept(annotation, segment, report)
        || !WindowCheck.checkFit(use, Windows.KERNEL, kernel, way, report)) {
      return Optional.empty();
    }
    io.github.trec4j.spec.op.TrecConv conv =
        new io.github.trec4j.spec.op.TrecConv(
            annotation.number("filters"),
            kernel,
            annotation.flag("bias"),
            ReuseMembers.of(annotation).reuse(segment));
    boolean divides = ReuseCheck.checkSegments(use, conv, input, report);
    return Optional.of(divides ? Profit.settle(use, conv, input, report) : conv);
  }

  /** Returns the length of a segment, the default where the annotation names none. */
  private static int segment(AnnotationUse annotation, Window kernel, Shape input) {
    int segment = annotation.number("segment");
    Sharing sharing = annotation.constant("sharing", Sharing.class);
    return segment == 0 ? Segmentation.defaultLength(sharing, kernel, input.channels()) : segment;
  }
}
