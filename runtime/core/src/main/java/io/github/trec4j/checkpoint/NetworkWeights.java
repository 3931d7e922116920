package io.github.trec4j.checkpoint;

import io.github.trec4j.UserError;
import io.github.trec4j.layers.Layer;
import io.github.trec4j.layers.Parameter;
import io.github.trec4j.layers.State;
import io.github.trec4j.network.Network;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.tensor.TensorName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Takes a network's numbers out, and puts them in. */
public final class NetworkWeights {
  /** Metadata: the fingerprint of the exact variant. */
  public static final String FINGERPRINT = "fingerprint";

  /** Metadata: the fingerprint without reuse, which the weights' shapes depend on. */
  public static final String ARCHITECTURE = "architecture";

  /** Metadata: the model class's simple name. */
  public static final String MODEL = "model";

  private NetworkWeights() {}

  /** Returns a copy of all parameters and states, with the network's fingerprints. */
  public static Weights of(Network network) {
    Map<String, Weights.Values> tensors = new HashMap<>();
    for (Layer layer : network.layers()) {
      for (Parameter parameter : layer.parameters()) {
        tensors.put(parameter.name(), copy(parameter.shape(), parameter.values()));
      }
      for (State state : layer.states()) {
        tensors.put(state.name(), copy(state.shape(), state.values()));
      }
    }
    return new Weights(tensors, metadata(network.spec()));
  }

  private static Weights.Values copy(int[] shape, float[] values) {
    return new Weights.Values(shape.clone(), values.clone());
  }

  private static Map<String, String> metadata(NetworkSpec spec) {
    return Map.of(
        FINGERPRINT,
        spec.fingerprint().hex(),
        ARCHITECTURE,
        spec.with(Method.CONVENTIONAL).fingerprint().hex(),
        MODEL,
        spec.name());
  }

  /**
   * Sets all parameters and states.
   *
   * @param file for messages
   * @throws UserError if the weights are another network's, or a tensor is missing, has another
   *     shape or a value that is not finite
   */
  public static void restore(Network network, Weights weights, String file) {
    NetworkSpec spec = network.spec();
    requireEqual(weights, FINGERPRINT, spec.fingerprint().hex(), spec, file);
    for (Layer layer : network.layers()) {
      for (Parameter parameter : layer.parameters()) {
        restore(parameter.name(), parameter.shape(), parameter.values(), weights, file);
      }
      for (State state : layer.states()) {
        restore(state.name(), state.shape(), state.values(), weights, file);
      }
    }
  }

  /**
   * Sets what weights of any variant of the same network hold in common: everything but hash
   * vectors, thresholds and kept directions, which stay as they are unless the variant is the same.
   *
   * @param file for messages
   * @return whether hash vectors stayed as they are
   * @throws UserError as {@link #restore}
   */
  public static boolean initialize(Network network, Weights weights, String file) {
    NetworkSpec spec = network.spec();
    String architecture = spec.with(Method.CONVENTIONAL).fingerprint().hex();
    requireEqual(weights, ARCHITECTURE, architecture, spec, file);
    if (spec.fingerprint().hex().equals(weights.metadata().get(FINGERPRINT))) {
      restore(network, weights, file);
      return false;
    }
    for (Layer layer : network.layers()) {
      for (Parameter parameter : layer.parameters()) {
        if (!isLearnedFromData(parameter.name())) {
          restore(parameter.name(), parameter.shape(), parameter.values(), weights, file);
        }
      }
      for (State state : layer.states()) {
        if (!isLearnedFromData(state.name())) {
          restore(state.name(), state.shape(), state.values(), weights, file);
        }
      }
    }
    return spec.reuses();
  }

  /** Returns whether all parameters and states are finite: neither infinite nor no numbers. */
  public static boolean areFinite(Network network) {
    return network.layers().stream()
        .allMatch(
            layer ->
                layer.parameters().stream().allMatch(parameter -> isFinite(parameter.values()))
                    && layer.states().stream().allMatch(state -> isFinite(state.values())));
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLearnedFromData(String name) {
    return Arrays.stream(TensorName.values())
        .anyMatch(tensor -> tensor.isOfReuse() && tensor.names(name));
  }

  private static void requireEqual(
      Weights weights, String key, String expected, NetworkSpec spec, String file) {
    String found = weights.metadata().get(key);
    if (!expected.equals(found)) {
      throw new UserError(
          "%s was trained for %s with %s %s, but %s has %s: choose its own weights or train anew"
              .formatted(
                  file,
                  weights.metadata().getOrDefault(MODEL, "an unknown model"),
                  key,
                  found,
                  spec.name(),
                  expected));
    }
  }

  private static void restore(
      String name, int[] shape, float[] target, Weights weights, String file) {
    Weights.Values found = weights.tensors().get(name);
    if (found == null) {
      throw new UserError("%s holds no tensor %s: train it anew".formatted(file, name));
    }
    if (!Arrays.equals(found.shape(), shape)) {
      throw new UserError(
          "%s: %s is %s, but the network has %s"
              .formatted(file, name, Arrays.toString(found.shape()), Arrays.toString(shape)));
    }
    if (!isFinite(found.values())) {
      throw new UserError(
          "%s: %s has values that are not finite, as the training diverged: train it anew"
              .formatted(file, name));
    }
    System.arraycopy(found.values(), 0, target, 0, target.length);
  }
}
