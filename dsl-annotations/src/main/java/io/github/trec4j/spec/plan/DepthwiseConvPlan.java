package io.github.trec4j.spec.plan;

import static io.github.trec4j.spec.plan.CodeBytes.when;

import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.util.List;
import java.util.Map;

/**
 * {@code trec4j_depthwise_conv}: a convolution of each channel by itself.
 *
 * @param op the convolution
 * @param input the shape it reads
 */
public record DepthwiseConvPlan(DepthwiseConv op, Shape input) implements KernelPlan {
  private static final double CYCLES_PER_INSTRUCTION = 1.33;

  /** A multiply-add: two loads, their addresses, and whether the pixel is on the image. */
  private static final double PRODUCT = 11.2;

  /** Bias, requantisation, the loop over channels. */
  private static final double OUTPUT = 64;

  /** The same where no window is clipped, which the compiler knows. */
  private static final double UNPADDED_PRODUCT = 8;

  private static final double UNPADDED_OUTPUT = 6.4;
  private static final double UNPADDED_PIXEL = 15;

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.depthwiseConv(this);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(input);
  }

  @Override
  public String stem() {
    return "depthwise_conv";
  }

  @Override
  public Map<String, Integer> shape() {
    return new ShapeFields()
        .channelsApart(input)
        .window(op.kernel())
        .pad(op.kernel())
        .output(output())
        .build();
  }

  @Override
  public List<ParameterArray> parameters() {
    int channels = input.channels();
    return List.of(
        new ParameterArray("weights", ElementType.INT8, op.kernel().area() * channels),
        new ParameterArray("bias", ElementType.INT32, channels),
        new ParameterArray("multipliers", ElementType.INT32, channels));
  }

  @Override
  public double instructions(double clusters) {
    double taps = op.kernel().area();
    if (op.kernel().mostPad() > 0) {
      return output().size() * (PRODUCT * taps + OUTPUT);
    }
    return output().size() * (UNPADDED_PRODUCT * taps + UNPADDED_OUTPUT)
        + output().pixels() * UNPADDED_PIXEL;
  }

  @Override
  public double cycles(double clusters) {
    return CYCLES_PER_INSTRUCTION * instructions(clusters);
  }

  /** All of them for each pixel. */
  @Override
  public double parameterReads(double clusters) {
    return output().pixels() * KernelPlan.super.parameterReads(clusters);
  }

  @Override
  public int codeBytes() {
    return 36
        + when(op.kernel().mostPad() > 0, 36)
        + when(output().pixels() > 1, 92)
        + when(op.kernel().height() > 1, 12)
        + when(op.kernel().width() > 1, 60)
        + when(input.channels() > 1, 60);
  }

  @Override
  public boolean rescales() {
    return true;
  }
}
