package io.github.trec4j.firmware;

import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.int8.QuantizedStep;
import io.github.trec4j.spec.plan.ParameterArray;
import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import io.github.trec4j.spec.plan.Symbols;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the C file that holds all parameters. */
final class WeightsSource {
  private final QuantizedNetwork network;
  private final Symbols symbols;
  private final ParameterRanges ranges = new ParameterRanges();
  private final StringBuilder text = new StringBuilder();

  private WeightsSource(QuantizedNetwork network) {
    this.network = network;
    this.symbols = Symbols.of(network.spec());
  }

  /** Returns the file's text; equal networks give equal texts. */
  static String of(QuantizedNetwork network) {
    return new WeightsSource(network).write();
  }

  private String write() {
    text.append("/** The parameters of ")
        .append(network.spec().name())
        .append(", quantised and packed; written by trec4j. */\n#include \"")
        .append(symbols.internalHeader())
        .append("\"\n\n#if ")
        .append(symbols.fingerprintMacro())
        .append(" != 0x")
        .append(network.spec().fingerprint())
        .append("ULL\n#error \"these weights are of another network than ")
        .append(symbols.internalHeader())
        .append("; export again\"\n#endif\n");
    network.steps().stream().filter(step -> step.step().kernel().hasParams()).forEach(this::add);
    ranges();
    return text.toString();
  }

  private void add(QuantizedStep step) {
    text.append("\n/* ")
        .append(step.step().main().name())
        .append(": real = ")
        .append(Double.toString(step.output().scale()))
        .append(" * (q - ")
        .append(step.output().zeroPoint())
        .append(") */\n");
    Map<String, String> fields = new LinkedHashMap<>();
    for (ParameterArray array : step.step().kernel().parameters()) {
      String name = symbols.array(step.step(), array);
      String declaration =
          "static const %s %s[%d] __attribute__((aligned(8)))"
              .formatted(array.type().c(), name, array.length());
      int[] values = step.kernel().packed(array);
      CArrays.append(text, declaration, values);
      ranges.add(name, array.type(), values);
      fields.put(array.field(), name);
    }
    addNumbers(step, fields);
    text.append("const ")
        .append(step.step().kernel().paramsType())
        .append(' ')
        .append(symbols.parameters(step.step()))
        .append(" = {\n");
    fields.forEach(
        (field, value) ->
            text.append("    .").append(field).append(" = ").append(value).append(",\n"));
    text.append("};\n");
  }

  /** They lie behind one another in the struct, from the first on. */
  private void addNumbers(QuantizedStep step, Map<String, String> fields) {
    Map<String, Integer> numbers = step.kernel().numbers();
    numbers.forEach((field, value) -> fields.put(field, CArrays.literal(value)));
    String struct = symbols.parameters(step.step());
    int[] values = numbers.values().stream().mapToInt(Integer::intValue).toArray();
    numbers.keySet().stream()
        .findFirst()
        .ifPresent(first -> ranges.add("&" + struct + "." + first, ElementType.INT32, values));
  }

  private void ranges() {
    text.append(
        """

        const trec4j_range %s[] = {
        %s    {0, 0},
        };
        const uint32_t %s = 0x%08xu;
        """
            .formatted(
                symbols.symbol(Symbols.PARAMETER_RANGES),
                ranges.rows(),
                symbols.symbol(Symbols.PARAMETERS_CRC32),
                ranges.crc32()));
  }
}
