package io.github.trec4j.quantization;

import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.int8.Quantization;
import io.github.trec4j.int8.StepParameters;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.plan.Step;

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
  static HashQuantizer of(Step step, Weights weights, Quantization input) {
    Op.Conv conv = (Op.Conv) step.main().op();
    Segmentation segments = Segmentation.of(conv, step.inputShape());
    int length = segments.length();
    int hashes = segments.hashSets() * conv.reuse().orElseThrow().bits();
    String name = step.main().name();
    float[] real = FoldedWeights.tensor(weights, name + ".hashVectors", hashes * length);
    float[] realThresholds = FoldedWeights.tensor(weights, name + ".thresholds", hashes);
    boolean centred = conv.reuse().orElseThrow().centred();
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
    int largest = StepParameters.Trec.LARGEST_THRESHOLD;
    return (int) Math.max(-largest, Math.min(largest, threshold));
  }
}
