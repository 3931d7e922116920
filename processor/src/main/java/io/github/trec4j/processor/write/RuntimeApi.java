package io.github.trec4j.processor.write;

import com.palantir.javapoet.ClassName;
import io.github.trec4j.spec.Op;

/** Names in the runtime that generated code uses; the processor does not depend on it. */
final class RuntimeApi {
  private static final String NETWORKS = "io.github.trec4j.network";
  private static final String ALL_LAYERS = "io.github.trec4j.layers";

  static final ClassName NETWORK = ClassName.get(NETWORKS, "Network");
  static final ClassName MODEL = ClassName.get(NETWORKS, "Model");
  static final ClassName LAYERS = ClassName.get(NETWORKS, "Layers");
  static final ClassName MODE = ClassName.get(ALL_LAYERS, "Mode");
  static final ClassName LAYER = ClassName.get(ALL_LAYERS, "Layer");
  static final ClassName TENSOR = ClassName.get("io.github.trec4j.tensor", "Tensor");
  static final ClassName AUTO_SERVICE = ClassName.get("com.google.auto.service", "AutoService");

  private RuntimeApi() {}

  /** Returns the class that trains an operation. */
  static ClassName layer(Op op) {
    return ClassName.get(ALL_LAYERS, layerName(op));
  }

  /** Returns the method of the runtime's Layers that makes it. */
  static String factory(Op op) {
    String name = layerName(op);
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static String layerName(Op op) {
    if (op instanceof Op.Conv) {
      return "Convolution";
    } else if (op instanceof Op.Dense) {
      return "FullyConnected";
    } else if (op instanceof Op.BatchNorm) {
      return "BatchNormalization";
    } else if (op instanceof Op.Relu) {
      return "Relu";
    } else if (op instanceof Op.MaxPool) {
      return "MaxPooling";
    } else if (op instanceof Op.AvgPool) {
      return "AveragePooling";
    } else if (op instanceof Op.GlobalAvgPool) {
      return "GlobalAveragePooling";
    } else if (op instanceof Op.Dropout) {
      return "Dropout";
    }
    throw new IllegalArgumentException("no layer computes " + op);
  }
}
