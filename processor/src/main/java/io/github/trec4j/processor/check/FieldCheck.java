package io.github.trec4j.processor.check;

import io.github.trec4j.processor.read.FieldDeclaration;
import io.github.trec4j.processor.read.FieldDeclaration.UnresolvedAnnotation;
import io.github.trec4j.processor.read.ModelDeclaration;
import io.github.trec4j.processor.read.Operation;
import io.github.trec4j.processor.read.OperationUse;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.NetworkSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What fields must be: of type Layer, annotated, with names that C can take. */
final class FieldCheck {
  private static final List<String> OPERATION_NAMES =
      Arrays.stream(Operation.values()).map(Operation::annotationName).toList();

  private FieldCheck() {}

  static void check(ModelDeclaration model, Report report) {
    if (model.fields().stream().noneMatch(FieldDeclaration::isLayer)) {
      report.add(Message.NO_LAYERS, model.site(), model.name());
    }
    Map<String, String> namesByLowerCase = new HashMap<>();
    for (FieldDeclaration field : model.fields()) {
      if (!field.isLayer()) {
        checkType(field, report);
        continue;
      }
      checkOperations(field, report);
      checkName(field, report);
      String other =
          namesByLowerCase.putIfAbsent(field.name().toLowerCase(Locale.ROOT), field.name());
      if (other != null) {
        report.add(Message.FIELDS_DIFFER_BY_CASE, field.site(), field.name(), other);
      }
    }
  }

  /** Reports annotations that the compiler has not found, and nothing that may follow from it. */
  static void checkUnresolved(ModelDeclaration model, Report report) {
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

  private static void checkType(FieldDeclaration field, Report report) {
    OperationUse use = field.operations().get(0);
    report.add(
        Message.FIELD_TYPE,
        use.site(),
        use.operation().annotationName(),
        field.name(),
        field.element().asType());
  }

  private static void checkOperations(FieldDeclaration field, Report report) {
    if (field.operations().isEmpty()) {
      report.add(Message.LAYER_WITHOUT_OPERATION, field.site(), field.name());
    }
    Optional<OperationUse> weighted = Optional.empty();
    for (OperationUse use : field.operations()) {
      if (use.operation().isWeighted() && weighted.isPresent()) {
        report.add(
            Message.TWO_WEIGHTED_OPERATIONS,
            use.site(),
            use.operation().annotationName(),
            field.name(),
            weighted.get().operation().annotationName());
      } else if (use.operation().isWeighted()) {
        weighted = Optional.of(use);
      }
    }
  }

  private static String suggestion(String name) {
    return Spelling.nearest(name, OPERATION_NAMES)
        .map(nearest -> "did you mean @" + nearest + "?")
        .orElseGet(
            () ->
                "there are "
                    + OPERATION_NAMES.stream()
                        .map(known -> "@" + known)
                        .collect(Collectors.joining(", ")));
  }

  private static void checkName(FieldDeclaration field, Report report) {
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
