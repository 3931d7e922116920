package io.github.trec4j.processor.define;

import io.github.trec4j.dsl.Padding;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.List;
import java.util.stream.Stream;

/** How annotations of convolutions and of poolings, once checked, become windows. */
final class Windows {
  /** The member that holds a convolution's size. */
  static final String KERNEL = "kernel";

  /** The member that holds a pooling's size. */
  static final String POOL = "value";

  static final String STRIDE = "stride";
  static final String PAD = "pad";

  /** Top, bottom, left, right. */
  static final int SIDES = 4;

  private static final int MOST_KERNEL = 31;
  private static final int MOST_POOL = 255;

  /** The ranges of a kernel's members. */
  static final List<Range> OF_KERNELS =
      List.of(
          Range.of(KERNEL, 1, MOST_KERNEL),
          Range.of(STRIDE, 1, MOST_KERNEL),
          Range.of(PAD, 0, MOST_KERNEL - 1));

  /** The ranges of a convolution's members. */
  static final List<Range> OF_CONVOLUTIONS =
      Stream.concat(Stream.of(Range.of("filters", 1, Shape.MOST_CHANNELS)), OF_KERNELS.stream())
          .toList();

  /** The ranges of a pooling's members. */
  static final List<Range> OF_POOLINGS =
      List.of(
          Range.of(POOL, 1, MOST_POOL),
          Range.of(STRIDE, 0, MOST_POOL),
          Range.of(PAD, 0, MOST_POOL - 1));

  private Windows() {}

  /** Returns a convolution's window before there is any padding. */
  static Window unpaddedKernel(AnnotationUse annotation) {
    List<Integer> sizes = annotation.numbers(KERNEL);
    List<Integer> strides = annotation.numbers(STRIDE);
    return Window.unpadded(first(sizes), last(sizes), first(strides), last(strides));
  }

  /** Returns a convolution's window over an input. */
  static Window ofConvolution(AnnotationUse annotation, Shape input) {
    return padded(unpaddedKernel(annotation), annotation, input);
  }

  /** Returns a pooling's window over an input; it moves by its size where the stride is 0. */
  static Window ofPooling(AnnotationUse annotation, Shape input) {
    List<Integer> sizes = annotation.numbers(POOL);
    List<Integer> strides = annotation.numbers(STRIDE);
    int down = first(strides) == 0 ? first(sizes) : first(strides);
    int across = last(strides) == 0 ? last(sizes) : last(strides);
    return padded(Window.unpadded(first(sizes), last(sizes), down, across), annotation, input);
  }

  private static Window padded(Window window, AnnotationUse annotation, Shape input) {
    return isSame(annotation) ? window.same(input) : explicitlyPadded(window, annotation);
  }

  /** Returns whether sizes choose the padding. */
  static boolean isSame(AnnotationUse annotation) {
    return annotation.constant("padding", Padding.class) == Padding.SAME;
  }

  private static Window explicitlyPadded(Window window, AnnotationUse annotation) {
    List<Integer> pads = annotation.numbers(PAD);
    int vertical = first(pads);
    int horizontal = last(pads);
    return pads.size() == SIDES
        ? window.withPad(pads.get(0), pads.get(1), pads.get(2), pads.get(3))
        : window.withPad(vertical, vertical, horizontal, horizontal);
  }

  static int first(List<Integer> numbers) {
    return numbers.get(0);
  }

  static int last(List<Integer> numbers) {
    return numbers.get(numbers.size() - 1);
  }
}
