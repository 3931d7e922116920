package io.github.trec4j.processor.read;

import io.github.trec4j.dsl.AvgPool;
import io.github.trec4j.dsl.BatchNorm;
import io.github.trec4j.dsl.Conv;
import io.github.trec4j.dsl.Dense;
import io.github.trec4j.dsl.Dropout;
import io.github.trec4j.dsl.GlobalAvgPool;
import io.github.trec4j.dsl.MaxPool;
import io.github.trec4j.dsl.Relu;
import io.github.trec4j.dsl.TrecConv;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Optional;

/** The annotations that make layers. */
public enum Operation {
  /** Convolution. */
  CONV(Conv.class, "conv"),
  /** Convolution with reuse. */
  TREC_CONV(TrecConv.class, "conv"),
  /** Fully connected. */
  DENSE(Dense.class, "dense"),
  /** Batch normalisation. */
  BATCH_NORM(BatchNorm.class, "batchNorm"),
  /** ReLU. */
  RELU(Relu.class, "relu"),
  /** Largest of each window. */
  MAX_POOL(MaxPool.class, "maxPool"),
  /** Mean of each window. */
  AVG_POOL(AvgPool.class, "avgPool"),
  /** Mean of each channel. */
  GLOBAL_AVG_POOL(GlobalAvgPool.class, "globalAvgPool"),
  /** Dropout. */
  DROPOUT(Dropout.class, "dropout");

  private final Class<? extends Annotation> annotation;
  private final String label;

  Operation(Class<? extends Annotation> annotation, String label) {
    this.annotation = annotation;
    this.label = label;
  }

  /** Returns the operation of the annotation with that qualified name. */
  public static Optional<Operation> ofAnnotation(String qualifiedName) {
    return Arrays.stream(values())
        .filter(operation -> operation.annotation.getName().equals(qualifiedName))
        .findFirst();
  }

  /** Returns the annotation's name, without package and at sign. */
  public String annotationName() {
    return annotation.getSimpleName();
  }

  /** Returns the name in nodes: {@code batchNorm}. */
  public String label() {
    return label;
  }

  /** Returns whether it has weights that a batch normalisation can be folded into. */
  public boolean isWeighted() {
    return this == CONV || this == TREC_CONV || this == DENSE;
  }
}
