package io.github.trec4j.processor.read;

import io.github.trec4j.dsl.Layer;
import io.github.trec4j.processor.report.Site;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * A field of a model class or block that is a layer, or means to be one.
 *
 * @param name of the field
 * @param type of the field
 * @param site where it stands
 * @param from its {@link io.github.trec4j.dsl.From}
 * @param annotations those that make layers, and those of blocks, in the order written
 * @param unresolved annotations that the compiler cannot find
 */
public record FieldDeclaration(
    String name,
    TypeMirror type,
    Site site,
    Optional<AnnotationUse> from,
    List<AnnotationUse> annotations,
    List<UnresolvedAnnotation> unresolved) {
  /**
   * An annotation that the compiler cannot find.
   *
   * @param name as written
   * @param site where it stands
   */
  public record UnresolvedAnnotation(String name, Site site) {}

  /** Copies the lists. */
  public FieldDeclaration {
    annotations = List.copyOf(annotations);
    unresolved = List.copyOf(unresolved);
  }

  /** Returns whether its type is {@link Layer}. */
  public boolean isLayer() {
    return type.getKind() == TypeKind.DECLARED && type.toString().equals(Layer.class.getName());
  }
}
