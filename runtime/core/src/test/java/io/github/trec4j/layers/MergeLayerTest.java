package io.github.trec4j.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.github.trec4j.spec.op.Add;
import io.github.trec4j.spec.op.Concat;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Joins, values and gradients. */
final class MergeLayerTest {
  private static final int BATCH = 3;
  private final Random random = new Random(4);

  /** A join as a function of one of its inputs. */
  private record ByOneInput(MergeLayer merge, List<Tensor> inputs, int varied)
      implements UnaryLayer {
    @Override
    public String name() {
      return merge.name();
    }

    @Override
    public Tensor forward(Tensor input, Mode mode) {
      List<Tensor> all = new ArrayList<>(inputs);
      all.set(varied, input);
      return merge.forward(all, mode);
    }

    @Override
    public Tensor backward(Tensor gradient) {
      return merge.backward(gradient).get(varied);
    }

    @Override
    public Tensor output() {
      return merge.output();
    }
  }

  @Test
  void sums() {
    Shape shape = new Shape(2, 3, 4);
    List<Shape> shapes = List.of(shape, shape, shape);
    checkGradients(new AddLayer(context(new Add(), shapes)), shapes);
  }

  @Test
  void concatenations() {
    List<Shape> shapes = List.of(new Shape(2, 3, 4), new Shape(2, 3, 1), new Shape(2, 3, 2));
    checkGradients(new ConcatLayer(context(new Concat(), shapes)), shapes);
  }

  private void checkGradients(MergeLayer layer, List<Shape> shapes) {
    List<Tensor> inputs = shapes.stream().map(this::normal).toList();
    for (int i = 0; i < inputs.size(); i++) {
      new GradientCheck(new ByOneInput(layer, inputs, i)).check(inputs.get(i));
    }
  }

  private Tensor normal(Shape shape) {
    float[] values = new float[BATCH * shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Tensor(BATCH, shape, values);
  }

  /** A reader may change its gradient in place, as a rectifier does. */
  @Test
  void gradientsOfASumShareNoMemory() {
    Shape shape = new Shape(1, 1, 2);
    AddLayer add = new AddLayer(context(new Add(), List.of(shape, shape)));
    Tensor values = new Tensor(1, shape, new float[] {1, 2});
    add.forward(List.of(values, values), Mode.TRAIN);
    List<Tensor> gradients = add.backward(new Tensor(1, shape, new float[] {3, 4}));
    assertNotSame(gradients.get(0).values(), gradients.get(1).values());
    Tensor sum = Gradients.sum(gradients.get(0), gradients.get(1));
    assertArrayEquals(new float[] {6, 8}, sum.values());
  }

  private static LayerContext context(Op op, List<Shape> inputs) {
    Compute compute = Compute.withThreads(2);
    return new LayerContext("join", op, inputs, true, 1, compute);
  }
}
