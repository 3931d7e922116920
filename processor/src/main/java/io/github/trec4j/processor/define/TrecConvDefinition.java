package io.github.trec4j.processor.define;

import com.google.auto.service.AutoService;
import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@link TrecConv}. */
@AutoService(LayerDefinition.class)
public final class TrecConvDefinition implements LayerDefinition {
  private static final List<Range> OF_REUSE =
      List.of(
          Range.of("segment", 0, Limits.SEGMENT),
          Range.of("bits", Reuse.MIN_BITS, Reuse.MAX_BITS),
          Range.of("maxClusters", 0, 1 << Reuse.MAX_BITS),
          Range.of("keep", 0, Limits.SEGMENT - 1),
          Range.of("rank", 0, Limits.CHANNELS - 1));

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
    return Stream.concat(Windows.OF_CONVOLUTIONS.stream(), OF_REUSE.stream()).toList();
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
            reuse(annotation, segment));
    boolean divides = ReuseCheck.checkSegments(use, conv, input, report);
    return Optional.of(divides ? Profit.settle(use, conv, input, report) : conv);
  }

  /** Returns the length of a segment, the default where the annotation names none. */
  private static int segment(AnnotationUse annotation, Window kernel, Shape input) {
    int segment = annotation.number("segment");
    Sharing sharing = annotation.constant("sharing", Sharing.class);
    return segment == 0 ? Segmentation.defaultLength(sharing, kernel, input.channels()) : segment;
  }

  private static Reuse reuse(AnnotationUse annotation, int segment) {
    return Reuse.builder(segment)
        .bits(annotation.number("bits"))
        .maxClusters(annotation.number("maxClusters"))
        .sharing(annotation.constant("sharing", Sharing.class))
        .hashing(annotation.constant("hashing", Hashing.class))
        .hashGradient(annotation.constant("hashGradient", HashGradient.class))
        .reassign(annotation.flag("reassign"))
        .keep(annotation.number("keep"))
        .rank(annotation.number("rank"))
        .build();
  }
}
