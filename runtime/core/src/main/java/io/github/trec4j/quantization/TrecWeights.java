package io.github.trec4j.quantization;

import io.github.trec4j.checkpoint.Weights;
import io.github.trec4j.int8.Quantization;
import io.github.trec4j.int8.QuantizedStep;
import io.github.trec4j.int8.StepParameters;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.plan.Step;
import java.util.List;
import java.util.Optional;

/**
 * The weights of a reuse convolution, ready to be quantised with any number of bits in the tables.
 *
 * @param step the convolution
 * @param clustered what centroids meet
 * @param exact what kept directions meet; empty where none is kept
 * @param hashes its hashes
 * @param input of the step
 * @param range of its output
 */
record TrecWeights(
    Step step,
    FoldedWeights clustered,
    Optional<ExactWeights> exact,
    HashQuantizer hashes,
    Quantization input,
    Range range) {
  /**
   * Reads the weights of a step.
   *
   * @param images the step's int8 inputs, which projections are fitted on
   * @throws io.github.trec4j.UserError if a tensor is missing or not of this network
   */
  static TrecWeights of(
      Step step, Weights stored, Quantization input, Range range, List<byte[]> images) {
    FoldedWeights folded = FoldedWeights.of(step, stored);
    HashQuantizer hashes = HashQuantizer.of(step, stored, input);
    if (((Op.Conv) step.main().op()).reuse().orElseThrow().keep() == 0) {
      return new TrecWeights(step, folded, Optional.empty(), hashes, input, range);
    }
    ExactWeights exact = ExactWeights.of(step, stored, folded, input, images);
    return new TrecWeights(step, exact.remainder(folded), Optional.of(exact), hashes, input, range);
  }

  private FilterScales scales(int shift) {
    double leastOutput = exact.map(kept -> kept.leastScale(shift)).orElse(0.0);
    return FilterScales.choose(clustered, input, range, shift, leastOutput);
  }

  /** Returns the largest shift whose multipliers are in range with the range's own scale. */
  int largestShift() {
    int shift = StepParameters.Trec.MAX_SHIFT;
    while (shift > 1 && scales(shift).output().scale() > range.quantization(0).scale()) {
      shift--;
    }
    return shift;
  }

  /**
   * Quantises the step.
   *
   * @param shift bits below the output's unit in accumulators
   */
  QuantizedStep quantized(int shift) {
    FilterScales scales = scales(shift);
    Quantization output = scales.output();
    StepParameters parameters =
        new StepParameters.Trec(
            scales.weights(),
            bias(output, shift),
            scales.tableMultipliers(shift),
            hashes.vectors(),
            hashes.thresholds(),
            input.zeroPoint(),
            shift,
            step.foldsRelu() ? output.zeroPoint() : Byte.MIN_VALUE,
            Byte.MAX_VALUE,
            exact.map(kept -> kept.parameters(output, shift)));
    return new QuantizedStep(step, input, output, parameters);
  }

  /** Returns bias, output zero point and rounding, in units of accumulators. */
  private short[] bias(Quantization output, int shift) {
    double unit = output.scale() / (1 << shift);
    int constant = (output.zeroPoint() << shift) + (1 << (shift - 1));
    short[] bias = new short[clustered.bias().length];
    for (int m = 0; m < bias.length; m++) {
      double real = Math.rint(clustered.bias()[m] / unit) + constant;
      bias[m] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, real));
    }
    return bias;
  }
}
