package io.github.trec4j.processor.read;

import io.github.trec4j.dsl.Layer;
import io.github.trec4j.dsl.TrecModel;
import io.github.trec4j.processor.read.FieldDeclaration.UnresolvedAnnotation;
import io.github.trec4j.processor.report.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** Reads a model class into a {@link ModelDeclaration}. */
public final class ModelReader {
  private final Elements elements;
  private final Set<String> layerAnnotations;

  /**
   * Makes a reader.
   *
   * @param layerAnnotations qualified names of the annotations that make layers
   */
  public ModelReader(Elements elements, Set<String> layerAnnotations) {
    this.elements = elements;
    this.layerAnnotations = Set.copyOf(layerAnnotations);
  }

  /** Reads a class; empty where its own annotation cannot be read, which javac reports itself. */
  public Optional<ModelDeclaration> read(TypeElement type) {
    return type.getAnnotationMirrors().stream()
        .filter(mirror -> nameOf(mirror).equals(TrecModel.class.getName()))
        .findFirst()
        .flatMap(mirror -> use(new Site(type, mirror, null), mirror))
        .map(annotation -> read(type, annotation));
  }

  private ModelDeclaration read(TypeElement type, AnnotationUse annotation) {
    List<FieldDeclaration> fields = new ArrayList<>();
    boolean resolved = true;
    for (VariableElement element : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      List<AnnotationMirror> layers = layersOn(element);
      FieldDeclaration field = field(element, layers);
      resolved &= field.annotations().size() == layers.size();
      resolved &= !field.isLayer() || field.unresolved().isEmpty();
      if (field.isLayer() || !field.annotations().isEmpty()) {
        fields.add(field);
      }
    }
    return new ModelDeclaration(type, annotation, fields, resolved);
  }

  private List<AnnotationMirror> layersOn(VariableElement field) {
    List<AnnotationMirror> layers = new ArrayList<>();
    for (AnnotationMirror mirror : field.getAnnotationMirrors()) {
      if (!isUnresolved(mirror) && layerAnnotations.contains(nameOf(mirror))) {
        layers.add(mirror);
      }
    }
    return layers;
  }

  private FieldDeclaration field(VariableElement field, List<AnnotationMirror> layers) {
    List<AnnotationUse> uses = new ArrayList<>();
    layers.forEach(mirror -> use(new Site(field, mirror, null), mirror).ifPresent(uses::add));
    List<UnresolvedAnnotation> unresolved = new ArrayList<>();
    for (AnnotationMirror mirror : field.getAnnotationMirrors()) {
      if (isUnresolved(mirror)) {
        unresolved.add(
            new UnresolvedAnnotation(simpleNameOf(mirror), new Site(field, mirror, null)));
      }
    }
    return new FieldDeclaration(field, isLayer(field.asType()), uses, unresolved);
  }

  private static boolean isUnresolved(AnnotationMirror mirror) {
    return mirror.getAnnotationType().getKind() == TypeKind.ERROR;
  }

  private static boolean isLayer(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && type.toString().equals(Layer.class.getName());
  }

  private static String nameOf(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }

  private static String simpleNameOf(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement().getSimpleName().toString();
  }

  /** Returns the annotation with all its members; empty if one is missing or not resolved. */
  private Optional<AnnotationUse> use(Site site, AnnotationMirror mirror) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    Map<? extends ExecutableElement, ? extends AnnotationValue> values =
        elements.getElementValuesWithDefaults(mirror);
    Element annotation = mirror.getAnnotationType().asElement();
    for (ExecutableElement member : ElementFilter.methodsIn(annotation.getEnclosedElements())) {
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
    return Optional.of(new AnnotationUse(simpleNameOf(mirror), site, attributes));
  }

  private Optional<Attribute> attribute(
      String name, AnnotationValue value, TypeMirror type, Site annotation) {
    Site site = annotation.at(value);
    Object content = value.getValue();
    if (content instanceof VariableElement constant) {
      return Optional.of(new Attribute(name, constant.getSimpleName().toString(), site));
    } else if (content instanceof AnnotationMirror nested) {
      return use(site, nested).map(use -> new Attribute(name, use, site));
    } else if (content instanceof List<?> list) {
      return elements(name, list, annotation)
          .map(elementsRead -> new Attribute(name, elementsRead, site));
    }
    // javac stands a string in for what it cannot resolve
    boolean isText = type.toString().startsWith(String.class.getName());
    return content instanceof String == isText
        ? Optional.of(new Attribute(name, content, site))
        : Optional.empty();
  }

  private Optional<List<Attribute>> elements(String name, List<?> values, Site annotation) {
    List<Attribute> attributes = new ArrayList<>();
    for (Object value : values) {
      AnnotationValue element = (AnnotationValue) value;
      Site site = annotation.at(element);
      if (element.getValue() instanceof AnnotationMirror nested) {
        Optional<AnnotationUse> use = use(site, nested);
        if (use.isEmpty()) {
          return Optional.empty();
        }
        attributes.add(new Attribute(name, use.get(), site));
      } else {
        attributes.add(new Attribute(name, element.getValue(), site));
      }
    }
    return Optional.of(attributes);
  }
}
