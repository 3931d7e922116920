package io.github.trec4j.processor.check;

import io.github.trec4j.dsl.Block;
import io.github.trec4j.dsl.TrecModel;
import io.github.trec4j.processor.read.ModelReader;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Finds classes with layers that nothing is made of. */
public final class OrphanCheck {
  private final Set<String> layerAnnotations;

  /**
   * Makes a check.
   *
   * @param layerAnnotations qualified names of the annotations that make layers
   */
  public OrphanCheck(Set<String> layerAnnotations) {
    this.layerAnnotations = layerAnnotations;
  }

  /** Warns of a class and of those in it, each at its first layer. */
  public void check(TypeElement type, Report report) {
    if (!isRead(type)) {
      checkFields(type, report);
    }
    ElementFilter.typesIn(type.getEnclosedElements()).forEach(inner -> check(inner, report));
  }

  /** Returns whether the processor reads a class: as a model, or as that of a block's layers. */
  private static boolean isRead(TypeElement type) {
    return ModelReader.isAnnotated(type, TrecModel.class)
        || (type.getEnclosingElement() instanceof TypeElement around
            && ModelReader.isAnnotated(around, Block.class));
  }

  private void checkFields(TypeElement type, Report report) {
    for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      for (AnnotationMirror annotation : field.getAnnotationMirrors()) {
        Element kind = annotation.getAnnotationType().asElement();
        if (kind instanceof TypeElement named
            && layerAnnotations.contains(named.getQualifiedName().toString())) {
          report.add(
              Message.LAYERS_WITHOUT_MODEL,
              Site.of(field, annotation),
              type.getSimpleName(),
              named.getSimpleName(),
              field.getSimpleName());
          return;
        }
      }
    }
  }
}
