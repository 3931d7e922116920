package io.github.trec4j.layers;

import io.github.trec4j.math.Compute;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.tensor.Tensor;
import java.util.List;

/** A fully connected layer on the input flattened as {@code [H, W, C]}. */
public final class DenseLayer implements UnaryLayer {
  private static final int ROWS_AT_ONCE = 64;

  private final String name;
  private final Compute compute;
  private final Affine affine;
  private final boolean inputGradient;
  private final int inputs;
  private final Tensor output;
  private final Tensor gradientByInput;
  private Tensor input;

  /**
   * A layer of a {@link Dense}, with He-normal weights {@code [units, H * W * C]} and zero bias.
   */
  public DenseLayer(LayerContext context) {
    name = context.name();
    compute = context.compute();
    inputGradient = context.inputGradient();
    input = new Tensor(context.input());
    inputs = context.input().size();
    output = new Tensor(context.output());
    gradientByInput = new Tensor(context.input());
    Dense op = context.op(Dense.class);
    affine = new Affine(context, Bands.whole(inputs), op.units(), ROWS_AT_ONCE);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tensor forward(Tensor batch, Mode mode) {
    input = batch;
    output.resize(batch.batch());
    affine.readWeights();
    compute.workers().run(batch.batch(), this::forward);
    return output;
  }

  private void forward(int worker, int from, int to) {
    for (int first = from; first < to; first += ROWS_AT_ONCE) {
      int count = Math.min(ROWS_AT_ONCE, to - first);
      affine.rows(worker).put(0, input.values(), first * inputs, count * inputs);
      affine.forward(worker, count, output.values(), first * output.shape().size());
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
    compute
        .workers()
        .run(gradient.batch(), (worker, from, to) -> backward(gradient, worker, from, to));
    affine.sumGradients(gradient.batch());
    return gradientByInput;
  }

  private void backward(Tensor gradient, int worker, int from, int to) {
    int units = output.shape().size();
    for (int first = from; first < to; first += ROWS_AT_ONCE) {
      int count = Math.min(ROWS_AT_ONCE, to - first);
      affine.rows(worker).put(0, input.values(), first * inputs, count * inputs);
      affine.backward(worker, count, gradient.values(), first * units, first > from);
      if (inputGradient) {
        affine.backwardRows(worker, count);
        affine.rows(worker).get(0, gradientByInput.values(), first * inputs, count * inputs);
      }
    }
  }

  @Override
  public List<Parameter> parameters() {
    return affine.parameters();
  }

  @Override
  public Tensor output() {
    return output;
  }
}
