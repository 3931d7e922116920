package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Networks as firmware runs them: a convolution that has a rank is two nodes, its basis filters and
 * then, under its own name, what combines them.
 */
public final class Stages {
  private static final String BASIS = ".basis";

  private Stages() {}

  /** Returns the name of the node of a convolution's basis filters. */
  public static String basis(String convolution) {
    return convolution + BASIS;
  }

  /** Returns the name of the convolution that a node of {@link #of} is a stage of, or its own. */
  public static String convolution(String node) {
    return node.endsWith(BASIS) ? node.substring(0, node.length() - BASIS.length()) : node;
  }

  /** Returns a network with a node for each stage of its convolutions. */
  static NetworkSpec of(NetworkSpec spec) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : spec.nodes()) {
      if (node.op() instanceof Op.Conv conv && conv.rank() > 0) {
        addStages(node, conv, spec.inputOf(node), nodes);
      } else {
        nodes.add(node);
      }
    }
    return new NetworkSpec(spec.name(), spec.board(), spec.labels(), nodes);
  }

  private static void addStages(Node node, Op.Conv conv, Shape input, List<Node> nodes) {
    Op.Conv basis = conv.stages().get(0);
    Op.Conv combination = conv.stages().get(1);
    String name = basis(node.name());
    nodes.add(new Node(name, basis, node.inputs(), basis.outputOf(input)));
    nodes.add(new Node(node.name(), combination, List.of(name), node.output()));
  }
}
