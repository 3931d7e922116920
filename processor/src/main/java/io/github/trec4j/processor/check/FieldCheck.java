package io.github.trec4j.processor.check;

import io.github.trec4j.processor.define.LayerDefinition;
import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.BlockDeclaration;
import io.github.trec4j.processor.read.FieldDeclaration;
import io.github.trec4j.processor.read.FieldDeclaration.UnresolvedAnnotation;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Spelling;
import io.github.trec4j.processor.wire.References;
import io.github.trec4j.spec.NetworkSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What fields must be: of type Layer, annotated, with names that C can take. */
final class FieldCheck {
  private final LayerDefinitions definitions;
  private final References references;
  private final Map<String, BlockDeclaration> blocks;
  private final Report report;

  /**
   * Makes a check.
   *
   * @param blocks those that fields use, by qualified name
   */
  FieldCheck(LayerDefinitions definitions, Map<String, BlockDeclaration> blocks, Report report) {
    this.definitions = definitions;
    this.references = new References(definitions);
    this.blocks = blocks;
    this.report = report;
  }

  /** Checks the fields of a model class or block. */
  void check(List<FieldDeclaration> fields) {
    Map<String, String> namesByLowerCase = new HashMap<>();
    for (FieldDeclaration field : fields) {
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
  void checkUnresolved(List<FieldDeclaration> fields) {
    for (FieldDeclaration field : fields) {
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
    AnnotationUse annotation =
        field.annotations().stream().findFirst().or(field::from).orElseThrow();
    report.add(
        Message.FIELD_TYPE, annotation.site(), annotation.name(), field.name(), field.type());
  }

  private void checkAnnotations(FieldDeclaration field) {
    if (field.annotations().isEmpty()) {
      report.add(Message.LAYER_WITHOUT_OPERATION, field.site(), field.name());
    }
    List<AnnotationUse> weighted = field.annotations().stream().filter(this::isWeighted).toList();
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
    checkJoin(field);
    checkBlock(field);
  }

  private boolean isWeighted(AnnotationUse use) {
    return definitions.find(use).filter(LayerDefinition::isWeighted).isPresent();
  }

  private void checkJoin(FieldDeclaration field) {
    checkIsFirst(field, references::joins, Message.JOIN_NOT_FIRST);
    Optional<AnnotationUse> join = references.joinOf(field);
    if (join.isPresent() && field.from().isPresent()) {
      report.add(
          Message.FROM_BESIDE_JOIN, field.from().get().site(), join.get().name(), field.name());
    }
  }

  private void checkBlock(FieldDeclaration field) {
    checkIsFirst(field, use -> blocks.containsKey(use.qualifiedName()), Message.BLOCK_NOT_FIRST);
    if (field.annotations().isEmpty()) {
      return;
    }
    BlockDeclaration block = blocks.get(field.annotations().get(0).qualifiedName());
    if (block != null) {
      field.annotations().stream().skip(1).forEach(more -> checkNodeName(field, more, block));
    }
  }

  private void checkIsFirst(
      FieldDeclaration field, Predicate<AnnotationUse> which, Message message) {
    List<AnnotationUse> all = field.annotations();
    for (int i = 1; i < all.size(); i++) {
      if (which.test(all.get(i))) {
        report.add(
            message, all.get(i).site(), all.get(i).name(), field.name(), all.get(i - 1).name());
      }
    }
  }

  /** A layer behind a block must not have the name of one in it. */
  private void checkNodeName(FieldDeclaration field, AnnotationUse more, BlockDeclaration block) {
    definitions
        .find(more)
        .map(LayerDefinition::label)
        .filter(label -> block.layers().stream().anyMatch(one -> one.name().equals(label)))
        .ifPresent(
            label ->
                report.add(
                    Message.BLOCK_LAYER_NAME,
                    more.site(),
                    more.name(),
                    field.name(),
                    field.name() + "." + label,
                    block.name()));
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
