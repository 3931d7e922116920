package io.github.trec4j.processor.read;

import io.github.trec4j.processor.report.Site;
import java.util.List;
import javax.lang.model.element.VariableElement;

/**
 * A field of a model class that is a layer, or means to be one.
 *
 * @param element the field
 * @param isLayer whether its type is {@link io.github.trec4j.dsl.Layer}
 * @param annotations those that make layers, in the order written
 * @param unresolved annotations that the compiler cannot find
 */
public record FieldDeclaration(
    VariableElement element,
    boolean isLayer,
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

  /** Returns the field's name. */
  public String name() {
    return element.getSimpleName().toString();
  }

  /** Returns where the field stands. */
  public Site site() {
    return Site.of(element);
  }
}
