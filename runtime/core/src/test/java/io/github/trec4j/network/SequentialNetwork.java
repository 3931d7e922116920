package io.github.trec4j.network;

import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.LayerContext;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.math.Compute;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A linear network built from its spec at run time, as generated code would be at compile time. */
public final class SequentialNetwork implements Network {
  private final NetworkSpec spec;
  private final List<Layer> layers = new ArrayList<>();

  /** A network on the given processor. */
  public SequentialNetwork(NetworkSpec spec, Compute compute, long seed) {
    this(spec, new Layers(spec, compute, seed));
  }

  /** A network of the given factory's layers. */
  public SequentialNetwork(NetworkSpec spec, Layers factory) {
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
    Tensor values = images;
    for (Layer layer : layers) {
      values = layer.forward(values, mode);
    }
    return values;
  }

  @Override
  public void backward(Tensor gradient) {
    Tensor values = gradient;
    for (int i = layers.size() - 1; i >= 0; i--) {
      values = layers.get(i).backward(values);
    }
  }

  @Override
  public List<Layer> layers() {
    return List.copyOf(layers);
  }
}
