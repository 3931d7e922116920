package io.github.trec4j.spec.op;

import java.lang.annotation.Annotation;
import java.util.List;

/** The members by which annotations give a window, in as few numbers as there can be. */
final class WindowAttributes {
  private static final List<Integer> SIZE_OF_WINDOW = List.of(0);

  private WindowAttributes() {}

  /** Returns an annotation with a convolution's window. */
  static Attributes with(Attributes annotation, Window kernel) {
    return annotation
        .with("kernel", sizes(kernel))
        .with("stride", strides(kernel))
        .with("pad", pads(kernel));
  }

  /** Returns the annotation of a pooling, all whose members tell its window. */
  static Attributes ofPooling(Class<? extends Annotation> annotation, Window window) {
    List<Integer> sizes = sizes(window);
    List<Integer> strides = strides(window);
    return Attributes.of(annotation)
        .with("value", sizes)
        .with("stride", strides.equals(sizes) ? SIZE_OF_WINDOW : strides)
        .with("pad", pads(window));
  }

  private static List<Integer> sizes(Window window) {
    return pair(window.height(), window.width());
  }

  private static List<Integer> strides(Window window) {
    return pair(window.strideY(), window.strideX());
  }

  private static List<Integer> pads(Window window) {
    return window.top() == window.bottom() && window.left() == window.right()
        ? pair(window.top(), window.left())
        : List.of(window.top(), window.bottom(), window.left(), window.right());
  }

  private static List<Integer> pair(int vertical, int horizontal) {
    return vertical == horizontal ? List.of(vertical) : List.of(vertical, horizontal);
  }
}
