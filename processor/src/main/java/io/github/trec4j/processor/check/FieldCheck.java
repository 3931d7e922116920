package io.github.trec4j.processor.check;

import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.FieldDeclaration;
import io.github.trec4j.processor.read.FieldDeclaration.UnresolvedAnnotation;
import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.NetworkSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What fields must be: of type Layer, annotated, with names that C can take. */
final class FieldCheck {
  private final LayerDefinitions definitions;
  private final Report report;

  FieldCheck(LayerDefinitions definitions, Report report) {
    this.definitions = definitions;
    this.report = report;
  }

  void check(ModelDeclaration model) {
    if (model.layers().isEmpty()) {
      report.add(Message.NO_LAYERS, model.site(), model.name());
    }
    Map<String, String> namesByLowerCase = new HashMap<>();
    for (FieldDeclaration field : model.fields()) {
      if (!field.isLayer()) {
        checkType(field);
        continue;
      }
      checkAnnotations(field);
      checkName(field);
      String other =
          namesByLowerCase.putIfAbsent(field.name().toLowerCase(Locale.ROOT), field.name());
      if (other != null) {
        report.add(Message.FIELDS_DIFFER_BY_CASE, field.site(), field.name(), other);
      }
    }
  }

  /** Reports annotations that the compiler has not found, and nothing that may follow from it. */
  void checkUnresolved(ModelDeclaration model) {
    for (FieldDeclaration field : model.fields()) {
      for (UnresolvedAnnotation unresolved : field.unresolved()) {
        report.add(
            Message.UNKNOWN_OPERATION,
            unresolved.site(),
            unresolved.name(),
            field.name(),
            suggestion(unresolved.name()));
      }
    }
  }

  private String suggestion(String name) {
    List<String> known = definitions.names();
    return Spelling.nearest(name, known)
        .map(nearest -> "did you mean @" + nearest + "?")
        .orElseGet(
            () ->
                "there are "
                    + known.stream().map(one -> "@" + one).collect(Collectors.joining(", ")));
  }

  private void checkType(FieldDeclaration field) {
    AnnotationUse annotation = field.annotations().get(0);
    report.add(
        Message.FIELD_TYPE,
        annotation.site(),
        annotation.name(),
        field.name(),
        field.element().asType());
  }

  private void checkAnnotations(FieldDeclaration field) {
    if (field.annotations().isEmpty()) {
      report.add(Message.LAYER_WITHOUT_OPERATION, field.site(), field.name());
    }
    List<AnnotationUse> weighted =
        field.annotations().stream().filter(use -> definitions.of(use).isWeighted()).toList();
    weighted.stream()
        .skip(1)
        .forEach(
            more ->
                report.add(
                    Message.TWO_WEIGHTED_OPERATIONS,
                    more.site(),
                    more.name(),
                    field.name(),
                    weighted.get(0).name()));
  }

  private void checkName(FieldDeclaration field) {
    String name = field.name();
    if (!CNames.isIdentifier(name)) {
      report.add(Message.FIELD_NAME, field.site(), name);
      return;
    }
    Optional<String> taken =
        name.equals(NetworkSpec.INPUT)
            ? Optional.of("the name of the network's input")
            : CNames.reservedBy(name);
    taken.ifPresent(why -> report.add(Message.FIELD_NAME_RESERVED, field.site(), name, why));
  }
}
