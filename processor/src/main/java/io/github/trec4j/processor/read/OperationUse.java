package io.github.trec4j.processor.read;

import io.github.trec4j.processor.report.Site;

/**
 * An operation on a field, with what its annotation says.
 *
 * @param operation which one
 * @param annotation its values
 */
public record OperationUse(Operation operation, AnnotationUse annotation) {
  /** Returns where the annotation stands. */
  public Site site() {
    return annotation.site();
  }

  /** Returns where a member's value stands. */
  public Site site(String member) {
    return annotation.attribute(member).site();
  }

  /** Returns an int member. */
  public int number(String member) {
    return annotation.number(member);
  }

  /** Returns a boolean member. */
  public boolean flag(String member) {
    return annotation.attribute(member).flag();
  }

  /** Returns a float member. */
  public float decimal(String member) {
    return annotation.attribute(member).decimal();
  }

  /** Returns an enum member. */
  public <E extends Enum<E>> E constant(String member, Class<E> type) {
    return annotation.attribute(member).constant(type);
  }
}
