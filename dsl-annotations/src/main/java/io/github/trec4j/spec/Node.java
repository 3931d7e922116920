package io.github.trec4j.spec;

import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Shape;
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

  /** Returns this with another operation that gives the same shape. */
  Node with(Op other) {
    return new Node(name, other, inputs, output);
  }
}
