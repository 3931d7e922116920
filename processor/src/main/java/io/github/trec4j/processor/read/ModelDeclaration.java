package io.github.trec4j.processor.read;

import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.plan.Symbols;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/**
 * A model class as written, with the names of what is generated from it.
 *
 * @param type the class
 * @param annotation its {@link io.github.trec4j.dsl.TrecModel}
 * @param fields those that are layers or mean to be, in order of declaration
 * @param blocks all that the fields use, directly or within others, by qualified name
 * @param isResolved whether the compiler knows all that the class names
 */
public record ModelDeclaration(
    TypeElement type,
    AnnotationUse annotation,
    List<FieldDeclaration> fields,
    Map<String, BlockDeclaration> blocks,
    boolean isResolved) {
  /** Copies the list, and the map in its order. */
  public ModelDeclaration {
    fields = List.copyOf(fields);
    blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
  }

  /** Returns the class's simple name. */
  public String name() {
    return type.getSimpleName().toString();
  }

  /** Returns the class's qualified name. */
  public String qualifiedName() {
    return type.getQualifiedName().toString();
  }

  /** Returns the name of the package that the class is in, and all that is generated. */
  public String packageName() {
    Element element = type;
    while (!(element instanceof PackageElement)) {
      element = element.getEnclosingElement();
    }
    return ((PackageElement) element).getQualifiedName().toString();
  }

  /** Returns the simple name of the class that trains the model. */
  public String networkName() {
    return name() + "Network";
  }

  /** Returns the qualified name of that class. */
  public String qualifiedNetworkName() {
    return packageName().isEmpty() ? networkName() : packageName() + "." + networkName();
  }

  /** Returns the names in the model's C. */
  public Symbols symbols() {
    return new Symbols(name().toLowerCase(Locale.ROOT));
  }

  /** Returns the fields that are layers. */
  public List<FieldDeclaration> layers() {
    return fields.stream().filter(FieldDeclaration::isLayer).toList();
  }

  /** Returns where the class stands. */
  public Site site() {
    return Site.of(type);
  }
}
