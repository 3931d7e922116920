package io.github.trec4j.int8;

import io.github.trec4j.quantization.Quantization;
import io.github.trec4j.spec.plan.ConcatPlan;
import io.github.trec4j.spec.plan.ParameterArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Mirrors {@code trec4j_concat}: the rescaled channels of inputs, one behind the other. Here all
 * are copied, also those that the C has where they belong already.
 */
final class ConcatKernel implements Int8Kernel {
  private final ConcatPlan plan;

  /** One an input, all of one shift. */
  private final List<Rescaling> rescalings;

  private final int low;

  ConcatKernel(ConcatPlan plan, List<Rescaling> rescalings, int low) {
    this.plan = plan;
    this.rescalings = rescalings;
    this.low = low;
    long shifts = rescalings.stream().mapToInt(Rescaling::shift).distinct().count();
    Requirements.holds(shifts == 1, "one shift for all inputs");
    boolean allCopied = plan.copied().size() == plan.inputs().size();
    Requirements.holds(allCopied || low == Byte.MIN_VALUE, "no bound for what is not copied");
  }

  static QuantizedStep quantize(ConcatPlan plan, QuantizationContext context) {
    Quantization output = context.range().quantization(Rescaling.leastScale(context.inputs()));
    int shift =
        context.inputs().stream()
            .mapToInt(input -> Rescaling.of(List.of(input), output).shift())
            .min()
            .orElseThrow();
    List<Rescaling> rescalings =
        context.inputs().stream()
            .map(input -> Rescaling.withShift(List.of(input), output, shift))
            .toList();
    return context.rescaled(output, new ConcatKernel(plan, rescalings, context.low(output)));
  }

  @Override
  public Optional<ReuseStatistics> run(List<byte[]> inputs, byte[] output) {
    int channels = plan.output().channels();
    for (int i = 0; i < inputs.size(); i++) {
      int width = plan.inputs().get(i).channels();
      for (int value = 0; value < inputs.get(i).length; value++) {
        int place = value / width * channels + plan.firstChannel(i) + value % width;
        output[place] = rescaled(inputs.get(i)[value], rescalings.get(i));
      }
    }
    return Optional.empty();
  }

  private byte rescaled(int value, Rescaling by) {
    int sum = by.bias() + value * by.multipliers()[0];
    return (byte) Arithmetic.clamp(sum >> by.shift(), low, Byte.MAX_VALUE);
  }

  @Override
  public int[] packed(ParameterArray array) {
    return switch (array.field()) {
      case "input_channels" -> ofCopied(input -> plan.inputs().get(input).channels());
      case "first_channels" -> ofCopied(plan::firstChannel);
      case "multipliers" -> ofCopied(input -> rescalings.get(input).multipliers()[0]);
      case "bias" -> ofCopied(input -> rescalings.get(input).bias());
      default -> throw new IllegalArgumentException("no array " + array.field());
    };
  }

  private int[] ofCopied(ToIntFunction<Integer> number) {
    return plan.copied().stream().mapToInt(number).toArray();
  }

  @Override
  public Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("shift", rescalings.get(0).shift());
    numbers.put("low", low);
    numbers.put("high", (int) Byte.MAX_VALUE);
    return numbers;
  }
}
