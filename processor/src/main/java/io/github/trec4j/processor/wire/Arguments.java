package io.github.trec4j.processor.wire;

import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.processor.read.BlockDeclaration;
import io.github.trec4j.processor.read.BlockDeclaration.Constant;
import io.github.trec4j.processor.read.BlockDeclaration.Parameter;
import io.github.trec4j.processor.read.FieldDeclaration;
import io.github.trec4j.processor.report.Site;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What stands for a block's parameters in one use of it. Values that come from there keep their
 * place there; the others stand in the block, or if that is compiled already at the use.
 */
final class Arguments {
  private final Map<Object, Attribute> byPlaceholder = new HashMap<>();
  private final UnaryOperator<Site> place;

  /**
   * Takes the values of a use.
   *
   * @param block without mistakes
   * @param node name of the field that uses it
   */
  Arguments(BlockDeclaration block, AnnotationUse use, String node) {
    String text = "@" + use.name() + " of " + node;
    this.place = site -> (block.isSource() ? site : use.site()).in(text);
    for (Parameter parameter : block.parameters()) {
      Attribute given = use.attribute(parameter.name());
      Attribute argument = new Attribute(given.name(), given.value(), given.site().in(text));
      block.constants().stream()
          .filter(constant -> constant.standsFor(parameter))
          .map(Constant::value)
          .forEach(placeholder -> byPlaceholder.put(placeholder, argument));
    }
  }

  /** Returns a field of the block with values for parameters. */
  FieldDeclaration fill(FieldDeclaration field) {
    return new FieldDeclaration(
        field.name(),
        field.type(),
        place.apply(field.site()),
        field.from().map(this::fill),
        field.annotations().stream().map(this::fill).toList(),
        field.unresolved());
  }

  private AnnotationUse fill(AnnotationUse annotation) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    annotation.attributes().forEach((name, attribute) -> attributes.put(name, fill(attribute)));
    return new AnnotationUse(annotation.type(), place.apply(annotation.site()), attributes);
  }

  private Attribute fill(Attribute attribute) {
    Attribute argument = byPlaceholder.get(attribute.value());
    if (argument != null) {
      return new Attribute(attribute.name(), argument.value(), argument.site());
    }
    Object value =
        attribute.value() instanceof List<?>
            ? attribute.elements().stream().map(this::fill).toList()
            : attribute.value();
    return new Attribute(attribute.name(), value, place.apply(attribute.site()));
  }
}
