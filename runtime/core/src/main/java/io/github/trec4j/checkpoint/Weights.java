package io.github.trec4j.checkpoint;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers of a trained network, by name, with facts about them. The maps are sorted and cannot
 * be changed; the arrays must not be.
 *
 * @param tensors by name: {@code conv1.weights}
 * @param metadata facts: {@code fingerprint}, {@code architecture}, {@code model}, {@code method}
 */
public record Weights(Map<String, Values> tensors, Map<String, String> metadata) {
  /**
   * One array of numbers.
   *
   * @param shape lengths of the axes
   * @param values in row-major order
   */
  @SuppressWarnings("ArrayRecordComponent") // too large to copy
  public record Values(int[] shape, float[] values) {
    /** Returns the lengths of the axes. */
    List<Integer> axes() {
      return Arrays.stream(shape).boxed().toList();
    }
  }

  /** Copies the maps. */
  public Weights {
    tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /** Returns the same numbers with a further fact about them. */
  public Weights withFact(String name, String value) {
    Map<String, String> facts = new TreeMap<>(metadata);
    facts.put(name, value);
    return new Weights(tensors, facts);
  }

  /** Returns whether there is a tensor of that name. */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /**
   * Returns the values of a tensor, not a copy.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public float[] get(String name) {
    Values found = tensors.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no tensor " + name + " in " + tensors.keySet());
    }
    return found.values();
  }
}
