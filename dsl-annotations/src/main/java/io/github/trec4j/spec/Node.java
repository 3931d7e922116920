package io.github.trec4j.spec;

import java.util.List;

/**
 * One operation of the network.
 *
 * @param name unique in the network: the field's name for its first operation ({@code conv1}), with
 *     the operation's label for the others ({@code conv1.batchNorm})
 * @param op what it computes
 * @param inputs the names of the nodes it reads, all before it
 * @param output the shape of what it gives
 */
public record Node(String name, Op op, List<String> inputs, Shape output) {
  /** Copies the list. */
  public Node {
    inputs = List.copyOf(inputs);
  }

  /** Returns the name of the model class's field that this node belongs to. */
  public String field() {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** Returns the only input's name. */
  public String input() {
    if (inputs.size() != 1) {
      throw new IllegalStateException(name + " has " + inputs.size() + " inputs");
    }
    return inputs.get(0);
  }
}
