package io.github.trec4j.layers;

import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.tensor.Tensor;
import java.util.Arrays;

/** The mean of each channel over all pixels. */
public final class GlobalAvgPoolLayer implements UnaryLayer {
  private final String name;
  private final Workers workers;
  private final Shape shape;
  private final Tensor output;
  private final Tensor gradientByInput;

  /** A layer of a {@link GlobalAvgPool}. */
  public GlobalAvgPoolLayer(LayerContext context) {
    context.op(GlobalAvgPool.class);
    this.name = context.name();
    this.workers = context.workers();
    this.shape = context.input();
    this.output = new Tensor(context.output());
    this.gradientByInput = new Tensor(shape);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tensor forward(Tensor input, Mode mode) {
    output.resize(input.batch());
    workers.run(
        input.batch(),
        (worker, from, to) -> {
          for (int image = from; image < to; image++) {
            mean(input.values(), image);
          }
        });
    return output;
  }

  private void mean(float[] values, int image) {
    int channels = shape.channels();
    int to = image * channels;
    float share = 1f / shape.pixels();
    Arrays.fill(output.values(), to, to + channels, 0f);
    for (int pixel = image * shape.pixels(); pixel < (image + 1) * shape.pixels(); pixel++) {
      for (int c = 0; c < channels; c++) {
        output.values()[to + c] += values[pixel * channels + c] * share;
      }
    }
  }

  @Override
  public Tensor backward(Tensor gradient) {
    gradientByInput.resize(gradient.batch());
    workers.run(
        gradient.batch(),
        (worker, from, to) -> {
          for (int image = from; image < to; image++) {
            spread(gradient.values(), image);
          }
        });
    return gradientByInput;
  }

  private void spread(float[] gradient, int image) {
    int channels = shape.channels();
    float share = 1f / shape.pixels();
    for (int pixel = image * shape.pixels(); pixel < (image + 1) * shape.pixels(); pixel++) {
      for (int c = 0; c < channels; c++) {
        gradientByInput.values()[pixel * channels + c] = gradient[image * channels + c] * share;
      }
    }
  }

  @Override
  public Tensor output() {
    return output;
  }
}
