package io.github.trec4j.layers;

import io.github.trec4j.math.Compute;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A convolution as matrix products over im2row rows, one or a few images at a time so that the rows
 * stay in the cache.
 */
public final class ConvLayer implements UnaryLayer {
  // whole rows worked on at once: a product of fewer spends more on its packing and its sums
  private static final int ROWS = 400;
  private static final int MOST_VALUES = 1 << 20;

  private final String name;
  private final Compute compute;
  private final Patches patches;
  private final Affine affine;
  private final Optional<FilterBasis> basis;
  private final boolean inputGradient;
  private final int pixels;
  private final int imageRows;
  private final int imagesAtOnce;
  private final Tensor output;
  private final Tensor gradientByInput;

  /**
   * A layer of a {@link Convolution}, with or without reuse; He-normal weights {@code [filters,
   * kernel * kernel * C]} and zero bias.
   */
  public ConvLayer(LayerContext context) {
    Convolution op = context.op(Convolution.class);
    name = context.name();
    compute = context.compute();
    inputGradient = context.inputGradient();
    patches =
        op instanceof TrecConv trec
            ? new ReusePatches(context, trec)
            : new PlainPatches(op.kernel(), context.input(), compute.workers().count());
    output = new Tensor(context.output());
    gradientByInput = new Tensor(context.input());
    pixels = output.shape().pixels();
    Bands bands = patches.bands();
    imagesAtOnce = bands.count() > 1 ? 1 : wholeImagesAtOnce(pixels, bands.length());
    imageRows = bands.size(pixels);
    int rowsAtOnce = imagesAtOnce * pixels;
    affine = new Affine(context, bands, op.filters(), rowsAtOnce);
    basis =
        op.ifReusing()
            .filter(reuse -> reuse.rank() > 0)
            .map(reuse -> FilterBasis.of(name, op.filters(), reuse.rank()));
  }

  private static int wholeImagesAtOnce(int pixels, int length) {
    return Math.max(1, Math.min(ROWS / pixels, MOST_VALUES / (pixels * length)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tensor forward(Tensor input, Mode mode) {
    float[] weights = affine.weights().values();
    return forward(input, mode, basis.map(few -> few.project(weights)).orElse(weights));
  }

  private Tensor forward(Tensor input, Mode mode, float[] weights) {
    output.resize(input.batch());
    affine.readWeights(weights);
    patches.prepare(input, mode);
    compute.workers().run(input.batch(), this::forward);
    return output;
  }

  private void forward(int worker, int from, int to) {
    for (int first = from; first < to; first += imagesAtOnce) {
      int images = Math.min(imagesAtOnce, to - first);
      gather(worker, first, images);
      affine.forward(worker, images * pixels, output.values(), first * output.shape().size());
    }
  }

  private void gather(int worker, int first, int images) {
    for (int i = 0; i < images; i++) {
      patches.gather(worker, first + i, affine.rows(worker), i * imageRows);
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
    float[] byWeights = affine.weights().gradient();
    basis.ifPresent(
        few -> System.arraycopy(few.project(byWeights), 0, byWeights, 0, byWeights.length));
    patches.endBackward(gradient.batch());
    return gradientByInput;
  }

  private void backward(Tensor gradient, int worker, int from, int to) {
    int size = output.shape().size();
    for (int first = from; first < to; first += imagesAtOnce) {
      int images = Math.min(imagesAtOnce, to - first);
      gather(worker, first, images);
      affine.backward(worker, images * pixels, gradient.values(), first * size, first > from);
      if (inputGradient || patches.needsScatter()) {
        affine.backwardRows(worker, images * pixels);
        scatter(worker, first, images);
      }
    }
  }

  private void scatter(int worker, int first, int images) {
    for (int i = 0; i < images; i++) {
      patches.scatter(
          worker, first + i, affine.rows(worker), i * imageRows, gradientByInput.values());
    }
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(affine.parameters());
    all.addAll(patches.parameters());
    return all;
  }

  @Override
  public List<State> states() {
    List<State> all = new ArrayList<>(patches.states());
    basis.ifPresent(few -> all.add(few.state()));
    return all;
  }

  /** Returns whether hash vectors must be made from data, by {@link #learnReuse}. */
  public boolean learnsReuse() {
    return patches instanceof ReusePatches reuse && reuse.learns();
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
    if (!(patches instanceof ReusePatches reuse) || !reuse.learns()) {
      throw new IllegalStateException(name + " does not learn hash vectors");
    }
    float[] weights = affine.weights().values();
    reuse.learn(input, weights, filterScales, hashSeed);
    basis.ifPresent(
        few -> few.learn(forward(input, Mode.EVALUATE, weights), filterScales, weights));
  }

  /**
   * Returns clusters over segments in the last batch: the share of products that remain. 1 for a
   * conventional convolution.
   */
  public double remainingRatio() {
    return patches instanceof ReusePatches reuse ? reuse.remainingRatio() : 1;
  }

  /**
   * Returns the cluster of each segment of the last batch; empty for a conventional convolution.
   */
  byte[] assignment() {
    return patches instanceof ReusePatches reuse ? reuse.assignment() : new byte[0];
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
        .along(output, affine.bias().values());
  }
}
