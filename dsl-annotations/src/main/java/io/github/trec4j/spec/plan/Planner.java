package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns the graph into steps, folding what needs no kernel of its own, and lays out their memory.
 */
final class Planner {
  /** A kernel's node with the nodes folded into it. */
  private static final class Group {
    /** What may compute it; they differ in speed and memory only. */
    private final List<KernelPlan> alternatives;

    private final List<Node> nodes = new ArrayList<>();

    Group(Node main, List<KernelPlan> alternatives) {
      this.alternatives = alternatives;
      nodes.add(main);
    }

    KernelPlan kernel() {
      return alternatives.get(0);
    }

    /** Returns whether the kernel can take in what follows its last node. */
    boolean takes(Op.Folding folding) {
      boolean alone = nodes.size() == 1;
      boolean rectified =
          nodes.stream().anyMatch(node -> node.op().folding() == Op.Folding.RECTIFICATION);
      return switch (folding) {
        case NONE -> false;
        case IDENTITY -> true;
        case SCALE_AND_SHIFT -> kernel().op().isWeighted() && alone;
        case RECTIFICATION -> kernel().rescales() && !rectified;
      };
    }
  }

  private final NetworkSpec spec;

  /** The network with a node for each stage of its convolutions. */
  private final NetworkSpec lowered;

  private final List<Group> groups = new ArrayList<>();

  /** The steps with the first of their alternatives. */
  private final List<Step> steps;

  /** The index of the group that computes each node. */
  private final Map<String, Integer> groupOfNode = new HashMap<>();

  Planner(NetworkSpec spec) {
    this.spec = spec;
    this.lowered = Lowering.of(spec);
    lowered.layers().forEach(this::add);
    this.steps = OutputPlacement.of(groups.stream().map(this::step).toList());
  }

  static FirmwarePlan plan(NetworkSpec spec) {
    Planner planner = new Planner(spec);
    return KernelChoice.best(spec.board(), planner.alternatives(), planner::layOut);
  }

  /** Returns each step with all kernels that may compute it. */
  List<List<Step>> alternatives() {
    List<List<Step>> alternatives = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step first = steps.get(i);
      Stream<Step> others = groups.get(i).alternatives.stream().skip(1).map(first::with);
      alternatives.add(Stream.concat(Stream.of(first), others).toList());
    }
    return alternatives;
  }

  /** Lays out the memory of one alternative of each step. */
  FirmwarePlan layOut(List<Step> chosen) {
    List<Buffer> buffers = Arena.place(buffers(chosen));
    return FirmwarePlan.of(spec, chosen, buffers, Arena.bytes(buffers));
  }

  private void add(Node node) {
    Integer producer = groupOfNode.get(node.inputs().get(0));
    if (producer == null || !foldsInto(node, groups.get(producer))) {
      groups.add(new Group(node, KernelPlan.alternatives(node.op(), lowered.inputsOf(node))));
      producer = groups.size() - 1;
    } else {
      groups.get(producer).nodes.add(node);
    }
    groupOfNode.put(node.name(), producer);
  }

  /** A node folds into the kernel that produces its only input, if nobody else reads that. */
  private boolean foldsInto(Node node, Group producer) {
    Node last = producer.nodes.get(producer.nodes.size() - 1);
    return node.inputs().equals(List.of(last.name()))
        && lowered.readers(last).size() == 1
        && producer.takes(node.op().folding());
  }

  /** Returns a group's step, with a buffer of its own. */
  private Step step(Group group) {
    Node main = group.nodes.get(0);
    String name = main.name().replace('.', '_');
    List<Source> inputs = main.inputs().stream().map(this::source).toList();
    Target target = Target.whole(name, group.kernel().output());
    return new Step(name, group.kernel(), group.nodes, inputs, target);
  }

  private Source source(String node) {
    return node.equals(NetworkSpec.INPUT)
        ? new Source.NetworkInput()
        : new Source.StepOutput(groupOfNode.get(node));
  }

  private static List<Buffer> buffers(List<Step> steps) {
    String logits = steps.get(steps.size() - 1).buffer();
    Set<String> begun = new HashSet<>(Set.of(logits));
    List<Buffer> buffers = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (begun.add(step.buffer())) {
        buffers.add(buffer(steps, i));
      }
      int scratch = step.kernel().scratch().bytes();
      if (scratch > 0) {
        buffers.add(new Buffer(FirmwarePlan.scratchName(step.name()), scratch, i, i, 0));
      }
    }
    return buffers;
  }

  /** Returns the buffer that a step writes first, as long as steps read or write it. */
  private static Buffer buffer(List<Step> steps, int writer) {
    String name = steps.get(writer).buffer();
    int bytes = 0;
    int last = writer;
    for (int i = writer; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.buffer().equals(name)) {
        bytes = Math.max(bytes, step.output().pixels() * step.target().pitch());
        last = Math.max(last, lastReader(steps, i));
      }
    }
    return new Buffer(name, bytes, writer, last, 0);
  }

  private static int lastReader(List<Step> steps, int step) {
    int last = step;
    for (int i = step + 1; i < steps.size(); i++) {
      last = steps.get(i).reads(step) ? i : last;
    }
    return last;
  }
}
