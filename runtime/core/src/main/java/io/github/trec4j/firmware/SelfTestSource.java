package io.github.trec4j.firmware;

import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.spec.plan.Symbols;
import java.util.List;

/** Writes what ties the test program to one network: names, images, and the answers expected. */
final class SelfTestSource {
  private static final List<String> MACROS =
      List.of("ARENA_BYTES", "INPUT_BYTES", "LOGITS", "STEPS");
  private static final List<String> NAMES =
      List.of("quantize_input", "run", "parameters_intact", "step", "steps");

  private final QuantizedNetwork network;
  private final Symbols symbols;
  private final List<byte[]> images;

  SelfTestSource(QuantizedNetwork network, List<byte[]> images) {
    this.network = network;
    this.symbols = Symbols.of(network.spec());
    this.images = images;
  }

  /** Returns the header that gives the network's names the prefix {@code network}. */
  String header() {
    StringBuilder text = new StringBuilder();
    text.append("/** The names that the test program uses, for ")
        .append(network.spec().name())
        .append("; written by trec4j. */\n")
        .append("#ifndef TREC4J_NETWORK_H\n#define TREC4J_NETWORK_H\n\n")
        .append("#include \"")
        .append(symbols.internalHeader())
        .append("\"\n\n#define NETWORK_NAME \"")
        .append(symbols.prefix())
        .append("\"\n");
    for (String macro : MACROS) {
      define(text, "NETWORK_" + macro, symbols.macro(macro));
    }
    for (String name : NAMES) {
      define(text, "network_" + name, symbols.symbol(name));
    }
    text.append("\n/** Images whose answers are known. */\n");
    define(text, "NETWORK_SELFTEST_IMAGES", images.size() + "u");
    text.append("extern const uint8_t network_selftest_images[][NETWORK_INPUT_BYTES];\n")
        .append("extern const int8_t network_selftest_logits[][NETWORK_LOGITS];\n\n#endif\n");
    return text.toString();
  }

  private static void define(StringBuilder text, String name, String value) {
    text.append("#define %s %s\n".formatted(name, value));
  }

  /** Returns the size of images and answers. */
  int bytes() {
    return images.size() * (network.spec().input().size() + network.spec().classes());
  }

  /** Returns the source that holds images and answers. */
  String source() {
    Int8Network simulator = new Int8Network(network);
    StringBuilder text = new StringBuilder();
    text.append("/** Images for the self-test and their answers; written by trec4j. */\n")
        .append("#include \"network.h\"\n\n");
    text.append("const uint8_t network_selftest_images[][NETWORK_INPUT_BYTES] = {\n");
    images.forEach(image -> row(text, image, 0xff));
    text.append("};\n\nconst int8_t network_selftest_logits[][NETWORK_LOGITS] = {\n");
    images.forEach(
        image -> row(text, simulator.run(Int8Network.quantizeInput(image)).logits(), -1));
    return text.append("};\n").toString();
  }

  private static void row(StringBuilder text, byte[] bytes, int mask) {
    int[] values = new int[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[i] & mask;
    }
    text.append("    {");
    CArrays.appendValues(text, values);
    text.append("},\n");
  }

  /** Returns the name of the source: its object is kept apart by the linker scripts. */
  String sourceName() {
    return symbols.prefix() + "_selftest.c";
  }
}
