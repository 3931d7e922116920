package io.github.trec4j.processor.check;

import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.processor.define.Limits;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.processor.read.FieldDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Spelling;
import io.github.trec4j.processor.wire.References;
import io.github.trec4j.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the fields of one class read of each other: only what stands before, and all of it. */
final class ReferenceCheck {
  private final References references;
  private final List<FieldDeclaration> fields;
  private final List<String> names;
  private final Report report;

  /** Names of fields that others read. */
  private final Set<String> read = new HashSet<>();

  /** Whether all names are right, so that a layer is not read for another reason than those. */
  private boolean isSound = true;

  private ReferenceCheck(
      LayerDefinitions definitions, List<FieldDeclaration> fields, Report report) {
    this.references = new References(definitions);
    this.fields = fields;
    this.names = fields.stream().map(FieldDeclaration::name).toList();
    this.report = report;
  }

  /**
   * Checks the fields of a model class or block.
   *
   * @param fields those that are layers
   */
  static void check(LayerDefinitions definitions, List<FieldDeclaration> fields, Report report) {
    new ReferenceCheck(definitions, fields, report).check();
  }

  private void check() {
    for (int i = 0; i < fields.size(); i++) {
      FieldDeclaration field = fields.get(i);
      Optional<List<Attribute>> named = references.of(field);
      if (named.isPresent()) {
        for (Attribute name : named.get()) {
          check(i, name);
        }
      } else if (i > 0) {
        read.add(names.get(i - 1));
      }
      references.joinOf(field).ifPresent(this::checkJoin);
    }
    if (isSound) {
      checkAllAreRead();
    }
  }

  private void check(int reader, Attribute reference) {
    String name = reference.text();
    List<String> before = new ArrayList<>(List.of(NetworkSpec.INPUT));
    before.addAll(names.subList(0, reader));
    read.add(name);
    if (!before.contains(name)) {
      isSound = false;
      checkAbsent(names.get(reader), reference, before);
    }
  }

  private void checkAbsent(String reader, Attribute reference, List<String> before) {
    String name = reference.text();
    String head = name.replaceFirst("\\..*", "");
    if (name.equals(reader)) {
      report.add(Message.READ_TOO_EARLY, reference.site(), reader, "itself");
    } else if (names.contains(name)) {
      String later = name + ", which is declared behind it";
      report.add(Message.READ_TOO_EARLY, reference.site(), reader, later);
    } else if (!name.equals(head) && names.contains(head)) {
      report.add(Message.READ_INSIDE_FIELD, reference.site(), reader, name, head);
    } else {
      String suggestion =
          Spelling.nearest(name, before)
              .map(nearest -> "did you mean " + nearest + "?")
              .orElseGet(() -> "before it there are " + String.join(", ", before));
      report.add(Message.UNKNOWN_INPUT, reference.site(), name, reader, suggestion);
    }
  }

  private void checkJoin(AnnotationUse join) {
    List<Attribute> joined = References.namesIn(join);
    if (joined.size() < 2 || joined.size() > Limits.JOINED) {
      isSound = false;
      report.add(Message.JOIN_COUNT, join.site("value"), join.name(), Limits.JOINED, joined.size());
    }
    Set<String> seen = new HashSet<>();
    for (Attribute name : joined) {
      if (!seen.add(name.text())) {
        report.add(Message.JOINED_TWICE, name.site(), name.text(), join.name());
      }
    }
  }

  private void checkAllAreRead() {
    for (int i = 0; i < fields.size() - 1; i++) {
      if (!read.contains(names.get(i))) {
        report.add(Message.LAYER_UNUSED, fields.get(i).site(), names.get(i), names.get(i + 1));
      }
    }
  }
}
