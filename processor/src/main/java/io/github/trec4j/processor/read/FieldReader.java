package io.github.trec4j.processor.read;

import io.github.trec4j.dsl.Block;
import io.github.trec4j.dsl.From;
import io.github.trec4j.processor.read.FieldDeclaration.UnresolvedAnnotation;
import io.github.trec4j.processor.report.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Reads the fields of a class. */
final class FieldReader {
  /**
   * What a class has of fields.
   *
   * @param fields those that are layers or mean to be, in order of declaration
   * @param areResolved whether the compiler knows all that they name
   */
  record Fields(List<FieldDeclaration> fields, boolean areResolved) {}

  private final AnnotationReader annotations;
  private final Set<String> layerAnnotations;

  /**
   * Makes a reader.
   *
   * @param layerAnnotations qualified names of the annotations that make layers
   */
  FieldReader(AnnotationReader annotations, Set<String> layerAnnotations) {
    this.annotations = annotations;
    this.layerAnnotations = Set.copyOf(layerAnnotations);
  }

  /** Returns whether an annotation is that of a block. */
  static boolean isBlock(TypeElement annotation) {
    return AnnotationReader.has(annotation, Block.class.getName());
  }

  Fields read(TypeElement type) {
    List<FieldDeclaration> fields = new ArrayList<>();
    boolean resolved = true;
    for (VariableElement element : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      FieldDeclaration field = read(element);
      boolean isMeant = field.isLayer() || wordsOn(element) > 0;
      if (isMeant) {
        int words = field.annotations().size() + (field.from().isPresent() ? 1 : 0);
        resolved &= words == wordsOn(element);
        resolved &= !field.isLayer() || field.unresolved().isEmpty();
        fields.add(field);
      }
    }
    return new Fields(fields, resolved);
  }

  private FieldDeclaration read(VariableElement element) {
    List<AnnotationUse> uses = new ArrayList<>();
    List<UnresolvedAnnotation> unresolved = new ArrayList<>();
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      Site site = Site.of(element, mirror);
      if (AnnotationReader.isUnresolved(mirror)) {
        String name = mirror.getAnnotationType().asElement().getSimpleName().toString();
        unresolved.add(new UnresolvedAnnotation(name, site));
      } else if (makesLayers(mirror)) {
        annotations.read(site, mirror).ifPresent(uses::add);
      }
    }
    return new FieldDeclaration(
        element.getSimpleName().toString(),
        element.asType(),
        Site.of(element),
        annotations.find(element, From.class.getName()),
        uses,
        unresolved);
  }

  /** Returns how many annotations of a field are of the language, readable or not. */
  private long wordsOn(VariableElement field) {
    return field.getAnnotationMirrors().stream()
        .filter(mirror -> !AnnotationReader.isUnresolved(mirror))
        .filter(
            mirror ->
                makesLayers(mirror) || AnnotationReader.nameOf(mirror).equals(From.class.getName()))
        .count();
  }

  private boolean makesLayers(AnnotationMirror mirror) {
    return layerAnnotations.contains(AnnotationReader.nameOf(mirror))
        || isBlock(AnnotationReader.typeOf(mirror));
  }
}
