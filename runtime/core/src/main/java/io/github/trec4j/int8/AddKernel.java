package io.github.trec4j.int8;

import io.github.trec4j.quantization.Quantization;
import io.github.trec4j.spec.plan.ParameterArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mirrors {@code trec4j_add}: the rescaled sum of inputs. */
final class AddKernel implements Int8Kernel {
  /** Bits of a multiplier below the output's unit; {@code TREC4J_ADD_SHIFT}. */
  static final int SHIFT = 14;

  /** An input's unit may be so many of the output's: multipliers are of 16 bits. */
  static final double LARGEST_RATIO = (double) Short.MAX_VALUE / (1 << SHIFT);

  private final Rescaling rescaling;
  private final int low;

  AddKernel(Rescaling rescaling, int low) {
    this.rescaling = rescaling;
    this.low = low;
  }

  static QuantizedStep quantize(QuantizationContext context) {
    Quantization output =
        context.range().quantization(Rescaling.leastScale(context.inputs(), LARGEST_RATIO));
    Rescaling rescaling = Rescaling.withShift(context.inputs(), output, SHIFT);
    return context.rescaled(output, new AddKernel(rescaling, context.low(output)));
  }

  @Override
  public Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] output) {
    for (int i = 0; i < output.length; i++) {
      int sum = rescaling.bias();
      for (int input = 0; input < inputs.size(); input++) {
        sum += inputs.get(input)[i] * rescaling.multipliers()[input];
      }
      output[i] = (byte) Arithmetic.clamp(sum >> rescaling.shift(), low, Byte.MAX_VALUE);
    }
    return Optional.empty();
  }

  @Override
  public int[] packed(ParameterArray array) {
    return rescaling.multipliers().clone();
  }

  @Override
  public Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("bias", rescaling.bias());
    numbers.put("low", low);
    numbers.put("high", (int) Byte.MAX_VALUE);
    return numbers;
  }
}
