package io.github.trec4j.int8;

import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.checkpoint.Weights.Values;
import io.github.trec4j.quantization.FoldedWeights;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.plan.Lowering;
import io.github.trec4j.tensor.TensorName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a network as firmware runs it, by the stages of its convolutions: of one with
 * filters {@code W [M, K]} and basis {@code V [M, R]}, the basis filters {@code V' W [R, K]} with
 * what reuse learned, and the combinations {@code V [M, R]}.
 */
final class LoweredWeights {
  private static final List<TensorName> OF_THE_BASIS =
      List.of(TensorName.HASH_VECTORS, TensorName.THRESHOLDS, TensorName.DIRECTIONS);

  private final Map<String, Values> tensors;
  private final Weights stored;

  private LoweredWeights(Weights stored) {
    this.stored = stored;
    tensors = new LinkedHashMap<>(stored.tensors());
  }

  /**
   * Returns the weights under the names of the plan's nodes.
   *
   * @throws io.github.trec4j.UserError if a tensor is missing or not of this network
   */
  static Weights of(NetworkSpec spec, Weights stored) {
    LoweredWeights lowered = new LoweredWeights(stored);
    for (Node node : spec.nodes()) {
      if (node.op() instanceof TrecConv conv && conv.reuse().rank() > 0) {
        lowered.split(node.name(), conv, (int) conv.fanIn(spec.inputsOf(node)));
      }
    }
    return new Weights(lowered.tensors, stored.metadata());
  }

  private void split(String name, TrecConv conv, int entries) {
    int filters = conv.filters();
    int rank = conv.reuse().rank();
    float[] all = FoldedWeights.tensor(stored, TensorName.WEIGHTS.of(name), filters * entries);
    float[] combinations =
        FoldedWeights.tensor(stored, TensorName.FILTER_BASIS.of(name), filters * rank);
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
    String stage = Lowering.basis(name);
    tensors.put(TensorName.WEIGHTS.of(stage), new Values(new int[] {rank, entries}, basis));
    tensors.put(TensorName.WEIGHTS.of(name), new Values(new int[] {filters, rank}, combinations));
    for (TensorName learned : OF_THE_BASIS) {
      if (stored.has(learned.of(name))) {
        tensors.put(learned.of(stage), tensors.remove(learned.of(name)));
      }
    }
  }
}
