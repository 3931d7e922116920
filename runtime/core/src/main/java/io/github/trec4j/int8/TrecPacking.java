package io.github.trec4j.int8;

import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.plan.KeptLayout;
import io.github.trec4j.spec.plan.ParameterArray;
import io.github.trec4j.spec.plan.TrecPlan;
import java.util.Arrays;
import java.util.Optional;

/** How the parameters of a reuse convolution lie in flash; see trec4j_trec.h. */
final class TrecPacking {
  private final TrecPlan plan;
  private final TrecParameters params;
  private final Segmentation segments;

  TrecPacking(TrecPlan plan, TrecParameters params) {
    this.plan = plan;
    this.params = params;
    this.segments = plan.segmentation();
  }

  int[] packed(ParameterArray array) {
    return switch (array.field()) {
      case "weights" -> weights();
      case "bias" -> Arrays.copyOf(widened(params.bias()), array.length());
      case "table_multipliers" -> Arrays.copyOf(params.tableMultipliers(), array.length());
      case "hash_vectors" -> padded(params.hashVectors());
      case "thresholds" -> params.thresholds().clone();
      default -> keptDirections(array);
    };
  }

  private int[] keptDirections(ParameterArray array) {
    KeptParameters kept =
        params.kept().orElseThrow(() -> new IllegalArgumentException("no array " + array.field()));
    Optional<WinogradWeights> form =
        plan.keptByWinograd().map(of -> new WinogradWeights(of, kept.weights()));
    return switch (array.field()) {
      case "direction_squares" -> kept.directionSquares().clone();
      case "directions" -> padded(kept.directions());
      case "direction_bias" -> kept.directionBias().clone();
      case "direction_multipliers" -> kept.directionMultipliers().clone();
      case TrecPlan.KEPT_WEIGHTS ->
          form.map(of -> of.packed(array.length())).orElseGet(() -> keptWeights(kept));
      case "kept_bias" -> form.orElseThrow().corrections();
      case "kept_multipliers" -> Arrays.copyOf(kept.multipliers(), array.length());
      default -> throw new IllegalArgumentException("no array " + array.field());
    };
  }

  /** Returns blocks of sixteen filters: {@code [ceil(M/16)][slices][taps]} of four quads. */
  private int[] weights() {
    int quad = QuadPacking.halfwords(segments.length());
    int blockRow = TrecPlan.BLOCK / QuadPacking.QUAD * quad;
    int[] packed = new int[blocks() * segments.slices() * segments.taps() * blockRow];
    for (int filter = 0; filter < params.filters(); filter++) {
      for (int slice = 0; slice < segments.slices(); slice++) {
        for (int tap = 0; tap < segments.taps(); tap++) {
          int block = filter / TrecPlan.BLOCK;
          int row = (block * segments.slices() + slice) * segments.taps() + tap;
          int start = row * blockRow + filter % TrecPlan.BLOCK / QuadPacking.QUAD * quad;
          for (int l = 0; l < segments.length(); l++) {
            int k = segments.weightIndex(slice, tap, l);
            int weight = params.weights()[filter * params.entries() + k];
            QuadPacking.add(packed, start, filter, l, weight);
          }
        }
      }
    }
    return packed;
  }

  private int blocks() {
    return QuadPacking.roundUp(params.filters(), TrecPlan.BLOCK) / TrecPlan.BLOCK;
  }

  /** Returns blocks of sixteen filters, four quads each, with the entries of {@link KeptLayout}. */
  private int[] keptWeights(KeptParameters kept) {
    KeptLayout layout = KeptLayout.of(plan.op(), plan.input());
    int quad = QuadPacking.halfwords(layout.paddedEntries());
    int[] packed = new int[blocks() * TrecPlan.BLOCK / QuadPacking.QUAD * quad];
    for (int filter = 0; filter < params.filters(); filter++) {
      for (int k = 0; k < kept.entries(); k++) {
        int weight = kept.weights()[filter * kept.entries() + k];
        QuadPacking.add(packed, filter / QuadPacking.QUAD * quad, filter, layout.place(k), weight);
      }
    }
    return packed;
  }

  /** Returns vectors of a segment's length, each filled up with zeros to whole words. */
  private int[] padded(byte[] vectors) {
    int length = segments.length();
    int padded = segments.paddedLength();
    int[] packed = new int[vectors.length / length * padded];
    for (int i = 0; i < vectors.length; i++) {
      packed[i / length * padded + i % length] = vectors[i];
    }
    return packed;
  }

  private static int[] widened(short[] values) {
    int[] wide = new int[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
