package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Shape;
import java.util.List;

/**
 * One call of a kernel.
 *
 * @param name C identifier, unique in the network: {@code conv1}, {@code conv1_maxPool}
 * @param kernel what is called
 * @param nodes the nodes it computes: the kernel's own, then those folded into it
 * @param inputs the steps it reads, as indices; -1 is the network's input
 * @param inputShape the shape it reads
 * @param output the shape it writes
 * @param parameters what it reads from flash
 * @param scratchBytes memory it needs while it runs
 * @param instructions estimate of the instructions it takes on a Cortex-M4, with {@link
 *     #assumedClusters} in use
 */
public record Step(
    String name,
    Kernel kernel,
    List<Node> nodes,
    List<Integer> inputs,
    Shape inputShape,
    Shape output,
    List<ParameterArray> parameters,
    int scratchBytes,
    long instructions) {
  /** The index that stands for the network's input. */
  public static final int NETWORK_INPUT = -1;

  /** Copies the lists. */
  public Step {
    nodes = List.copyOf(nodes);
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
  }

  /** Returns the node of the kernel itself. */
  public Node main() {
    return nodes.get(0);
  }

  /** Returns the last node, whose float output this step's int8 output stands for. */
  public Node last() {
    return nodes.get(nodes.size() - 1);
  }

  /**
   * Returns the clusters a slice that the estimate assumes, all there are tables for; 0 where
   * nothing is reused.
   */
  public int assumedClusters() {
    return CostModel.assumedClusters(main().op(), inputShape);
  }

  /** Returns whether a ReLU is folded into the step. */
  public boolean foldsRelu() {
    return nodes.stream().skip(1).anyMatch(node -> node.op() instanceof Op.Relu);
  }

  /** Returns the multiply-adds without reuse; 0 where there are no weights. */
  public long macs() {
    return main().op().macs(inputShape);
  }

  /** Returns the size of the parameters in flash. */
  public int flashBytes() {
    return parameters.stream().mapToInt(ParameterArray::bytes).sum();
  }
}
