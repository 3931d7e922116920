package io.github.trec4j.processor.define;

import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.spec.NetworkSpec;
import java.util.List;
import java.util.Optional;

/**
 * A layer as a model class has it.
 *
 * @param name of its node
 * @param definition of its annotation
 * @param annotation with its values
 * @param inputs what it reads, in order
 */
public record LayerUse(
    String name, LayerDefinition definition, AnnotationUse annotation, List<Producer> inputs) {
  /**
   * What a layer reads.
   *
   * @param name of its node
   * @param definition of the layer; empty for the images
   */
  public record Producer(String name, Optional<LayerDefinition> definition) {
    /** The images. */
    public static final Producer IMAGES = new Producer(NetworkSpec.INPUT, Optional.empty());

    /** Returns whether it has weights. */
    boolean isWeighted() {
      return definition.filter(LayerDefinition::isWeighted).isPresent();
    }
  }

  /** Copies the list. */
  public LayerUse {
    inputs = List.copyOf(inputs);
  }

  /** Returns the names of the nodes that it reads, in order. */
  public List<String> inputNames() {
    return inputs.stream().map(Producer::name).toList();
  }

  /** Returns this as what other layers read. */
  public Producer asProducer() {
    return new Producer(name, Optional.of(definition));
  }
}
