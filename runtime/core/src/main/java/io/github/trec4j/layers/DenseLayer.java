package io.github.trec4j.layers;

import io.github.trec4j.convolution.Convolver;
import io.github.trec4j.convolution.Geometry;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.tensor.Tensor;
import java.util.List;

/** A fully connected layer on the input flattened as {@code [H, W, C]}. */
public final class DenseLayer implements UnaryLayer {
  private final String name;
  private final Filters filters;
  private final Convolver convolver;
  private final boolean inputGradient;
  private final Tensor output;
  private final Tensor gradientByInput;
  private Tensor input;

  /**
   * A layer of a {@link Dense}, with He-normal weights {@code [units, H * W * C]} and zero bias.
   */
  public DenseLayer(LayerContext context) {
    name = context.name();
    inputGradient = context.inputGradient();
    input = new Tensor(context.input());
    output = new Tensor(context.output());
    gradientByInput = new Tensor(context.input());
    int inputs = context.input().size();
    int units = context.op(Dense.class).units();
    filters = Filters.of(context, units, inputs);
    convolver = context.convolver(Geometry.dense(inputs, units));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tensor forward(Tensor batch, Mode mode) {
    input = batch;
    output.resize(batch.batch());
    convolver.forward(
        batch.values(),
        batch.batch(),
        filters.weights().values(),
        filters.bias().values(),
        output.values());
    return output;
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
    convolver.backward(
        input.values(),
        gradient.values(),
        gradient.batch(),
        filters.weights().gradient(),
        filters.biasGradient(),
        gradientByInput.values());
    return gradientByInput;
  }

  @Override
  public List<Parameter> parameters() {
    return filters.parameters();
  }

  @Override
  public Tensor output() {
    return output;
  }
}
