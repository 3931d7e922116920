package io.github.trec4j.layers;

import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.tensor.Tensor;

/** {@code max(x, 0)}. */
public final class ReluLayer implements UnaryLayer {
  // y * STEEP is at least 1 for every normal y > 0: a step without a branch, so it vectorises
  private static final float STEEP = 0x1p126f;

  private final String name;
  private final Workers workers;
  private final Tensor output;

  /** A layer of a {@link Relu}. */
  public ReluLayer(LayerContext context) {
    context.op(Relu.class);
    this.name = context.name();
    this.workers = context.workers();
    this.output = new Tensor(context.output());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tensor forward(Tensor input, Mode mode) {
    output.resize(input.batch());
    int size = input.shape().size();
    workers.run(
        input.batch(),
        (worker, from, to) -> rectify(input.values(), output.values(), from * size, to * size));
    return output;
  }

  private static void rectify(float[] input, float[] output, int from, int to) {
    for (int i = from; i < to; i++) {
      output[i] = Math.max(input[i], 0f);
    }
  }

  /** {@inheritDoc} The gradient is changed in place and returned. */
  @Override
  public Tensor backward(Tensor gradient) {
    int size = gradient.shape().size();
    workers.run(
        gradient.batch(),
        (worker, from, to) -> mask(gradient.values(), output.values(), from * size, to * size));
    return gradient;
  }

  private static void mask(float[] gradient, float[] output, int from, int to) {
    for (int i = from; i < to; i++) {
      gradient[i] *= Math.min(output[i] * STEEP, 1f);
    }
  }

  @Override
  public Tensor output() {
    return output;
  }
}
