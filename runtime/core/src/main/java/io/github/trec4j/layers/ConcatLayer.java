package io.github.trec4j.layers;

import io.github.trec4j.spec.op.Concat;
import io.github.trec4j.tensor.Tensor;
import java.util.List;

/** The channels of inputs, one behind the other. */
public final class ConcatLayer implements MergeLayer {
  private final String name;
  private final Tensor output;
  private final List<Tensor> gradients;

  /** A layer of a {@link Concat}. */
  public ConcatLayer(LayerContext context) {
    context.op(Concat.class);
    name = context.name();
    output = new Tensor(context.output());
    gradients = context.inputs().stream().map(Tensor::new).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tensor forward(List<Tensor> inputs, Mode mode) {
    output.resize(inputs.get(0).batch());
    int channel = 0;
    for (Tensor input : inputs) {
      int channels = input.shape().channels();
      for (int pixel = 0; pixel < pixels(); pixel++) {
        System.arraycopy(
            input.values(), pixel * channels, output.values(), place(pixel, channel), channels);
      }
      channel += channels;
    }
    return output;
  }

  private int pixels() {
    return output.batch() * output.shape().pixels();
  }

  private int place(int pixel, int channel) {
    return pixel * output.shape().channels() + channel;
  }

  @Override
  public List<Tensor> backward(Tensor gradient) {
    int channel = 0;
    for (Tensor part : gradients) {
      int channels = part.shape().channels();
      part.resize(gradient.batch());
      for (int pixel = 0; pixel < pixels(); pixel++) {
        System.arraycopy(
            gradient.values(), place(pixel, channel), part.values(), pixel * channels, channels);
      }
      channel += channels;
    }
    return gradients;
  }

  @Override
  public Tensor output() {
    return output;
  }
}
