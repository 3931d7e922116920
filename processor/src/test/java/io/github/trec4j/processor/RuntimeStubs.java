package io.github.trec4j.processor;

import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;

/** Sources with the signatures of the runtime that generated code calls. */
final class RuntimeStubs {
  private static final List<String> LAYERS =
      List.of(
          "Convolution",
          "FullyConnected",
          "BatchNormalization",
          "Relu",
          "MaxPooling",
          "AveragePooling",
          "GlobalAveragePooling",
          "Dropout");

  private RuntimeStubs() {}

  static List<JavaFileObject> sources() {
    List<JavaFileObject> sources = new ArrayList<>();
    StringBuilder factory = new StringBuilder();
    for (String layer : LAYERS) {
      sources.add(
          JavaFileObjects.forSourceString(
              "io.github.trec4j.layers." + layer,
              "package io.github.trec4j.layers; public abstract class %s implements Layer {}"
                  .formatted(layer)));
      factory.append(
          "public io.github.trec4j.layers.%s %s(String node) { throw new AssertionError(); }\n"
              .formatted(layer, Character.toLowerCase(layer.charAt(0)) + layer.substring(1)));
    }
    sources.add(
        JavaFileObjects.forSourceString(
            "io.github.trec4j.network.Layers",
            "package io.github.trec4j.network; public final class Layers {\n" + factory + "}"));
    return sources;
  }
}
