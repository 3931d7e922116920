package io.github.trec4j.int8;

import io.github.trec4j.quantization.FilterScales;
import io.github.trec4j.quantization.FoldedWeights;
import io.github.trec4j.quantization.Quantization;
import io.github.trec4j.spec.plan.TrecPlan;
import java.util.Optional;

/**
 * The weights of a reuse convolution, ready to be quantised with any number of bits in the tables.
 *
 * @param context of the step
 * @param clustered what centroids meet
 * @param kept what kept directions meet; empty where none is kept
 * @param hashes its hashes
 */
record TrecWeights(
    QuantizationContext context,
    FoldedWeights clustered,
    Optional<KeptWeights> kept,
    HashQuantizer hashes) {
  /**
   * Reads the weights of a step.
   *
   * @throws io.github.trec4j.UserError if a tensor is missing or not of this network
   */
  static TrecWeights of(TrecPlan plan, QuantizationContext context) {
    FoldedWeights folded = context.foldedWeights();
    HashQuantizer hashes = HashQuantizer.of(plan, context);
    if (plan.op().reuse().keep() == 0) {
      return new TrecWeights(context, folded, Optional.empty(), hashes);
    }
    KeptWeights kept = KeptWeights.of(plan, context, folded);
    return new TrecWeights(context, kept.remainder(folded), Optional.of(kept), hashes);
  }

  private FilterScales scales(int shift) {
    double leastOutput = kept.map(directions -> directions.leastScale(shift)).orElse(0.0);
    return FilterScales.choose(
        clustered, context.input(), context.range(), shift, leastOutput, Double.POSITIVE_INFINITY);
  }

  /** Returns the largest shift whose multipliers are in range with the range's own scale. */
  int largestShift() {
    int shift = TrecParameters.MAX_SHIFT;
    double own = context.range().quantization(0).scale();
    while (shift > 1 && output(shift).scale() > own) {
      shift--;
    }
    return shift;
  }

  /** Returns what the output's integers stand for. */
  Quantization output(int shift) {
    return scales(shift).output();
  }

  /**
   * Returns the integers.
   *
   * @param shift bits below the output's unit in accumulators
   */
  TrecParameters parameters(int shift) {
    FilterScales scales = scales(shift);
    Quantization output = scales.output();
    return new TrecParameters(
        scales.weights(),
        bias(output, shift),
        scales.tableMultipliers(shift),
        hashes.vectors(),
        hashes.thresholds(),
        context.input().zeroPoint(),
        shift,
        context.low(output),
        Byte.MAX_VALUE,
        kept.map(directions -> directions.parameters(output, shift)));
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
