package io.github.trec4j.training;

import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.Mode;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Images on their way through a network: they have passed the first layers, and wait for others
 * that change first. What later layers read is kept, so that no layer runs twice.
 */
final class PartialForward {
  private final Network network;
  private final Mode mode;
  private int passed;

  /** What later layers read, by node, a map a batch. */
  private List<Map<String, Tensor>> batches = new ArrayList<>();

  /**
   * Images that have passed no layer yet.
   *
   * @param mode in which layers compute
   * @param images in batches; not modified
   */
  PartialForward(Network network, Mode mode, List<Tensor> images) {
    this.network = network;
    this.mode = mode;
    images.forEach(batch -> batches.add(Map.of(NetworkSpec.INPUT, batch)));
  }

  /**
   * Lets all images pass more layers.
   *
   * @param layers that they will have passed, counted from the network's first
   */
  void pass(int layers) {
    Set<String> read = readFrom(layers);
    List<Map<String, Tensor>> after = new ArrayList<>();
    for (Map<String, Tensor> before : batches) {
      after.add(pass(before, layers, read));
    }
    batches = after;
    passed = layers;
  }

  private Set<String> readFrom(int layer) {
    NetworkSpec spec = network.spec();
    List<Layer> all = network.layers();
    return all.subList(layer, all.size()).stream()
        .flatMap(later -> spec.node(later.name()).inputs().stream())
        .collect(Collectors.toSet());
  }

  private Map<String, Tensor> pass(Map<String, Tensor> before, int layers, Set<String> read) {
    Map<String, Tensor> values = new HashMap<>(before);
    List<Layer> passing = network.layers().subList(passed, layers);
    passing.forEach(layer -> values.put(layer.name(), output(layer, values)));
    Map<String, Tensor> kept = new HashMap<>();
    for (String name : read) {
      Tensor value = values.get(name);
      if (value != null) {
        kept.put(name, before.containsKey(name) ? value : copy(value)); // layers use theirs again
      }
    }
    return kept;
  }

  private Tensor output(Layer layer, Map<String, Tensor> values) {
    Node node = network.spec().node(layer.name());
    return layer.forward(node.inputs().stream().map(values::get).toList(), mode);
  }

  /** Returns a copy of a batch. */
  static Tensor copy(Tensor batch) {
    return joined(List.of(batch));
  }

  /** Returns a copy of all images' values of a node that the next layer reads. */
  Tensor value(String node) {
    return joined(batches.stream().map(values -> values.get(node)).toList());
  }

  private static Tensor joined(List<Tensor> tensors) {
    Tensor all = new Tensor(tensors.get(0).shape());
    all.resize(tensors.stream().mapToInt(Tensor::batch).sum());
    int at = 0;
    for (Tensor tensor : tensors) {
      System.arraycopy(tensor.values(), 0, all.values(), at, tensor.size());
      at += tensor.size();
    }
    return all;
  }
}
