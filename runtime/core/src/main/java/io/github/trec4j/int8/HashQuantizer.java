package io.github.trec4j.int8;

import io.github.trec4j.quantization.IntegerVectors;
import io.github.trec4j.quantization.Quantization;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.plan.TrecPlan;
import io.github.trec4j.tensor.TensorName;

/**
 * Hash vectors and thresholds in integers. A bit is the sign of a comparison, so that each vector
 * may have a scale of its own.
 *
 * @param vectors {@code [hash sets][bits][L]}, in [-127, 127]
 * @param thresholds {@code [hash sets][bits]}, in units of input times vector
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one step's quantisation
record HashQuantizer(byte[] vectors, int[] thresholds) {
  /**
   * Quantises the hashes of a step.
   *
   * @throws io.github.trec4j.UserError if a tensor is missing or not of this network
   */
  static HashQuantizer of(TrecPlan plan, QuantizationContext context) {
    Quantization input = context.input();
    Reuse reuse = plan.op().reuse();
    int length = plan.segmentation().length();
    int hashes = plan.segmentation().hashSets() * reuse.bits();
    float[] real = context.tensor(TensorName.HASH_VECTORS, hashes * length);
    float[] realThresholds = context.tensor(TensorName.THRESHOLDS, hashes);
    boolean centred = reuse.centred();
    IntegerVectors vectors = IntegerVectors.of(real, length);
    int[] thresholds = new int[hashes];
    for (int j = 0; j < hashes; j++) {
      double threshold = Math.floor(realThresholds[j] / (input.scale() * vectors.scales()[j]));
      // centring takes the zero point out of both sides
      double shift = centred ? 0 : (double) input.zeroPoint() * vectors.sum(j);
      thresholds[j] = limited(threshold + shift);
    }
    return new HashQuantizer(vectors.values(), thresholds);
  }

  private static int limited(double threshold) {
    int largest = TrecParameters.LARGEST_THRESHOLD;
    return (int) Math.max(-largest, Math.min(largest, threshold));
  }
}
