package io.github.trec4j.processor.report;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A place in the user's source, as exact as it is known.
 *
 * @param element the class or field
 * @param annotation the annotation on it
 * @param value the value in the annotation
 */
public record Site(
    Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {
  /** Returns the place of a class or field as a whole. */
  public static Site of(Element element) {
    return new Site(element, null, null);
  }

  /** Returns the place of a value in this annotation. */
  public Site at(AnnotationValue newValue) {
    return new Site(element, annotation, newValue);
  }
}
