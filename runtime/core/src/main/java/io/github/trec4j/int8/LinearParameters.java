package io.github.trec4j.int8;

import io.github.trec4j.UserError;
import io.github.trec4j.quantization.FilterScales;
import io.github.trec4j.quantization.FoldedWeights;
import io.github.trec4j.quantization.Quantization;
import io.github.trec4j.spec.plan.ParameterArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The integers of a kernel that multiplies every weight, in their logical order. The arrays are not
 * copied and must not be changed.
 *
 * @param weights {@code [M][K]}, in [-127, 127]; K in the order kernel row, kernel column, channel
 * @param bias {@code [M]}, with {@code -inputZeroPoint * sum of the filter's weights} in it
 * @param multipliers {@code [M]}, in (0, 2^31)
 * @param inputZeroPoint what padding reads
 * @param outputZeroPoint what is added after scaling
 * @param low smallest output; a folded ReLU lives in it
 * @param high largest output
 */
@SuppressWarnings("ArrayRecordComponent") // too large to copy
record LinearParameters(
    byte[] weights,
    int[] bias,
    int[] multipliers,
    int inputZeroPoint,
    int outputZeroPoint,
    int low,
    int high) {
  /**
   * Checks lengths and ranges.
   *
   * @throws IllegalArgumentException if one is wrong
   */
  LinearParameters {
    Requirements.weights(weights, multipliers.length);
    Requirements.multipliers(multipliers);
    Requirements.holds(bias.length == multipliers.length, "as many biases as multipliers");
    Requirements.int8(inputZeroPoint, outputZeroPoint);
    Requirements.bounds(low, high);
  }

  /**
   * Quantises a step: one scale a filter.
   *
   * @param kernel makes the kernel of its parameters
   * @throws UserError if the weights are of another network, or too many for the arithmetic
   */
  static QuantizedStep quantize(
      QuantizationContext context, Function<LinearParameters, Int8Kernel> kernel) {
    return quantize(context, Double.POSITIVE_INFINITY, kernel);
  }

  /**
   * Quantises a step: one scale a filter.
   *
   * @param mostProducts what a filter's products with bytes, those with positive or those with
   *     negative weights, must sum to less than
   * @param kernel makes the kernel of its parameters
   */
  static QuantizedStep quantize(
      QuantizationContext context,
      double mostProducts,
      Function<LinearParameters, Int8Kernel> kernel) {
    FoldedWeights folded = context.foldedWeights();
    FilterScales scales =
        FilterScales.choose(folded, context.input(), context.range(), 0, 0, mostProducts);
    Quantization output = scales.output();
    int[] bias = new int[scales.scales().length];
    for (int m = 0; m < bias.length; m++) {
      bias[m] = bias(context, folded, scales, m);
    }
    LinearParameters parameters =
        new LinearParameters(
            scales.weights(),
            bias,
            scales.multipliers(),
            scales.input().zeroPoint(),
            output.zeroPoint(),
            context.low(output),
            Byte.MAX_VALUE);
    return context.rescaled(output, kernel.apply(parameters));
  }

  /**
   * Returns a filter's bias with the input's zero point in it, limited so that no accumulator can
   * overflow; a limited one is thousands of output units away from all others.
   */
  private static int bias(
      QuantizationContext context, FoldedWeights folded, FilterScales scales, int filter) {
    long room = Integer.MAX_VALUE - 128 * scales.magnitude(filter);
    if (room <= 0) {
      throw new UserError(
          context.step().main().name()
              + " sums "
              + folded.weights()[filter].length
              + " products, more than an int32 holds; make its input smaller");
    }
    long bias =
        scales.bias(folded, filter) - (long) scales.input().zeroPoint() * scales.sum(filter);
    return (int) Math.max(-room, Math.min(room, bias));
  }

  /** Returns the number of filters, M. */
  int filters() {
    return multipliers.length;
  }

  /** Returns the weights a filter, K. */
  int entries() {
    return weights.length / filters();
  }

  /** Returns biases that make up for inputs with {@code offset} added to each. */
  int[] biasOf(int offset) {
    int[] shifted = bias.clone();
    for (int i = 0; i < weights.length; i++) {
      shifted[i / entries()] -= offset * weights[i];
    }
    return shifted;
  }

  /** Writes one requantised value a filter, starting at the given place. */
  void requantize(int[] sums, byte[] output, int place) {
    for (int m = 0; m < sums.length; m++) {
      output[place + m] =
          Arithmetic.requantize(sums[m], multipliers[m], outputZeroPoint, low, high);
    }
  }

  /** Returns an array as it lies in flash: weights in quads. */
  int[] packed(ParameterArray array) {
    return switch (array.field()) {
      case "weights" -> QuadPacking.quads(weights, filters());
      case "bias" -> bias.clone();
      case "multipliers" -> multipliers.clone();
      default -> throw new IllegalArgumentException("no array " + array.field());
    };
  }

  /** Returns the plain fields of the C struct behind the input's zero point. */
  Map<String, Integer> outputNumbers() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("output_zero_point", outputZeroPoint);
    numbers.put("low", low);
    numbers.put("high", high);
    return numbers;
  }
}
