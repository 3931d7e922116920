package io.github.trec4j.processor.read;

import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.op.MemberValues;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;

/**
 * An annotation as it stands on a class or field.
 *
 * @param type its declaration
 * @param site where it stands
 * @param attributes all its members by name, defaults included
 */
public record AnnotationUse(TypeElement type, Site site, Map<String, Attribute> attributes)
    implements MemberValues {
  /** Copies the map. */
  public AnnotationUse {
    attributes = Map.copyOf(attributes);
  }

  /** Returns its simple name. */
  public String name() {
    return type.getSimpleName().toString();
  }

  /** Returns its name with its package. */
  public String qualifiedName() {
    return type.getQualifiedName().toString();
  }

  /**
   * Returns a member.
   *
   * @throws IllegalArgumentException if the annotation has no such member
   */
  public Attribute attribute(String member) {
    Attribute attribute = attributes.get(member);
    if (attribute == null) {
      throw new IllegalArgumentException("@" + name() + " has no " + member);
    }
    return attribute;
  }

  /** Returns where a member's value stands. */
  public Site site(String member) {
    return attribute(member).site();
  }

  @Override
  public int number(String member) {
    return attribute(member).number();
  }

  /** Returns an int array member. */
  public List<Integer> numbers(String member) {
    return attribute(member).numbers();
  }

  @Override
  public boolean flag(String member) {
    return attribute(member).flag();
  }

  /** Returns a float member. */
  public float decimal(String member) {
    return attribute(member).decimal();
  }

  @Override
  public <E extends Enum<E>> E constant(String member, Class<E> enumType) {
    return attribute(member).constant(enumType);
  }
}
