package io.github.trec4j.spec.plan;

import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the graph into steps, folding what needs no kernel of its own, and lays out their memory.
 */
final class Planner {
  private static final int BLOCK = 16;
  private static final int QUAD = 4;

  /** The network with a node for each stage of its convolutions. */
  private final NetworkSpec staged;

  private final List<Step> steps = new ArrayList<>();

  /** The step that computes each node; a node folded into a step is computed by it. */
  private final Map<String, Integer> stepOfNode = new HashMap<>();

  private Planner(NetworkSpec spec) {
    this.staged = Stages.of(spec);
  }

  static FirmwarePlan plan(NetworkSpec spec) {
    Planner planner = new Planner(spec);
    planner.makeSteps();
    List<Buffer> buffers = Arena.place(planner.buffers());
    return new FirmwarePlan(spec, planner.steps, buffers, Arena.bytes(buffers));
  }

  private void makeSteps() {
    stepOfNode.put(NetworkSpec.INPUT, Step.NETWORK_INPUT);
    for (List<Node> group : groups()) {
      steps.add(step(group));
      for (Node node : group) {
        stepOfNode.put(node.name(), steps.size() - 1);
      }
    }
  }

  /**
   * Returns each kernel's node with the nodes folded into it. Dropout does nothing on the board and
   * joins what is before it.
   */
  private List<List<Node>> groups() {
    List<List<Node>> groups = new ArrayList<>();
    for (Node node : staged.nodes()) {
      if (node.op() instanceof Op.Input) {
        continue;
      }
      if (foldsInto(node, groups)) {
        groups.get(groups.size() - 1).add(node);
      } else {
        groups.add(new ArrayList<>(List.of(node)));
      }
    }
    return groups;
  }

  private boolean foldsInto(Node node, List<List<Node>> groups) {
    if (groups.isEmpty()) {
      return false;
    }
    List<Node> group = groups.get(groups.size() - 1);
    Node last = group.get(group.size() - 1);
    if (!node.inputs().equals(List.of(last.name())) || readers(last) > 1) {
      return false;
    }
    boolean weighted = isWeighted(group.get(0).op());
    boolean activated = group.stream().anyMatch(other -> other.op() instanceof Op.Relu);
    return node.op() instanceof Op.Dropout
        || (weighted && !activated && node.op() instanceof Op.Relu)
        || (node.op() instanceof Op.BatchNorm && weighted && group.size() == 1);
  }

  private long readers(Node node) {
    return staged.nodes().stream().filter(other -> other.inputs().contains(node.name())).count();
  }

  private static boolean isWeighted(Op op) {
    return op instanceof Op.Conv || op instanceof Op.Dense;
  }

  private Step step(List<Node> group) {
    Node main = group.get(0);
    Shape input = staged.inputOf(main);
    Kernel kernel = kernel(main.op());
    List<Integer> inputs = new ArrayList<>();
    main.inputs().forEach(name -> inputs.add(stepOfNode.get(name)));
    return new Step(
        main.name().replace('.', '_'),
        kernel,
        group,
        inputs,
        input,
        group.get(group.size() - 1).output(),
        parameters(main.op(), input),
        scratchBytes(main.op(), input),
        CostModel.instructions(main.op(), input));
  }

  private static Kernel kernel(Op op) {
    if (op instanceof Op.Conv conv) {
      return conv.reuse().map(Planner::kernel).orElse(Kernel.CONV);
    } else if (op instanceof Op.Dense) {
      return Kernel.DENSE;
    } else if (op instanceof Op.MaxPool) {
      return Kernel.MAX_POOL;
    } else if (op instanceof Op.AvgPool) {
      return Kernel.AVG_POOL;
    } else if (op instanceof Op.GlobalAvgPool) {
      return Kernel.GLOBAL_AVG_POOL;
    } else if (op instanceof Op.Relu) {
      return Kernel.RELU;
    }
    throw new IllegalArgumentException("no kernel computes " + op + " on its own");
  }

  private static Kernel kernel(Reuse reuse) {
    return reuse.sharing() == Sharing.SHARED ? Kernel.TREC_SHARED : Kernel.TREC_PER_SLICE;
  }

  private static List<ParameterArray> parameters(Op op, Shape input) {
    if (op instanceof Op.Conv conv) {
      return conv.reuse().isPresent() ? trecParameters(conv, input) : convParameters(conv, input);
    } else if (op instanceof Op.Dense dense) {
      return List.of(
          quads(dense.units(), input.size()),
          new ParameterArray("bias", ElementType.INT32, dense.units(), Packing.PER_FILTER),
          new ParameterArray("multipliers", ElementType.INT32, dense.units(), Packing.PER_FILTER));
    }
    return List.of();
  }

  private static List<ParameterArray> convParameters(Op.Conv conv, Shape input) {
    return List.of(
        quads(conv.filters(), conv.window().area() * input.channels()),
        new ParameterArray("bias", ElementType.INT32, conv.filters(), Packing.PER_FILTER),
        new ParameterArray("multipliers", ElementType.INT32, conv.filters(), Packing.PER_FILTER));
  }

  private static ParameterArray quads(int filters, int entries) {
    int weights = (filters + QUAD - 1) / QUAD * QUAD * ((entries + QUAD - 1) / QUAD * QUAD);
    return new ParameterArray("weights", ElementType.INT16, weights / 2, Packing.FILTER_QUADS);
  }

  private static List<ParameterArray> trecParameters(Op.Conv conv, Shape input) {
    Segmentation segments = Segmentation.of(conv, input);
    int filters = (conv.filters() + BLOCK - 1) / BLOCK * BLOCK;
    int hashes = segments.hashSets() * conv.reuse().orElseThrow().bits();
    List<ParameterArray> arrays = new ArrayList<>();
    arrays.add(
        new ParameterArray(
            "weights",
            ElementType.INT16,
            filters * segments.slices() * segments.taps() * segments.paddedLength() / 2,
            Packing.TREC_BLOCKS));
    arrays.add(new ParameterArray("bias", ElementType.INT16, filters, Packing.PER_FILTER_BLOCKS));
    arrays.add(
        new ParameterArray(
            "table_multipliers", ElementType.INT32, filters, Packing.PER_FILTER_BLOCKS));
    arrays.add(
        new ParameterArray(
            "hash_vectors",
            ElementType.INT8,
            hashes * segments.paddedLength(),
            Packing.HASH_VECTORS));
    arrays.add(new ParameterArray("thresholds", ElementType.INT32, hashes, Packing.THRESHOLDS));
    if (conv.reuse().orElseThrow().keep() > 0) {
      arrays.addAll(exactParameters(conv, input, filters));
    }
    return arrays;
  }

  private static List<ParameterArray> exactParameters(Op.Conv conv, Shape input, int filters) {
    Segmentation segments = Segmentation.of(conv, input);
    int directions = segments.slices() * conv.reuse().orElseThrow().keep();
    int entries = ExactLayout.of(conv, input).paddedEntries();
    return List.of(
        new ParameterArray(
            "direction_squares", ElementType.INT32, directions, Packing.PER_DIRECTION),
        new ParameterArray(
            "directions",
            ElementType.INT8,
            directions * segments.paddedLength(),
            Packing.DIRECTIONS),
        new ParameterArray("direction_bias", ElementType.INT32, directions, Packing.PER_DIRECTION),
        new ParameterArray(
            "direction_multipliers", ElementType.INT32, directions, Packing.PER_DIRECTION),
        new ParameterArray(
            "kept_weights", ElementType.INT16, filters * entries / 2, Packing.KEPT_BLOCKS),
        new ParameterArray(
            "kept_multipliers", ElementType.INT32, filters, Packing.PER_FILTER_BLOCKS));
  }

  private static int scratchBytes(Op op, Shape input) {
    if (op instanceof Op.Conv conv) {
      return Math.toIntExact(Scratch.bytes(conv, input));
    }
    return 0;
  }

  private List<Buffer> buffers() {
    List<Buffer> buffers = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (i < steps.size() - 1) {
        buffers.add(new Buffer(step.name(), step.output().size(), i, lastReader(i), 0));
      }
      if (step.scratchBytes() > 0) {
        String name = FirmwarePlan.scratchName(step.name());
        buffers.add(new Buffer(name, step.scratchBytes(), i, i, 0));
      }
    }
    return buffers;
  }

  private int lastReader(int step) {
    int last = step;
    for (int i = step + 1; i < steps.size(); i++) {
      if (steps.get(i).inputs().contains(step)) {
        last = i;
      }
    }
    return last;
  }
}
