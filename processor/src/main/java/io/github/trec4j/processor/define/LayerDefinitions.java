package io.github.trec4j.processor.define;

import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.spec.op.Op;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The definitions of all annotations that make layers, sorted by name. */
public final class LayerDefinitions {
  private final SortedMap<String, LayerDefinition> byName = new TreeMap<>();

  private LayerDefinitions(Iterable<LayerDefinition> definitions) {
    for (LayerDefinition definition : definitions) {
      if (byName.put(definition.name(), definition) != null) {
        throw new IllegalStateException("@" + definition.name() + " is defined twice");
      }
    }
  }

  /** Finds the definitions beside the processor, not those on the class path that it compiles. */
  public static LayerDefinitions load() {
    return new LayerDefinitions(
        ServiceLoader.load(LayerDefinition.class, LayerDefinition.class.getClassLoader()));
  }

  /** Returns all definitions. */
  public Collection<LayerDefinition> all() {
    return byName.values();
  }

  /** Returns the names of the annotations, without packages and at signs. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Returns the names of the annotations, with their packages. */
  public Set<String> qualifiedNames() {
    return all().stream()
        .map(definition -> definition.annotation().getName())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the definition of an annotation; empty if it makes no layer by itself: a block's. */
  public Optional<LayerDefinition> find(AnnotationUse annotation) {
    return Optional.ofNullable(byName.get(annotation.name()))
        .filter(found -> found.annotation().getName().equals(annotation.qualifiedName()));
  }

  /**
   * Returns the definition of the annotation that makes an operation.
   *
   * @throws IllegalArgumentException if none does
   */
  public LayerDefinition of(Op op) {
    String name = op.attributes().annotation().getSimpleName();
    LayerDefinition definition = byName.get(name);
    if (definition == null) {
      throw new IllegalArgumentException("@" + name + " makes no layer");
    }
    return definition;
  }
}
