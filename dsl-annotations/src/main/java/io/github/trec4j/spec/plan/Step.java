package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Shape;
import java.util.List;

/**
 * One call of a kernel.
 *
 * @param name C identifier, unique in the network: {@code conv1}, {@code conv1_maxPool}
 * @param kernel what is called, with its shape
 * @param nodes the nodes it computes: the kernel's own, then those folded into it
 * @param inputs what it reads, in order
 * @param buffer name of the buffer it writes: its own name, or where it overwrites its input the
 *     name of that one
 */
public record Step(
    String name, KernelPlan kernel, List<Node> nodes, List<Source> inputs, String buffer) {
  /** Copies the lists. */
  public Step {
    nodes = List.copyOf(nodes);
    inputs = List.copyOf(inputs);
  }

  /** Returns the node of the kernel itself. */
  public Node main() {
    return nodes.get(0);
  }

  /** Returns the last node, whose float output this step's int8 output stands for. */
  public Node last() {
    return nodes.get(nodes.size() - 1);
  }

  /** Returns the shape it writes. */
  public Shape output() {
    return last().output();
  }

  /** Returns whether it reads what a step writes. */
  public boolean reads(int step) {
    return inputs.contains(new Source.StepOutput(step));
  }

  /** Returns the estimated instructions on a Cortex-M4, at most, as no image is known yet. */
  public long instructions() {
    return Math.round(kernel.instructions());
  }

  /** Returns the modelled cycles of {@link #instructions}, with zero wait states. */
  public long cycles() {
    return Math.round(kernel.cycles(kernel.assumedClusters()));
  }

  /** Returns whether an operation of that kind is folded into the step. */
  public boolean folds(Op.Folding folding) {
    return nodes.stream().skip(1).anyMatch(node -> node.op().folding() == folding);
  }

  /** Returns the multiply-adds without reuse; 0 where there are no weights. */
  public long macs() {
    return kernel.op().macs(kernel.inputs());
  }

  /** Returns the size of the parameters in flash. */
  public int flashBytes() {
    return kernel.parameters().stream().mapToInt(ParameterArray::bytes).sum();
  }
}
