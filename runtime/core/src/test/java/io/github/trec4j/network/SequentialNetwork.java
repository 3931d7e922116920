package io.github.trec4j.network;

import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.math.Compute;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
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
    for (Node node : spec.nodes().subList(1, spec.nodes().size())) {
      layers.add(layer(factory, node));
    }
  }

  private static Layer layer(Layers factory, Node node) {
    Op op = node.op();
    if (op instanceof Op.Conv) {
      return factory.convolution(node.name());
    } else if (op instanceof Op.Dense) {
      return factory.fullyConnected(node.name());
    } else if (op instanceof Op.BatchNorm) {
      return factory.batchNormalization(node.name());
    } else if (op instanceof Op.Relu) {
      return factory.relu(node.name());
    } else if (op instanceof Op.MaxPool) {
      return factory.maxPooling(node.name());
    } else if (op instanceof Op.AvgPool) {
      return factory.averagePooling(node.name());
    } else if (op instanceof Op.GlobalAvgPool) {
      return factory.globalAveragePooling(node.name());
    } else if (op instanceof Op.Dropout) {
      return factory.dropout(node.name());
    }
    throw new IllegalArgumentException(node.toString());
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
