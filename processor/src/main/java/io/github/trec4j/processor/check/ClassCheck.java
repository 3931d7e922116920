package io.github.trec4j.processor.check;

import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * What a model class must be: a top-level class without type parameters and superclass, with a name
 * that C can take. It is never instantiated, so it may be abstract or have no constructor at hand.
 */
final class ClassCheck {
  private ClassCheck() {}

  static void check(ModelDeclaration model, Report report) {
    TypeElement type = model.type();
    if (type.getKind() != ElementKind.CLASS) {
      String kind = type.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      report.add(Message.MODEL_NOT_A_CLASS, model.site(), model.name(), "of kind " + kind);
    }
    if (type.getNestingKind() != NestingKind.TOP_LEVEL) {
      report.add(
          Message.MODEL_NOT_TOP_LEVEL,
          model.site(),
          model.name(),
          type.getEnclosingElement().getSimpleName());
    }
    if (!type.getTypeParameters().isEmpty()) {
      String parameters =
          type.getTypeParameters().stream().map(Object::toString).collect(Collectors.joining(", "));
      report.add(Message.MODEL_GENERIC, model.site(), model.name(), parameters);
    }
    checkSuperclass(type, report);
    checkName(model, report);
  }

  /** Checks that a class whose fields are layers has no others by inheritance. */
  static void checkSuperclass(TypeElement type, Report report) {
    TypeMirror superclass = type.getSuperclass();
    if (type.getKind() == ElementKind.CLASS
        && superclass instanceof DeclaredType declared
        && !declared.toString().equals(Object.class.getName())) {
      report.add(Message.MODEL_EXTENDS, Site.of(type), type.getSimpleName(), superclass);
    }
  }

  private static void checkName(ModelDeclaration model, Report report) {
    String name = model.name();
    String prefix = model.symbols().prefix();
    if (!CNames.isIdentifier(name)) {
      report.add(Message.MODEL_NAME, model.site(), name);
    } else {
      CNames.prefixTakenBy(prefix)
          .ifPresent(
              why -> report.add(Message.MODEL_NAME_RESERVED, model.site(), name, prefix, why));
    }
  }
}
