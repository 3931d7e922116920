package io.github.trec4j.layers;

import io.github.trec4j.convolution.Convolver;
import io.github.trec4j.convolution.Geometry;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A convolution, of the input as it is or with its segments replaced by their clusters' means. */
public final class ConvLayer implements UnaryLayer {
  private final String name;
  private final Filters filters;
  private final Optional<FilterBasis> basis;
  private final Optional<ReplacedSegments> segments;
  private final Convolver convolver;
  private final boolean inputGradient;
  private final Tensor output;
  private final Tensor gradientByInput;
  // what the filters were multiplied with
  private float[] convolved = new float[0];

  /**
   * A layer of a {@link Convolution}, with or without reuse; He-normal weights {@code [filters,
   * kernel * kernel * C]} and zero bias.
   */
  public ConvLayer(LayerContext context) {
    Convolution op = context.op(Convolution.class);
    name = context.name();
    inputGradient = context.inputGradient();
    segments =
        op instanceof TrecConv trec
            ? Optional.of(new ReplacedSegments(context, trec))
            : Optional.empty();
    Geometry geometry =
        segments
            .map(ReplacedSegments::geometry)
            .orElseGet(() -> new Geometry(context.input(), op.kernel(), op.filters()));
    filters = Filters.of(context, op.filters(), geometry.filterSize());
    convolver = context.convolver(geometry);
    output = new Tensor(context.output());
    gradientByInput = new Tensor(context.input());
    basis =
        op.ifReusing()
            .filter(reuse -> reuse.rank() > 0)
            .map(reuse -> FilterBasis.of(name, op.filters(), reuse.rank()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tensor forward(Tensor input, Mode mode) {
    float[] weights = filters.weights().values();
    return forward(input, mode, basis.map(few -> few.project(weights)).orElse(weights));
  }

  private Tensor forward(Tensor input, Mode mode, float[] weights) {
    int batch = input.batch();
    output.resize(batch);
    convolved = segments.map(reuse -> reuse.replace(input, mode)).orElseGet(input::values);
    convolver.forward(convolved, batch, weights, filters.bias().values(), output.values());
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
    float[] byWeights = filters.weights().gradient();
    convolver.backward(
        convolved,
        gradient.values(),
        gradient.batch(),
        byWeights,
        filters.biasGradient(),
        segments.map(this::gradientBySegments).orElseGet(gradientByInput::values));
    basis.ifPresent(
        few -> System.arraycopy(few.project(byWeights), 0, byWeights, 0, byWeights.length));
    segments.ifPresent(reuse -> reuse.backward(gradientByInput));
    return gradientByInput;
  }

  /** Returns where the gradient by replaced segments goes: over them, where anybody needs it. */
  private float[] gradientBySegments(ReplacedSegments reuse) {
    return inputGradient || reuse.isTrained() ? convolved : new float[0];
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(filters.parameters());
    segments.ifPresent(reuse -> all.addAll(reuse.parameters()));
    return all;
  }

  @Override
  public List<State> states() {
    List<State> all = new ArrayList<>();
    segments.ifPresent(reuse -> all.addAll(reuse.states()));
    basis.ifPresent(few -> all.add(few.state()));
    return all;
  }

  /** Returns whether hash vectors must be made from data, by {@link #learnReuse}. */
  public boolean learnsReuse() {
    return segments.filter(ReplacedSegments::learns).isPresent();
  }

  /**
   * Makes from this layer's own inputs what reuse needs: the directions kept, the hash vectors and,
   * where filters have a basis, that. The weights are then replaced by the combinations of the
   * basis that come nearest.
   *
   * @param input a few hundred images as they come to this layer
   * @param filterScales what each filter's output is multiplied with by the layers after it, as
   *     batch normalisation does: errors count by what remains of them
   * @throws IllegalStateException if this layer does not learn hash vectors
   */
  public void learnReuse(Tensor input, float[] filterScales, long hashSeed) {
    ReplacedSegments learning =
        segments
            .filter(ReplacedSegments::learns)
            .orElseThrow(() -> new IllegalStateException(name + " does not learn hash vectors"));
    float[] weights = filters.weights().values();
    learning.learn(input, weights, filterScales, hashSeed);
    basis.ifPresent(
        few -> few.learn(forward(input, Mode.EVALUATE, weights), filterScales, weights));
  }

  /**
   * Returns clusters over segments in the last batch: the share of products that remain. 1 for a
   * conventional convolution.
   */
  public double remainingRatio() {
    return segments.map(ReplacedSegments::remainingRatio).orElse(1.0);
  }

  /**
   * Returns the cluster of each segment of the last batch; empty for a conventional convolution.
   */
  byte[] assignment() {
    return segments.map(ReplacedSegments::assignment).orElseGet(() -> new byte[0]);
  }

  @Override
  public Tensor output() {
    return output;
  }

  /**
   * Returns what the basis filters gave for the last batch, {@code [N, H, W, rank]}.
   *
   * @throws IllegalStateException if this layer's filters have no basis
   */
  public Tensor basisOutput() {
    return basis
        .orElseThrow(() -> new IllegalStateException(name + " has no basis filters"))
        .along(output, filters.bias().values());
  }
}
