package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.spec.plan.DepthwiseConvPlan;
import io.github.trec4j.spec.plan.ParameterArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mirrors {@code trec4j_depthwise_conv}: a convolution of each channel by itself. */
final class DepthwiseConvKernel implements Int8Kernel {
  private final DepthwiseConvPlan plan;
  private final LinearParameters params;

  DepthwiseConvKernel(DepthwiseConvPlan plan, LinearParameters params) {
    this.plan = plan;
    this.params = params;
  }

  static QuantizedStep quantize(DepthwiseConvPlan plan, QuantizationContext context) {
    return LinearParameters.quantize(context, params -> new DepthwiseConvKernel(plan, params));
  }

  LinearParameters params() {
    return params;
  }

  @Override
  public Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] to) {
    Shape output = plan.output();
    byte[] row = new byte[plan.op().kernel().area() * output.channels()];
    int[] sums = new int[output.channels()];
    int place = 0;
    for (int oy = 0; oy < output.height(); oy++) {
      for (int ox = 0; ox < output.width(); ox++, place += sums.length) {
        sum(inputs.get(0), oy, ox, row, sums);
        params.requantize(sums, to, place);
      }
    }
    return Optional.empty();
  }

  private void sum(byte[] from, int oy, int ox, byte[] row, int[] sums) {
    Window kernel = plan.op().kernel();
    Columns.im2row(from, plan.input(), kernel, params.inputZeroPoint(), oy, ox, row);
    System.arraycopy(params.bias(), 0, sums, 0, sums.length);
    for (int i = 0; i < row.length; i++) {
      int channel = i % sums.length;
      sums[channel] += row[i] * params.weights()[channel * kernel.area() + i / sums.length];
    }
  }

  /** The kernel reads the weights tap by tap, {@code [kernel row][kernel column][channel]}. */
  @Override
  public int[] packed(ParameterArray array) {
    return array.field().equals("weights") ? byTap() : params.packed(array);
  }

  private int[] byTap() {
    int channels = params.filters();
    int[] packed = new int[params.weights().length];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = params.weights()[i % channels * params.entries() + i / channels];
    }
    return packed;
  }

  @Override
  public Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("input_zero_point", params.inputZeroPoint());
    numbers.putAll(params.outputNumbers());
    return numbers;
  }
}
