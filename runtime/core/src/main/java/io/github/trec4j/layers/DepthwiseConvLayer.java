package io.github.trec4j.layers;

import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import io.github.trec4j.tensor.Tensor;
import io.github.trec4j.tensor.TensorName;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A convolution of each channel by itself, tap by tap over all channels at once. */
public final class DepthwiseConvLayer implements UnaryLayer {
  private final String name;
  private final Workers workers;
  private final Window window;
  private final boolean inputGradient;
  private final boolean hasBias;
  private final Shape shape;
  private final int channels;
  private final Parameter weights;
  private final Parameter bias;
  private final Tensor output;
  private final Tensor gradientByInput;
  // [kernel row, kernel column, channel], so that loops run along channels
  private final float[] taps;
  // a worker each, summed in their order
  private final float[][] tapGradients;
  private final float[][] biasGradients;
  private Tensor input;

  /**
   * A layer of a {@link DepthwiseConv}, with He-normal weights {@code [C, kernel * kernel]} and
   * zero bias.
   */
  public DepthwiseConvLayer(LayerContext context) {
    name = context.name();
    workers = context.workers();
    window = context.op(DepthwiseConv.class).kernel();
    inputGradient = context.inputGradient();
    hasBias = context.op().bias();
    shape = context.input();
    channels = shape.channels();
    weights = Parameter.zeros(TensorName.WEIGHTS.of(name), true, channels, window.area());
    bias = Parameter.zeros(TensorName.BIAS.of(name), false, channels);
    Initialization.heNormal(weights.values(), window.area(), new Random(context.seed()));
    output = new Tensor(context.output());
    gradientByInput = new Tensor(shape);
    taps = new float[weights.values().length];
    tapGradients = new float[workers.count()][taps.length];
    biasGradients = new float[workers.count()][channels];
    input = gradientByInput;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tensor forward(Tensor batch, Mode mode) {
    input = batch;
    output.resize(batch.batch());
    for (int i = 0; i < taps.length; i++) {
      taps[i] = weights.values()[place(i)];
    }
    workers.run(batch.batch(), (worker, from, to) -> forward(from, to));
    return output;
  }

  /** Returns where a value of {@link #taps} stands among the weights. */
  private int place(int tap) {
    return tap % channels * window.area() + tap / channels;
  }

  private void forward(int from, int to) {
    float[] sums = output.values();
    for (int at = from * output.shape().size(); at < to * output.shape().size(); at += channels) {
      System.arraycopy(bias.values(), 0, sums, at, channels);
    }
    forEachTap(
        from, to, (pixel, cell, tap) -> addProducts(input.values(), cell, taps, tap, sums, pixel));
  }

  /** Adds the products of a pixel's channels with a tap's. */
  private void addProducts(
      float[] values, int at, float[] factors, int factorsAt, float[] sums, int sumsAt) {
    for (int c = 0; c < channels; c++) {
      sums[sumsAt + c] += values[at + c] * factors[factorsAt + c];
    }
  }

  private interface TapVisitor {
    /** Takes where an output pixel, the input pixel under a tap, and that tap's weights start. */
    void visit(int pixel, int cell, int tap);
  }

  /** Visits all taps on the image; padding is zero and adds nothing. */
  private void forEachTap(int from, int to, TapVisitor visitor) {
    Shape out = output.shape();
    int pixel = from * out.size();
    for (int image = from; image < to; image++) {
      for (int y = 0; y < out.height(); y++) {
        for (int x = 0; x < out.width(); x++, pixel += channels) {
          forEachTap(image, y, x, pixel, visitor);
        }
      }
    }
  }

  private void forEachTap(int image, int y, int x, int pixel, TapVisitor visitor) {
    int top = y * window.strideY() - window.top();
    int left = x * window.strideX() - window.left();
    int lastRow = Math.min(window.height(), shape.height() - top);
    int lastColumn = Math.min(window.width(), shape.width() - left);
    for (int row = Math.max(0, -top); row < lastRow; row++) {
      int line = (image * shape.height() + top + row) * shape.width() + left;
      for (int column = Math.max(0, -left); column < lastColumn; column++) {
        int tap = (row * window.width() + column) * channels;
        visitor.visit(pixel, (line + column) * channels, tap);
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The result is empty if this layer was made without the gradient by its input.
   */
  @Override
  public Tensor backward(Tensor gradient) {
    if (inputGradient) {
      gradientByInput.resize(gradient.batch());
    }
    workers.run(
        gradient.batch(), (worker, from, to) -> backward(gradient.values(), worker, from, to));
    sumGradients(gradient.batch());
    return gradientByInput;
  }

  private void backward(float[] gradient, int worker, int from, int to) {
    float[] byTaps = tapGradients[worker];
    float[] byBias = biasGradients[worker];
    float[] byInput = gradientByInput.values();
    Arrays.fill(byTaps, 0f);
    Arrays.fill(byBias, 0f);
    for (int at = from * output.shape().size(); at < to * output.shape().size(); at += channels) {
      for (int c = 0; c < channels; c++) {
        byBias[c] += gradient[at + c];
      }
    }
    forEachTap(
        from,
        to,
        (pixel, cell, tap) -> addProducts(gradient, pixel, input.values(), cell, byTaps, tap));
    if (inputGradient) {
      Arrays.fill(byInput, from * shape.size(), to * shape.size(), 0f);
      forEachTap(
          from, to, (pixel, cell, tap) -> addProducts(gradient, pixel, taps, tap, byInput, cell));
    }
  }

  private void sumGradients(int batch) {
    Arrays.fill(weights.gradient(), 0f);
    Arrays.fill(bias.gradient(), 0f);
    for (int worker = 0; worker < workers.count(); worker++) {
      if (!workers.isIdle(worker, batch)) {
        for (int i = 0; i < taps.length; i++) {
          weights.gradient()[place(i)] += tapGradients[worker][i];
        }
        for (int c = 0; c < channels; c++) {
          bias.gradient()[c] += biasGradients[worker][c];
        }
      }
    }
  }

  @Override
  public List<Parameter> parameters() {
    return hasBias ? List.of(weights, bias) : List.of(weights);
  }

  @Override
  public Tensor output() {
    return output;
  }
}
