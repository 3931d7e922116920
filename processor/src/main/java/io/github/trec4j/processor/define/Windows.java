package io.github.trec4j.processor.define;

import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.stream.Stream;

/** What annotations of convolutions have in common, and what those of poolings have. */
final class Windows {
  /** The member that holds a convolution's size. */
  static final String KERNEL = "kernel";

  /** The member that holds a pooling's size. */
  static final String POOL = "value";

  private static final int MOST_KERNEL = 31;
  private static final int MOST_POOL = 255;

  /** The ranges of a kernel's members. */
  static final List<Range> OF_KERNELS =
      List.of(
          Range.of(KERNEL, 1, MOST_KERNEL),
          Range.of("stride", 1, MOST_KERNEL),
          Range.of("pad", 0, MOST_KERNEL - 1));

  /** The ranges of a convolution's members. */
  static final List<Range> OF_CONVOLUTIONS =
      Stream.concat(Stream.of(Range.of("filters", 1, Limits.CHANNELS)), OF_KERNELS.stream())
          .toList();

  static final Range POOL_SIZE = Range.of(POOL, 1, MOST_POOL);
  static final Range POOL_STRIDE = Range.of("stride", 0, MOST_POOL);
  static final Range POOL_PAD = Range.of("pad", 0, MOST_POOL - 1);

  private Windows() {}

  static Window ofConvolution(AnnotationUse annotation) {
    return Window.square(
        annotation.number(KERNEL), annotation.number("stride"), annotation.number("pad"));
  }

  static Window ofPooling(AnnotationUse annotation, int pad) {
    int size = annotation.number(POOL);
    int stride = annotation.number("stride");
    return Window.square(size, stride == 0 ? size : stride, pad);
  }

  /** Checks the padding and returns whether it is smaller than the window. */
  static boolean checkPad(AnnotationUse annotation, String sizeMember, Report report) {
    int pad = annotation.number("pad");
    int size = annotation.number(sizeMember);
    if (pad >= size) {
      report.add(Message.PAD_TOO_LARGE, annotation.site("pad"), pad, size, size - 1);
    }
    return pad < size;
  }

  /** Checks a window over the input that reaches it and returns whether it fits. */
  static boolean checkFit(LayerUse use, String sizeMember, Window window, Way way, Report report) {
    Shape input = way.inputOf(use);
    boolean fits = window.fits(input);
    if (!fits) {
      report.add(
          Message.WINDOW_TOO_LARGE,
          use.annotation().site(sizeMember),
          use.name(),
          window.height(),
          window.width(),
          window.mostPad() == 0 ? input : input + " padded to " + window.padded(input),
          way.to(use));
    }
    return fits;
  }
}
