package io.github.trec4j.layers;

import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.Dropout;
import io.github.trec4j.tensor.Tensor;
import java.util.SplittableRandom;

/**
 * Zeroes values at random in training and scales the others up, so that sums keep their mean;
 * passes its input on otherwise. What is dropped depends on the seed, the step and the image alone.
 */
public final class DropoutLayer implements UnaryLayer {
  private final String name;
  private final Workers workers;
  private final float rate;
  private final long seed;
  private final Tensor mask;
  private final Tensor dropped;
  private Tensor output;
  private long step;

  /** A layer of a {@link Dropout}. */
  public DropoutLayer(LayerContext context) {
    this.name = context.name();
    this.rate = context.op(Dropout.class).rate();
    this.seed = context.seed();
    this.workers = context.workers();
    this.mask = new Tensor(context.output());
    this.dropped = new Tensor(context.output());
    this.output = dropped;
  }

  @Override
  public String name() {
    return name;
  }

  /** Sets the number of training steps that have been, so that a resumed run drops alike. */
  public void seek(long steps) {
    step = steps;
  }

  @Override
  public Tensor forward(Tensor input, Mode mode) {
    if (mode == Mode.EVALUATE) {
      output = input;
      return output;
    }
    long batchSeed = mix(seed + step++);
    mask.resize(input.batch());
    output = dropped.resize(input.batch());
    workers.run(
        input.batch(),
        (worker, from, to) -> {
          for (int image = from; image < to; image++) {
            draw(new SplittableRandom(batchSeed + image), image);
          }
          multiply(input, dropped, from, to);
        });
    return output;
  }

  /** Spreads neighbouring seeds apart (the finaliser of SplitMix64). */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private void draw(SplittableRandom random, int image) {
    int size = mask.shape().size();
    float kept = 1f / (1f - rate);
    for (int i = image * size; i < (image + 1) * size; i++) {
      mask.values()[i] = random.nextDouble() < rate ? 0f : kept;
    }
  }

  private void multiply(Tensor source, Tensor target, int from, int to) {
    int size = mask.shape().size();
    for (int i = from * size; i < to * size; i++) {
      target.values()[i] = source.values()[i] * mask.values()[i];
    }
  }

  /** {@inheritDoc} The gradient is changed in place and returned. */
  @Override
  public Tensor backward(Tensor gradient) {
    workers.run(gradient.batch(), (worker, from, to) -> multiply(gradient, gradient, from, to));
    return gradient;
  }

  @Override
  public Tensor output() {
    return output;
  }
}
