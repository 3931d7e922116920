package io.github.trec4j.processor.check;

import io.github.trec4j.dsl.Block;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.processor.read.BlockDeclaration;
import io.github.trec4j.processor.read.BlockDeclaration.Constant;
import io.github.trec4j.processor.read.BlockDeclaration.Parameter;
import io.github.trec4j.processor.read.FieldDeclaration;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.type.TypeKind;

/** Placeholders stand for the parameters of a block, one each, and for nothing else. */
final class PlaceholderCheck {
  /** Their letters by their values. */
  private static final Map<Object, String> LETTERS = letters();

  /** Whatever is further from zero is made of a placeholder. */
  private static final double MOST = 1_000_000;

  private final BlockDeclaration block;
  private final Report report;

  /** The constants, by value. */
  private final Map<Object, Constant> constants = new HashMap<>();

  /** Placeholders that a layer is given. */
  private final Set<Object> used = new HashSet<>();

  private PlaceholderCheck(BlockDeclaration block, Report report) {
    this.block = block;
    this.report = report;
  }

  private static Map<Object, String> letters() {
    Map<Object, String> letters = new HashMap<>();
    for (Field constant : Block.class.getFields()) {
      try {
        letters.put(constant.getInt(null), constant.getName());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("constants of annotations are public", e);
      }
    }
    return letters;
  }

  /** Returns whether no placeholder stands in a model class, and reports those that do. */
  static boolean checkAbsent(List<FieldDeclaration> fields, Report report) {
    boolean absent = true;
    for (FieldDeclaration field : fields) {
      for (AnnotationUse annotation : field.annotations()) {
        for (Attribute value : values(annotation)) {
          String letter = LETTERS.get(value.value());
          if (letter != null) {
            absent = false;
            report.add(
                Message.PLACEHOLDER_OUTSIDE_BLOCK,
                value.site(),
                letter,
                value.name(),
                annotation.name());
          }
        }
      }
    }
    return absent;
  }

  /** Returns all single values of an annotation, those in arrays too. */
  private static List<Attribute> values(AnnotationUse annotation) {
    return annotation.attributes().values().stream()
        .flatMap(attribute -> attribute.values().stream())
        .toList();
  }

  /** Checks a block's parameters, their constants, and where those stand. */
  static void check(BlockDeclaration block, Report report) {
    PlaceholderCheck check = new PlaceholderCheck(block, report);
    block.constants().forEach(check::checkConstant);
    block.fields().stream()
        .flatMap(field -> field.annotations().stream())
        .forEach(check::checkValues);
    block.parameters().forEach(check::checkParameter);
  }

  private void checkConstant(Constant constant) {
    String letter = LETTERS.get(constant.value());
    if (letter == null) {
      return;
    }
    Constant other = constants.putIfAbsent(constant.value(), constant);
    if (other != null) {
      report.add(Message.BLOCK_PLACEHOLDER_TWICE, constant.site(), constant.name(), other.name());
    }
    if (block.parameters().stream().noneMatch(constant::standsFor)) {
      report.add(
          Message.BLOCK_CONSTANT_WITHOUT_PARAMETER,
          constant.site(),
          block.name(),
          constant.name(),
          camelCase(constant.name()));
    }
  }

  private static String camelCase(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.split("_+", 0)) {
      String lower = word.toLowerCase(Locale.ROOT);
      name.append(
          name.isEmpty() || lower.isEmpty()
              ? lower
              : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    return name.toString();
  }

  private void checkValues(AnnotationUse annotation) {
    for (Attribute value : values(annotation)) {
      if (value.value() instanceof Number number && Math.abs(number.doubleValue()) > MOST) {
        checkValue(annotation, value);
      }
    }
  }

  private void checkValue(AnnotationUse annotation, Attribute attribute) {
    Object value = attribute.value();
    used.add(value);
    String letter = LETTERS.get(value);
    if (letter == null) {
      report.add(
          Message.BLOCK_CALCULATES, attribute.site(), attribute.name(), annotation.name(), value);
    } else if (!constants.containsKey(value)) {
      report.add(
          Message.PLACEHOLDER_UNDECLARED,
          attribute.site(),
          letter,
          attribute.name(),
          annotation.name(),
          block.name());
    }
  }

  private void checkParameter(Parameter parameter) {
    if (!parameter.type().getKind().equals(TypeKind.INT)) {
      report.add(
          Message.BLOCK_PARAMETER_TYPE,
          parameter.site(),
          block.name(),
          parameter.name(),
          parameter.type());
      return;
    }
    block.constants().stream()
        .filter(constant -> constant.standsFor(parameter))
        .filter(constant -> LETTERS.containsKey(constant.value()))
        .findFirst()
        .ifPresentOrElse(
            constant -> checkUsed(parameter, constant), () -> reportMissing(parameter));
  }

  private void checkUsed(Parameter parameter, Constant constant) {
    if (!used.contains(constant.value())) {
      report.add(
          Message.BLOCK_PARAMETER_UNUSED,
          parameter.site(),
          block.name(),
          parameter.name(),
          constant.name());
    }
  }

  private void reportMissing(Parameter parameter) {
    String free =
        LETTERS.entrySet().stream()
            .filter(letter -> !constants.containsKey(letter.getKey()))
            .map(Map.Entry::getValue)
            .min(Comparator.naturalOrder())
            .orElse("A");
    report.add(
        Message.BLOCK_PARAMETER_WITHOUT_CONSTANT,
        parameter.site(),
        block.name(),
        parameter.name(),
        parameter.constantName(),
        free);
  }
}
