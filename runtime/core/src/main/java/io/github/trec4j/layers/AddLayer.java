package io.github.trec4j.layers;

import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.Add;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The sum of inputs, value by value. */
public final class AddLayer implements MergeLayer {
  private final String name;
  private final Workers workers;
  private final Tensor output;
  // the gradient itself goes to the first input; the others, who may modify theirs, get copies
  private final List<Tensor> copies = new ArrayList<>();

  /** A layer of an {@link Add}. */
  public AddLayer(LayerContext context) {
    context.op(Add.class);
    name = context.name();
    workers = context.workers();
    output = new Tensor(context.output());
    for (Shape input : context.inputs().subList(1, context.inputs().size())) {
      copies.add(new Tensor(input));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tensor forward(List<Tensor> inputs, Mode mode) {
    int batch = inputs.get(0).batch();
    output.resize(batch);
    int size = output.shape().size();
    workers.run(
        batch,
        (worker, from, to) -> {
          int start = from * size;
          int count = (to - from) * size;
          System.arraycopy(inputs.get(0).values(), start, output.values(), start, count);
          for (Tensor other : inputs.subList(1, inputs.size())) {
            add(other.values(), output.values(), start, start + count);
          }
        });
    return output;
  }

  private static void add(float[] values, float[] sums, int from, int to) {
    for (int i = from; i < to; i++) {
      sums[i] += values[i];
    }
  }

  @Override
  public List<Tensor> backward(Tensor gradient) {
    List<Tensor> gradients = new ArrayList<>(List.of(gradient));
    for (Tensor copy : copies) {
      copy.resize(gradient.batch());
      System.arraycopy(gradient.values(), 0, copy.values(), 0, gradient.size());
      gradients.add(copy);
    }
    return gradients;
  }

  @Override
  public Tensor output() {
    return output;
  }
}
