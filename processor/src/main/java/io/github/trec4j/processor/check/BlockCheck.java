package io.github.trec4j.processor.check;

import io.github.trec4j.processor.define.LayerDefinitions;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.BlockDeclaration;
import io.github.trec4j.processor.read.FieldDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.plan.Lowering;
import java.lang.annotation.RetentionPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/** What a block must be, whoever uses it and with whatever values. */
public final class BlockCheck {
  private final LayerDefinitions definitions;

  /** All blocks at hand, by qualified name. */
  private final Map<String, BlockDeclaration> blocks;

  /**
   * Makes a check.
   *
   * @param blocks those that are used within the checked, at least
   */
  public BlockCheck(LayerDefinitions definitions, Map<String, BlockDeclaration> blocks) {
    this.definitions = definitions;
    this.blocks = blocks;
  }

  /** Reports all that is wrong in a block itself. */
  public void check(BlockDeclaration block, Report report) {
    FieldCheck fields = new FieldCheck(definitions, blocks, report);
    if (!block.isResolved()) {
      fields.checkUnresolved(block.fields());
      return;
    }
    checkRetention(block, report);
    if (checkClass(block, report)) {
      fields.check(block.fields());
      block.layers().forEach(field -> checkName(field, report));
      ReferenceCheck.check(definitions, block.layers(), report);
      PlaceholderCheck.check(block, report);
      checkRecursion(block, report);
    }
  }

  private static void checkRetention(BlockDeclaration block, Report report) {
    block
        .retention()
        .map(use -> use.attribute("value"))
        .filter(value -> value.constant(RetentionPolicy.class) != RetentionPolicy.CLASS)
        .ifPresent(
            value ->
                report.add(Message.BLOCK_RETENTION, value.site(), block.name(), value.value()));
  }

  /** Returns whether there is a class with layers. */
  private static boolean checkClass(BlockDeclaration block, Report report) {
    List<TypeElement> classes = block.classes();
    if (classes.size() != 1) {
      report.add(Message.BLOCK_CLASSES, block.site(), block.name(), classes.size());
      return false;
    }
    TypeElement layers = classes.get(0);
    ClassCheck.checkSuperclass(layers, report);
    if (block.fields().isEmpty()) {
      report.add(
          Message.BLOCK_WITHOUT_LAYERS, Site.of(layers), block.name(), layers.getSimpleName());
    }
    return !block.fields().isEmpty();
  }

  /** A plan must not take a layer for a stage of another. */
  private static void checkName(FieldDeclaration field, Report report) {
    String node = "block." + field.name();
    if (!Lowering.convolution(node).equals(node)) {
      report.add(
          Message.FIELD_NAME_RESERVED,
          field.site(),
          field.name(),
          "the name of a convolution's basis filters");
    }
  }

  private void checkRecursion(BlockDeclaration block, Report report) {
    for (FieldDeclaration field : block.fields()) {
      for (AnnotationUse use : field.annotations()) {
        chain(use, block.qualifiedName(), new HashSet<>())
            .ifPresent(
                chain ->
                    report.add(Message.BLOCK_RECURSIVE, use.site(), "@" + block.name() + chain));
      }
    }
  }

  /** Returns how a block contains another, beginning with how it is contained itself. */
  private Optional<String> chain(AnnotationUse use, String sought, Set<String> seen) {
    String text = " contains @" + use.name();
    if (use.qualifiedName().equals(sought)) {
      return Optional.of(text);
    }
    BlockDeclaration block = blocks.get(use.qualifiedName());
    if (block == null || !seen.add(use.qualifiedName())) {
      return Optional.empty();
    }
    return block.fields().stream()
        .flatMap(field -> field.annotations().stream())
        .flatMap(inner -> chain(inner, sought, seen).stream())
        .findFirst()
        .map(chain -> text + ", which" + chain);
  }
}
