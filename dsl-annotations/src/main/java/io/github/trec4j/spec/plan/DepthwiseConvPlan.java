package io.github.trec4j.spec.plan;

import static io.github.trec4j.spec.plan.CodeBytes.when;

import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
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
  /** Columns of a kernel up to which the compiler unrolls a row of it. */
  private static final int UNROLLED = 2;

  /** Going on with the next pixel and its channels, of which there are several. */
  private static final Work PIXEL = new Work(11, 19.4);

  private static final Work CLIPPED_PIXEL = new Work(17.3, 25);

  /** Where no window is clipped: bias, requantisation, the loop over channels. */
  private static final Work OUTPUT = new Work(11.8, 14.8);

  /** A multiply-add: two loads and their addresses. */
  private static final Work TAP = new Work(3.17, 4.34);

  /** The loops over a kernel's rows, and over the columns of a row that is not unrolled. */
  private static final Work ROWS = new Work(3.1, 0);

  private static final Work ROW = new Work(4, 7.1);
  private static final Work LONG_ROW = new Work(4.5, 4.4);
  private static final Work LONG_TAP = new Work(2.58, 4.35);

  /** The same where windows may be clipped, and what it takes to ask for it. */
  private static final Work CLIPPED_OUTPUT = new Work(9.7, 14.8);

  /** A tap of an unrolled row, and of one that is not. */
  private static final ClippedTap CLIPPED_TAP =
      new ClippedTap(
          new Work(14, 18.3), new Work(0.28, 0.7), new Work(5.93, 6.4), new Work(2.37, 3.8));

  private static final ClippedTap CLIPPED_LONG_TAP =
      new ClippedTap(
          new Work(6, 7.6), new Work(1.3, 1.2), new Work(1.37, 2.4), new Work(1.29, 2.5));

  /** A row that is not unrolled, and the loop over these. */
  private static final Work CLIPPED_LONG_ROW = new Work(20.7, 24.9);

  private static final Work CLIPPED_LONG_OUTPUT = new Work(4.2, 18.9);

  /**
   * A tap of a kernel whose windows may be clipped.
   *
   * @param any one that may be above or below the map
   * @param beside what it takes more where it may be beside the map
   * @param besideBoth and more where on either side
   * @param outside what it takes more where it may be beside, and above or below the map
   */
  private record ClippedTap(Work any, Work beside, Work besideBoth, Work outside) {}

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
    return work().instructions();
  }

  @Override
  public double cycles(double clusters) {
    return work().cycles();
  }

  private Work work() {
    boolean clips = CodeBytes.clips(op.kernel(), input);
    Work ofOutput = clips ? clipped() : whole();
    Work work = ofOutput.times(output().size());
    return input.channels() == 1
        ? work
        : work.plus((clips ? CLIPPED_PIXEL : PIXEL).times(output().pixels()));
  }

  private boolean isLong() {
    return op.kernel().width() > UNROLLED;
  }

  private Work whole() {
    int taps = op.kernel().area();
    int rows = op.kernel().height();
    Work work = OUTPUT.plus(TAP.times(taps));
    if (rows > 1) {
      work = work.plus(ROWS).plus(ROW.times(rows));
    }
    return isLong() ? work.plus(LONG_ROW.times(rows)).plus(LONG_TAP.times(taps)) : work;
  }

  private Work clipped() {
    boolean beside = CodeBytes.clipsAcross(op.kernel(), input);
    ClippedTap costs = isLong() ? CLIPPED_LONG_TAP : CLIPPED_TAP;
    Work tap = costs.any();
    if (beside) {
      tap = tap.plus(costs.beside());
      tap = isOnBothSides() ? tap.plus(costs.besideBoth()) : tap;
    }
    if (beside && CodeBytes.clipsDown(op.kernel(), input)) {
      tap = tap.plus(costs.outside());
    }
    Work output =
        isLong()
            ? CLIPPED_LONG_OUTPUT.plus(CLIPPED_LONG_ROW.times(op.kernel().height()))
            : CLIPPED_OUTPUT;
    return output.plus(tap.times(op.kernel().area()));
  }

  /** Returns whether windows reach beyond the map to the left, and others to the right. */
  private boolean isOnBothSides() {
    Window kernel = op.kernel();
    int last = (output().width() - 1) * kernel.strideX() - kernel.left();
    return kernel.left() > 0 && last + kernel.width() > input.width();
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
