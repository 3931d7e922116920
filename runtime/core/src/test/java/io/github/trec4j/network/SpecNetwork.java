package io.github.trec4j.network;

import io.github.trec4j.layers.Compute;
import io.github.trec4j.layers.Gradients;
import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.LayerContext;
import io.github.trec4j.layers.MergeLayer;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.layers.UnaryLayer;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A network built from its spec at run time, as generated code would be at compile time. */
public final class SpecNetwork implements Network {
  private final NetworkSpec spec;
  private final List<Layer> layers = new ArrayList<>();

  /** A network on the given processor. */
  public SpecNetwork(NetworkSpec spec, Compute compute, long seed) {
    this(spec, new Layers(spec, compute, seed));
  }

  /** A network of the given factory's layers. */
  public SpecNetwork(NetworkSpec spec, Layers factory) {
    this.spec = spec;
    spec.layers().forEach(node -> layers.add(layer(factory, node)));
  }

  /**
   * Layers are named after their operations, as generated code expects; both convolutions alike.
   */
  private static Layer layer(Layers factory, Node node) {
    String op = node.op().label();
    String name = Character.toUpperCase(op.charAt(0)) + op.substring(1) + "Layer";
    try {
      return Class.forName(Layer.class.getPackageName() + "." + name)
          .asSubclass(Layer.class)
          .getConstructor(LayerContext.class)
          .newInstance(factory.of(node.name()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(node.toString(), e);
    }
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public Tensor forward(Tensor images, Mode mode) {
    Map<String, Tensor> values = new HashMap<>(Map.of(NetworkSpec.INPUT, images));
    for (Layer layer : layers) {
      List<Tensor> inputs = spec.node(layer.name()).inputs().stream().map(values::get).toList();
      values.put(layer.name(), layer.forward(inputs, mode));
    }
    return values.get(spec.last().name());
  }

  @Override
  public void backward(Tensor gradient) {
    Map<String, Tensor> gradients = new HashMap<>(Map.of(spec.last().name(), gradient));
    for (int i = layers.size() - 1; i >= 0; i--) {
      Layer layer = layers.get(i);
      Tensor byOutput = gradients.get(layer.name());
      List<Tensor> byInputs =
          layer instanceof MergeLayer merge
              ? merge.backward(byOutput)
              : List.of(((UnaryLayer) layer).backward(byOutput));
      List<String> inputs = spec.node(layer.name()).inputs();
      for (int j = 0; j < inputs.size(); j++) {
        gradients.merge(inputs.get(j), byInputs.get(j), Gradients::sum);
      }
    }
  }

  @Override
  public List<Layer> layers() {
    return List.copyOf(layers);
  }
}
