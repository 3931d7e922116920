package io.github.trec4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.compile.CompiledModels;
import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.layers.Parameter;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is generated for branches computes the gradients of what it computes. */
class GeneratedGraphTest {
  private static final int BATCH = 4;

  /** How far parameters are moved along the gradient, all together. */
  private static final double STEP = 0.02;

  private final Random random = new Random(3);

  static List<ModelSource> sources() {
    return Stream.of(Examples.GRAPH, Examples.FIRE, Examples.SAME)
        .map(Compilations::source)
        .map(
            file ->
                new ModelSource(
                    file.getName().replaceAll("^/|\\.java$", "").replace('/', '.'),
                    Compilations.text(file)))
        .toList();
  }

  @Test
  void aStepAlongTheGradientChangesTheLossByItsSquare() {
    try (CompiledModels compiled = ModelCompilerTest.compiler().compile(sources())) {
      Model model = compiled.named("Graph");
      NetworkSpec spec = model.spec().with(Method.CONVENTIONAL);
      Network network = model.create(spec, new Layers(spec));
      Tensor images = random(spec.input());
      Tensor weights = random(Shape.vector(spec.classes()));
      loss(network, images, weights);
      network.backward(copy(weights));

      double square = 0;
      for (Parameter parameter : parameters(network)) {
        double own = 0;
        for (float value : parameter.gradient()) {
          own += value * value;
        }
        // a bias before a normalisation has none
        assertTrue(own > 0 || parameter.name().contains("squeeze"), parameter.name());
        square += own;
      }
      float length = (float) (STEP / Math.sqrt(square));
      List<float[]> gradients =
          parameters(network).stream().map(parameter -> parameter.gradient().clone()).toList();
      move(network, gradients, length);
      double above = loss(network, images, weights);
      move(network, gradients, -2 * length);
      double below = loss(network, images, weights);
      assertEquals(square, (above - below) / (2 * length), 0.02 * square);
    }
  }

  private static List<Parameter> parameters(Network network) {
    return network.layers().stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  private static void move(Network network, List<float[]> gradients, float length) {
    List<Parameter> parameters = parameters(network);
    for (int i = 0; i < parameters.size(); i++) {
      float[] values = parameters.get(i).values();
      for (int j = 0; j < values.length; j++) {
        values[j] += length * gradients.get(i)[j];
      }
    }
  }

  /** Returns a weighted sum of the logits. */
  private static double loss(Network network, Tensor images, Tensor weights) {
    Tensor logits = network.forward(images, Mode.TRAIN);
    double loss = 0;
    for (int i = 0; i < weights.size(); i++) {
      loss += (double) logits.values()[i] * weights.values()[i];
    }
    return loss;
  }

  private Tensor random(Shape shape) {
    Tensor tensor = new Tensor(shape).resize(BATCH);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.values()[i] = (float) random.nextGaussian();
    }
    return tensor;
  }

  private static Tensor copy(Tensor tensor) {
    return new Tensor(tensor.batch(), tensor.shape(), tensor.values().clone());
  }
}
