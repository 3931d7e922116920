package io.github.trec4j.convolution;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;

/**
 * A convolution of so many images in oneDNN's terms. Images lie {@code [N, H, W, C]}; weights as
 * the code that it makes likes them best, which is for each of the three products its own way.
 */
final class OneDnnProblem {
  private static final memory.data_type FLOAT = memory.data_type.f32;
  private static final dnnl.algorithm DIRECT = dnnl.algorithm.convolution_direct;

  private final engine processor;
  private final memory.desc input;
  private final memory.desc output;
  private final memory.desc weights;
  private final memory.desc anyWeights;
  private final memory.desc bias;
  private final long[] strides;
  private final long[] before;
  private final long[] after;
  private final primitive_attr attributes;

  OneDnnProblem(engine processor, Geometry geometry, int images) {
    this.processor = processor;
    Window window = geometry.window();
    input = images(images, geometry.input());
    output = images(images, geometry.output());
    weights = weights(geometry, memory.format_tag.ohwi);
    anyWeights = weights(geometry, memory.format_tag.any);
    bias = new memory.desc(new long[] {geometry.filters()}, FLOAT, memory.format_tag.x);
    strides = new long[] {window.strideY(), window.strideX()};
    before = new long[] {window.top(), window.left()};
    after = new long[] {window.bottom(), window.right()};
    attributes = new primitive_attr();
    // room of the library's own would belong to the thread that made the primitive
    attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
  }

  private static memory.desc images(int count, Shape shape) {
    long[] lengths = {count, shape.channels(), shape.height(), shape.width()};
    return new memory.desc(lengths, FLOAT, memory.format_tag.nhwc);
  }

  private static memory.desc weights(Geometry geometry, memory.format_tag order) {
    Window window = geometry.window();
    long[] lengths = {
      geometry.filters(), geometry.input().channels(), window.height(), window.width()
    };
    return new memory.desc(lengths, FLOAT, order);
  }

  engine processor() {
    return processor;
  }

  memory.desc input() {
    return input;
  }

  memory.desc output() {
    return output;
  }

  /** Returns the layout {@code [filters, height, width, C]}. */
  memory.desc weights() {
    return weights;
  }

  memory.desc bias() {
    return bias;
  }

  /** Has the forward pass planned. */
  convolution_forward.primitive_desc forward() {
    return new convolution_forward.primitive_desc(
        processor,
        dnnl.prop_kind.forward_training,
        DIRECT,
        input,
        anyWeights,
        bias,
        output,
        strides,
        before,
        after,
        attributes,
        false);
  }

  /** Has the gradient by the input planned. */
  convolution_backward_data.primitive_desc byInput() {
    return new convolution_backward_data.primitive_desc(
        processor,
        DIRECT,
        input,
        anyWeights,
        output,
        strides,
        before,
        after,
        forward(),
        attributes,
        false);
  }

  /** Has the gradients by weights and bias planned. */
  convolution_backward_weights.primitive_desc byWeights() {
    return new convolution_backward_weights.primitive_desc(
        processor,
        DIRECT,
        input,
        anyWeights,
        bias,
        output,
        strides,
        before,
        after,
        forward(),
        attributes,
        false);
  }
}
