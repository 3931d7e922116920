package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Convolution;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import java.util.ArrayList;
import java.util.List;

/**
 * From networks as written to networks as firmware runs them: a convolution that has a rank is two
 * nodes, its basis filters and then, under its own name, what combines them.
 */
public final class Lowering {
  private static final String BASIS = ".basis";

  private Lowering() {}

  /** Returns the name of the node of a convolution's basis filters. */
  public static String basis(String convolution) {
    return convolution + BASIS;
  }

  /** Returns the name of the convolution that a lowered node is a stage of, or its own. */
  public static String convolution(String node) {
    return node.endsWith(BASIS) ? node.substring(0, node.length() - BASIS.length()) : node;
  }

  /** Returns the convolutions that run one after the other for one. */
  static List<Convolution> stages(Convolution conv) {
    return conv instanceof TrecConv trec ? trec.stages() : List.of(conv);
  }

  /** Returns a network with a node for each stage of its convolutions. */
  static NetworkSpec of(NetworkSpec spec) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : spec.nodes()) {
      if (node.op() instanceof TrecConv conv && conv.reuse().rank() > 0) {
        addStages(node, conv.stages(), spec.inputsOf(node), nodes);
      } else {
        nodes.add(node);
      }
    }
    return new NetworkSpec(spec.name(), spec.board(), spec.labels(), nodes);
  }

  private static void addStages(
      Node node, List<Convolution> stages, List<Shape> inputs, List<Node> nodes) {
    Convolution basis = stages.get(0);
    String name = basis(node.name());
    nodes.add(new Node(name, basis, node.inputs(), basis.outputOf(inputs)));
    nodes.add(new Node(node.name(), stages.get(1), List.of(name), node.output()));
  }
}
