package io.github.trec4j.processor.read;

import io.github.trec4j.processor.report.Site;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A block as written.
 *
 * @param type the annotation that uses it
 * @param isSource whether it is compiled now, so that there is a place to show in it
 * @param retention its {@link java.lang.annotation.Retention}
 * @param parameters its members
 * @param constants fields of the annotation itself
 * @param classes all nested classes
 * @param fields of the first nested class: those that are layers or mean to be
 * @param isResolved whether the compiler knows all that the block names
 */
public record BlockDeclaration(
    TypeElement type,
    boolean isSource,
    Optional<AnnotationUse> retention,
    List<Parameter> parameters,
    List<Constant> constants,
    List<TypeElement> classes,
    List<FieldDeclaration> fields,
    boolean isResolved) {
  /**
   * A member.
   *
   * @param name in camel case
   * @param type int, if it is right
   * @param site where it is declared
   */
  public record Parameter(String name, TypeMirror type, Site site) {
    /** Returns the name of the constant that stands for it: {@code expandRight: EXPAND_RIGHT}. */
    public String constantName() {
      StringBuilder constant = new StringBuilder();
      for (int i = 0; i < name.length(); i++) {
        char letter = name.charAt(i);
        if (i > 0 && Character.isUpperCase(letter)) {
          constant.append('_');
        }
        constant.append(Character.toUpperCase(letter));
      }
      return constant.toString();
    }
  }

  /**
   * A constant.
   *
   * @param name as written
   * @param value null if it is not a constant after all
   * @param site where it is declared
   */
  public record Constant(String name, @Nullable Object value, Site site) {
    /** Returns whether it stands for that parameter. */
    public boolean standsFor(Parameter parameter) {
      return name.equals(parameter.constantName());
    }
  }

  /** Copies the lists. */
  public BlockDeclaration {
    parameters = List.copyOf(parameters);
    constants = List.copyOf(constants);
    classes = List.copyOf(classes);
    fields = List.copyOf(fields);
  }

  /** Returns the annotation's simple name. */
  public String name() {
    return type.getSimpleName().toString();
  }

  /** Returns the annotation's name with its package. */
  public String qualifiedName() {
    return type.getQualifiedName().toString();
  }

  /** Returns the fields that are layers. */
  public List<FieldDeclaration> layers() {
    return fields.stream().filter(FieldDeclaration::isLayer).toList();
  }

  /** Returns where the annotation is declared. */
  public Site site() {
    return Site.of(type);
  }
}
