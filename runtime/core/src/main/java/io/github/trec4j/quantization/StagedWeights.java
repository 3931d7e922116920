package io.github.trec4j.quantization;

import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.checkpoint.Weights.Values;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.plan.Stages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a network by the stages of its convolutions: of one with filters {@code W [M, K]}
 * and basis {@code V [M, R]}, the basis filters {@code V' W [R, K]} with what reuse learned, and
 * the combinations {@code V [M, R]}.
 */
final class StagedWeights {
  private static final List<String> OF_THE_BASIS =
      List.of(".hashVectors", ".thresholds", ".directions");

  private final Map<String, Values> tensors;
  private final Weights stored;

  private StagedWeights(Weights stored) {
    this.stored = stored;
    tensors = new LinkedHashMap<>(stored.tensors());
  }

  /**
   * Returns the weights under the names of the plan's nodes.
   *
   * @throws io.github.trec4j.UserError if a tensor is missing or not of this network
   */
  static Weights of(NetworkSpec spec, Weights stored) {
    StagedWeights staged = new StagedWeights(stored);
    for (Node node : spec.nodes()) {
      if (node.op() instanceof Op.Conv conv && conv.rank() > 0) {
        int entries = conv.window().area() * spec.inputOf(node).channels();
        staged.split(node.name(), conv, entries);
      }
    }
    return new Weights(staged.tensors, stored.metadata());
  }

  private void split(String name, Op.Conv conv, int entries) {
    int filters = conv.filters();
    int rank = conv.rank();
    float[] all = FoldedWeights.tensor(stored, name + ".weights", filters * entries);
    float[] combinations = FoldedWeights.tensor(stored, name + ".filterBasis", filters * rank);
    double[] sums = new double[rank * entries];
    for (int m = 0; m < filters; m++) {
      for (int r = 0; r < rank; r++) {
        for (int k = 0; k < entries; k++) {
          sums[r * entries + k] += (double) combinations[m * rank + r] * all[m * entries + k];
        }
      }
    }
    float[] basis = new float[sums.length];
    for (int i = 0; i < basis.length; i++) {
      basis[i] = (float) sums[i];
    }
    String stage = Stages.basis(name);
    tensors.put(stage + ".weights", new Values(new int[] {rank, entries}, basis));
    tensors.put(name + ".weights", new Values(new int[] {filters, rank}, combinations));
    for (String learned : OF_THE_BASIS) {
      if (stored.has(name + learned)) {
        tensors.put(stage + learned, tensors.remove(name + learned));
      }
    }
  }
}
