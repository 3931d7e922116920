package io.github.trec4j.network;

import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.tensor.Tensor;
import java.util.List;

/** A network that can be trained; generated from a model class. */
public interface Network {
  /** Returns the network as it was built, reuse or not. */
  NetworkSpec spec();

  /**
   * Computes the logits.
   *
   * @param images {@code [N, H, W, C]}, {@code (pixel - 128) / 64}; not modified
   * @return logits {@code [N, 1, 1, classes]}, valid until the next call
   */
  Tensor forward(Tensor images, Mode mode);

  /**
   * Computes the gradients of all parameters, after a forward pass in {@link Mode#TRAIN}.
   *
   * @param gradient of the loss by the logits, {@code [N, 1, 1, classes]}
   */
  void backward(Tensor gradient);

  /**
   * Returns the layers in the order of the spec's nodes, the input left out; a layer is named as
   * its node.
   */
  List<Layer> layers();

  /**
   * Returns the layer that computes a node.
   *
   * @throws IllegalArgumentException if there is none
   */
  default Layer layer(String node) {
    return layers().stream()
        .filter(layer -> layer.name().equals(node))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no layer " + node));
  }
}
