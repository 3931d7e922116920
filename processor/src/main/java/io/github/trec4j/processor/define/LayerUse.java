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
   * @param readers names of all nodes that read it
   */
  public record Producer(String name, Optional<LayerDefinition> definition, List<String> readers) {
    /** The images. */
    public static final Producer IMAGES =
        new Producer(NetworkSpec.INPUT, Optional.empty(), List.of());

    /** Stands in where a mistake hides what is read. */
    public static final Producer UNKNOWN = new Producer("", Optional.empty(), List.of());

    /** Copies the list. */
    public Producer {
      readers = List.copyOf(readers);
    }

    /** Returns this with others as its readers. */
    public Producer with(List<String> newReaders) {
      return new Producer(name, definition, newReaders);
    }

    /** Returns whether it is the images. */
    boolean isImages() {
      return name.equals(IMAGES.name);
    }

    /** Returns whether no mistake hides what it is. */
    boolean isKnown() {
      return !name.equals(UNKNOWN.name);
    }

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

  /** Returns this as what other layers read, none of which is known yet. */
  public Producer asProducer() {
    return new Producer(name, Optional.of(definition), List.of());
  }

  /** Returns this reading something else. */
  public LayerUse with(List<Producer> newInputs) {
    return new LayerUse(name, definition, annotation, newInputs);
  }
}
