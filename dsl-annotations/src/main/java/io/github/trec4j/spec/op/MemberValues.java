package io.github.trec4j.spec.op;

/** The values of an annotation's members, wherever they are written; defaults included. */
public interface MemberValues {
  /** Returns an int member. */
  int number(String member);

  /** Returns a boolean member. */
  boolean flag(String member);

  /** Returns an enum member. */
  <E extends Enum<E>> E constant(String member, Class<E> enumType);
}
