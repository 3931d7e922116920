package io.github.trec4j.processor.report;

import java.util.Optional;
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
 * @param use which use of a block is meant, where a place has several: {@code @Fire of fire2}
 */
public record Site(
    Element element,
    @Nullable AnnotationMirror annotation,
    @Nullable AnnotationValue value,
    Optional<String> use) {
  /** Returns the place of a class or field as a whole. */
  public static Site of(Element element) {
    return new Site(element, null, null, Optional.empty());
  }

  /** Returns the place of an annotation on a class or field. */
  public static Site of(Element element, AnnotationMirror annotation) {
    return new Site(element, annotation, null, Optional.empty());
  }

  /** Returns the place of a value in this annotation. */
  public Site at(AnnotationValue newValue) {
    return new Site(element, annotation, newValue, use);
  }

  /** Returns this place as one use of the block that it is in has it. */
  public Site in(String newUse) {
    return new Site(element, annotation, value, Optional.of(newUse));
  }

  /** Returns this place for whatever use. */
  Site ofAnyUse() {
    return new Site(element, annotation, value, Optional.empty());
  }
}
