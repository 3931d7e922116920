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
    HashQuantizer hash = new HashQuantizer(new byte[hashes * length], new int[hashes]);
    for (int j = 0; j < hashes; j++) {
      double scale = scale(real, j * length, length);
      int sum = hash.quantizeVector(real, j * length, length, scale);
      double threshold = Math.floor(realThresholds[j] / (input.scale() * scale));
      // centring takes the zero point out of both sides
      hash.thresholds[j] = limited(threshold + (centred ? 0 : (double) input.zeroPoint() * sum));
    }
    return hash;
  }

  private static double scale(float[] real, int first, int length) {
    double largest = 0;
    for (int l = first; l < first + length; l++) {
      largest = Math.max(largest, Math.abs(real[l]));
    }
    return largest > 0 ? largest / StepParameters.LARGEST_WEIGHT : 1;
  }

  private int quantizeVector(float[] real, int first, int length, double scale) {
    int sum = 0;
    for (int l = first; l < first + length; l++) {
      vectors[l] = (byte) Math.round(real[l] / scale);
      sum += vectors[l];
    }
    return sum;
  }

  private static int limited(double threshold) {
    int largest = StepParameters.Trec.LARGEST_THRESHOLD;
    return (int) Math.max(-largest, Math.min(largest, threshold));
  }
}
