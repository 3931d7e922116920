package io.github.trec4j.processor.write;

import com.palantir.javapoet.ClassName;

/** Names in the runtime that generated code uses; the processor does not depend on it. */
final class RuntimeApi {
  private static final String NETWORKS = "io.github.trec4j.network";
  private static final String ALL_LAYERS = "io.github.trec4j.layers";

  static final ClassName NETWORK = ClassName.get(NETWORKS, "Network");
  static final ClassName MODEL = ClassName.get(NETWORKS, "Model");
  static final ClassName LAYERS = ClassName.get(NETWORKS, "Layers");
  static final ClassName MODE = ClassName.get(ALL_LAYERS, "Mode");
  static final ClassName LAYER = ClassName.get(ALL_LAYERS, "Layer");
  static final ClassName GRADIENTS = ClassName.get(ALL_LAYERS, "Gradients");
  static final ClassName TENSOR = ClassName.get("io.github.trec4j.tensor", "Tensor");
  static final ClassName AUTO_SERVICE = ClassName.get("com.google.auto.service", "AutoService");

  private RuntimeApi() {}

  /** Returns a class that trains an operation. */
  static ClassName layer(String simpleName) {
    return ClassName.get(ALL_LAYERS, simpleName);
  }
}
