package io.github.trec4j.processor.read;

import io.github.trec4j.processor.report.Site;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * A model class as written.
 *
 * @param type the class
 * @param annotation its {@link io.github.trec4j.dsl.TrecModel}
 * @param fields those that are layers or mean to be, in order of declaration
 * @param isResolved whether the compiler knows all that the class names
 */
public record ModelDeclaration(
    TypeElement type, AnnotationUse annotation, List<FieldDeclaration> fields, boolean isResolved) {
  /** Copies the list. */
  public ModelDeclaration {
    fields = List.copyOf(fields);
  }

  /** Returns the class's simple name. */
  public String name() {
    return type.getSimpleName().toString();
  }

  /** Returns where the class stands. */
  public Site site() {
    return Site.of(type);
  }
}
