package io.github.trec4j.processor.wire;

import io.github.trec4j.processor.define.LayerDefinition;
import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.processor.read.FieldDeclaration;
import java.util.List;
import java.util.Optional;

/** What fields name that they read. */
public final class References {
  private final LayerDefinitions definitions;

  /** Makes a finder. */
  public References(LayerDefinitions definitions) {
    this.definitions = definitions;
  }

  /** Returns the names of what a field reads; empty where it reads the one before it. */
  public Optional<List<Attribute>> of(FieldDeclaration field) {
    return joinOf(field).or(field::from).map(References::namesIn);
  }

  /** Returns the names in an annotation that has some: one of {@code @From}, else several. */
  public static List<Attribute> namesIn(AnnotationUse annotation) {
    Attribute value = annotation.attribute("value");
    return value.value() instanceof List<?> ? value.elements() : List.of(value);
  }

  /** Returns a field's annotation that joins layers. */
  public Optional<AnnotationUse> joinOf(FieldDeclaration field) {
    return field.annotations().stream().filter(this::joins).findFirst();
  }

  /** Returns whether an annotation joins layers. */
  public boolean joins(AnnotationUse annotation) {
    return definitions.find(annotation).filter(LayerDefinition::joins).isPresent();
  }
}
