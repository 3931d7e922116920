package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of a kernel.
 *
 * @param name C identifier, unique in the network: {@code conv1}, {@code conv1_maxPool}
 * @param kernel what is called, with its shape
 * @param nodes the nodes it computes: the kernel's own, then those folded into it
 * @param inputs what it reads, in order
 * @param target where it writes
 */
public record Step(
    String name, KernelPlan kernel, List<Node> nodes, List<Source> inputs, Target target) {
  /** Field of all C shapes whose output may have gaps. */
  private static final String OUTPUT_PITCH = "output_pitch";

  /** Bytes of a word. */
  private static final double WORD = 4;

  /**
   * Words read or written an instruction: 0.31 to 0.43 were counted on the steps of CifarNet on the
   * emulated chip.
   */
  private static final double ACCESSES = 0.37;

  /** Copies the lists. */
  public Step {
    nodes = List.copyOf(nodes);
    inputs = List.copyOf(inputs);
  }

  /** Returns the step with another kernel that gives the same bytes. */
  Step with(KernelPlan other) {
    return new Step(name, other, nodes, inputs, target);
  }

  /** Returns the step with another place for its output. */
  Step to(Target other) {
    return new Step(name, kernel, nodes, inputs, other);
  }

  /** Returns the name of the buffer that it writes. */
  public String buffer() {
    return target.buffer();
  }

  /** Returns the fields of the C struct that holds the compile-time shape. */
  public Map<String, Integer> shape() {
    Map<String, Integer> shape = new LinkedHashMap<>(kernel.shape());
    if (kernel.takesPitch()) {
      shape.put(OUTPUT_PITCH, target.pitch());
    }
    return shape;
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

  /**
   * Returns the cycles that the core waits for memory: for each word of the parameters that is
   * read, the wait states of their memory; for each other word that is read or written, those of
   * the arena's.
   *
   * @param parameters the memory of this step's parameters
   * @param arena the memory of the arena
   */
  long waitCycles(BoardMemory parameters, BoardMemory arena) {
    double words = kernel.parameterReads(kernel.assumedClusters()) / WORD;
    double others = Math.max(0, ACCESSES * kernel.instructions() - words);
    return Math.round(words * parameters.waitStates() + others * arena.waitStates());
  }

  /** Returns how often each byte of the parameters is read on one image, the mean. */
  double readsOfParameters() {
    int bytes = flashBytes();
    return bytes == 0 ? 0 : kernel.parameterReads(kernel.assumedClusters()) / bytes;
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
    return kernel.parameterBytes();
  }
}
