package io.github.trec4j.firmware;

import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.int8.QuantizedStep;
import io.github.trec4j.spec.plan.ParameterArray;
import io.github.trec4j.spec.plan.Symbols;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the C file that holds all parameters. */
final class WeightsSource {
  private final QuantizedNetwork network;
  private final Symbols symbols;
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
      CArrays.append(text, declaration, step.kernel().packed(array));
      fields.put(array.field(), name);
    }
    step.kernel().numbers().forEach((field, value) -> fields.put(field, CArrays.literal(value)));
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
}
