package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the graph into steps, folding what needs no kernel of its own, and lays out their memory.
 */
final class Planner {
  /** A kernel's node with the nodes folded into it. */
  private static final class Group {
    private KernelPlan kernel;
    private final List<Node> nodes = new ArrayList<>();

    Group(Node main, KernelPlan kernel) {
      this.kernel = kernel;
      nodes.add(main);
    }

    /** Returns whether the kernel can take in what follows its last node. */
    boolean takes(Op.Folding folding) {
      boolean alone = nodes.size() == 1;
      boolean rectified =
          nodes.stream().anyMatch(node -> node.op().folding() == Op.Folding.RECTIFICATION);
      return switch (folding) {
        case NONE -> false;
        case IDENTITY -> true;
        case SCALE_AND_SHIFT -> kernel.op().isWeighted() && alone;
        case RECTIFICATION -> kernel.rescales() && !rectified;
      };
    }
  }

  private final NetworkSpec spec;

  /** The network with a node for each stage of its convolutions. */
  private final NetworkSpec lowered;

  private final List<Group> groups = new ArrayList<>();

  private final List<Step> steps = new ArrayList<>();

  /** The index of the group that computes each node. */
  private final Map<String, Integer> groupOfNode = new HashMap<>();

  private Planner(NetworkSpec spec) {
    this.spec = spec;
    this.lowered = Lowering.of(spec);
  }

  static FirmwarePlan plan(NetworkSpec spec) {
    Planner planner = new Planner(spec);
    planner.lowered.layers().forEach(planner::add);
    FirmwarePlan plan = planner.plan();
    while (!plan.fits() && planner.shrink(plan)) {
      plan = planner.plan();
    }
    return planner.spareSlowMemory(plan);
  }

  private FirmwarePlan plan() {
    steps.clear();
    for (int i = 0; i < groups.size(); i++) {
      steps.add(step(i));
    }
    List<Buffer> buffers = Arena.place(buffers());
    return FirmwarePlan.of(spec, steps, buffers, Arena.bytes(buffers));
  }

  /**
   * Gives one kernel its smaller form: where flash is short the one that saves least time for its
   * flash, where RAM is short the one with most scratch memory.
   *
   * @return whether there was one
   */
  private boolean shrink(FirmwarePlan plan) {
    BoardMemory program = plan.memories().program();
    boolean flash = plan.usedBytes(program) > program.bytes();
    Comparator<Group> worst =
        flash
            ? Comparator.comparingDouble(Planner::cyclesSavedByByte)
            : Comparator.comparingInt((Group group) -> group.kernel.scratch().bytes()).reversed();
    Optional<Group> chosen =
        groups.stream().filter(group -> !group.kernel.smaller().equals(group.kernel)).min(worst);
    chosen.ifPresent(group -> group.kernel = group.kernel.smaller());
    return chosen.isPresent();
  }

  /**
   * Gives kernels their smaller form where waiting for more parameters takes longer than it saves.
   */
  private FirmwarePlan spareSlowMemory(FirmwarePlan plan) {
    FirmwarePlan best = plan;
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      KernelPlan kernel = group.kernel;
      boolean waits = best.memories().parameters().get(i).waitStates() > 0;
      if (waits && !kernel.smaller().equals(kernel)) {
        group.kernel = kernel.smaller();
        FirmwarePlan other = plan();
        boolean better = other.cycles() < best.cycles() && (other.fits() || !best.fits());
        group.kernel = better ? group.kernel : kernel;
        best = better ? other : best;
      }
    }
    return best;
  }

  private static double cyclesSavedByByte(Group group) {
    KernelPlan smaller = group.kernel.smaller();
    double saved = smaller.cycles(0) - group.kernel.cycles(0);
    return saved / Math.max(1, group.kernel.parameterBytes() - smaller.parameterBytes());
  }

  private void add(Node node) {
    Integer producer = groupOfNode.get(node.inputs().get(0));
    if (producer == null || !foldsInto(node, groups.get(producer))) {
      groups.add(new Group(node, KernelPlan.of(node.op(), lowered.inputsOf(node))));
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

  private Step step(int index) {
    Group group = groups.get(index);
    Node main = group.nodes.get(0);
    String name = main.name().replace('.', '_');
    List<Source> inputs = main.inputs().stream().map(this::source).toList();
    return new Step(name, group.kernel, group.nodes, inputs, buffer(name, index, group, inputs));
  }

  private Source source(String node) {
    return node.equals(NetworkSpec.INPUT)
        ? new Source.NetworkInput()
        : new Source.StepOutput(groupOfNode.get(node));
  }

  /** The logits have a buffer of the caller's, and the image must stay as it is. */
  private String buffer(String name, int index, Group group, List<Source> inputs) {
    boolean last = index == groups.size() - 1;
    boolean overwrites =
        group.kernel.mayOverwriteInput()
            && !last
            && inputs.get(0) instanceof Source.StepOutput
            && isLastReader(index, group.nodes.get(0).inputs().get(0));
    return overwrites ? inputs.get(0).from("", steps.stream().map(Step::buffer).toList()) : name;
  }

  private boolean isLastReader(int group, String node) {
    Node last = lowered.node(node);
    return lowered.readers(last).stream()
        .allMatch(reader -> groupOfNode.get(reader.name()) <= group);
  }

  private List<Buffer> buffers() {
    List<Buffer> buffers = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (i < steps.size() - 1 && step.buffer().equals(step.name())) {
        buffers.add(new Buffer(step.name(), step.output().size(), i, lastUse(step.name(), i), 0));
      }
      int scratch = step.kernel().scratch().bytes();
      if (scratch > 0) {
        buffers.add(new Buffer(FirmwarePlan.scratchName(step.name()), scratch, i, i, 0));
      }
    }
    return buffers;
  }

  /** Returns the last step that reads or overwrites a buffer. */
  private int lastUse(String buffer, int writer) {
    int last = writer;
    for (int i = writer; i < steps.size(); i++) {
      if (steps.get(i).buffer().equals(buffer)) {
        last = Math.max(last, lastReader(i));
      }
    }
    return last;
  }

  private int lastReader(int step) {
    int last = step;
    for (int i = step + 1; i < steps.size(); i++) {
      last = steps.get(i).reads(step) ? i : last;
    }
    return last;
  }
}
