package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fields of a kernel's C shape, by the names that all kernels use. */
final class ShapeFields {
  private final Map<String, Integer> fields = new LinkedHashMap<>();

  ShapeFields with(String name, int value) {
    fields.put(name, value);
    return this;
  }

  /** Adds the input of a kernel that gives another number of channels. */
  ShapeFields input(Shape input) {
    return rows(input).with("input_channels", input.channels());
  }

  /** Adds the input of a kernel that keeps channels apart. */
  ShapeFields channelsApart(Shape input) {
    return rows(input).with("channels", input.channels());
  }

  private ShapeFields rows(Shape input) {
    return with("input_height", input.height()).with("input_width", input.width());
  }

  /** Adds a window without its padding. */
  ShapeFields window(Window window) {
    return with("kernel_height", window.height())
        .with("kernel_width", window.width())
        .with("stride_y", window.strideY())
        .with("stride_x", window.strideX());
  }

  /** Adds where the first window begins; the output's size says what lies beyond the last one. */
  ShapeFields pad(Window window) {
    return with("pad_top", window.top()).with("pad_left", window.left());
  }

  ShapeFields output(Shape output) {
    return with("output_height", output.height()).with("output_width", output.width());
  }

  Map<String, Integer> build() {
    return Collections.unmodifiableMap(fields);
  }
}
