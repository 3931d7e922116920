package io.github.trec4j.processor.read;

import io.github.trec4j.processor.report.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads annotations with all their members. */
final class AnnotationReader {
  /** What javac stands in for a value that it cannot resolve. */
  private static final String ERROR = "<error>";

  private final Elements elements;

  AnnotationReader(Elements elements) {
    this.elements = elements;
  }

  /** Returns whether an element has an annotation of that type. */
  static boolean has(Element element, String qualifiedName) {
    return mirror(element, qualifiedName).isPresent();
  }

  private static Optional<? extends AnnotationMirror> mirror(
      Element element, String qualifiedName) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> !isUnresolved(mirror) && nameOf(mirror).equals(qualifiedName))
        .findFirst();
  }

  /** Returns an element's annotation of that type; empty too if it cannot be read. */
  Optional<AnnotationUse> find(Element element, String qualifiedName) {
    return mirror(element, qualifiedName).flatMap(mirror -> read(Site.of(element, mirror), mirror));
  }

  /** Returns whether the compiler cannot find an annotation's type. */
  static boolean isUnresolved(AnnotationMirror mirror) {
    return mirror.getAnnotationType().getKind() == TypeKind.ERROR;
  }

  /** Returns an annotation's name with its package. */
  static String nameOf(AnnotationMirror mirror) {
    return typeOf(mirror).getQualifiedName().toString();
  }

  /** Returns an annotation's declaration. */
  static TypeElement typeOf(AnnotationMirror mirror) {
    return (TypeElement) mirror.getAnnotationType().asElement();
  }

  /** Returns the annotation with all its members; empty if one is missing or not resolved. */
  Optional<AnnotationUse> read(Site site, AnnotationMirror mirror) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    Map<? extends ExecutableElement, ? extends AnnotationValue> values =
        elements.getElementValuesWithDefaults(mirror);
    for (ExecutableElement member : ElementFilter.methodsIn(typeOf(mirror).getEnclosedElements())) {
      String name = member.getSimpleName().toString();
      AnnotationValue value = values.get(member);
      if (value == null) {
        return Optional.empty();
      }
      Optional<Attribute> attribute = attribute(name, value, member.getReturnType(), site);
      if (attribute.isEmpty()) {
        return Optional.empty();
      }
      attributes.put(name, attribute.get());
    }
    return Optional.of(new AnnotationUse(typeOf(mirror), site, attributes));
  }

  private Optional<Attribute> attribute(
      String name, AnnotationValue value, TypeMirror type, Site annotation) {
    Site site = annotation.at(value);
    if (value.getValue() instanceof List<?> list) {
      return elements(name, list, annotation)
          .map(elementsRead -> new Attribute(name, elementsRead, site));
    }
    boolean isText = type.toString().equals(String.class.getName());
    return type.getKind() == TypeKind.ARRAY || value.getValue() instanceof String != isText
        ? Optional.empty()
        : single(name, value, site);
  }

  /** Returns a value that is no array. */
  private Optional<Attribute> single(String name, AnnotationValue value, Site site) {
    Object content = value.getValue();
    if (content instanceof VariableElement constant) {
      return Optional.of(new Attribute(name, constant.getSimpleName().toString(), site));
    } else if (content instanceof AnnotationMirror nested) {
      return read(site, nested).map(use -> new Attribute(name, use, site));
    }
    return content.equals(ERROR)
        ? Optional.empty()
        : Optional.of(new Attribute(name, content, site));
  }

  private Optional<List<Attribute>> elements(String name, List<?> values, Site annotation) {
    List<Attribute> attributes = new ArrayList<>();
    for (Object element : values) {
      AnnotationValue value = (AnnotationValue) element;
      Optional<Attribute> attribute = single(name, value, annotation.at(value));
      if (attribute.isEmpty()) {
        return Optional.empty();
      }
      attributes.add(attribute.get());
    }
    return Optional.of(attributes);
  }
}
