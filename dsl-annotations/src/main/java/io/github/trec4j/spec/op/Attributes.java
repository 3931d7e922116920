package io.github.trec4j.spec.op;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An annotation of the language with values for its members.
 *
 * @param annotation its type
 * @param members values by name, in the order of the annotation: numbers, lists of numbers, flags,
 *     constants; those that are not there are default
 */
public record Attributes(Class<? extends Annotation> annotation, Map<String, Object> members) {
  /** The member that needs no name where it stands alone. */
  private static final String VALUE = "value";

  /** Copies the map, its order too. */
  public Attributes {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** Returns an annotation all of whose members are default. */
  static Attributes of(Class<? extends Annotation> annotation) {
    return new Attributes(annotation, Map.of());
  }

  /** Returns this with one more member, unless the value is its default. */
  Attributes with(String member, Object value) {
    return value.equals(defaultOf(annotation, member)) ? this : with(Map.of(member, value));
  }

  /** Returns this with more members, default or not. */
  Attributes with(Map<String, Object> others) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.putAll(others);
    return new Attributes(annotation, more);
  }

  /**
   * Returns the default of an annotation's member; null where it has none.
   *
   * @throws IllegalArgumentException if there is no such member
   */
  public static @Nullable Object defaultOf(Class<? extends Annotation> annotation, String member) {
    try {
      Method method = annotation.getDeclaredMethod(member);
      return method.getDefaultValue() instanceof int[] numbers
          ? IntStream.of(numbers).boxed().toList()
          : method.getDefaultValue();
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException("@" + annotation.getSimpleName() + " has no " + member, e);
    }
  }

  /** Returns the default of an int member. */
  static int defaultNumber(Class<? extends Annotation> annotation, String member) {
    return (Integer) Objects.requireNonNull(defaultOf(annotation, member));
  }

  /** Returns the annotation as source: {@code @Conv(filters = 64, kernel = 5)}. */
  public String source() {
    String name = "@" + annotation.getSimpleName();
    if (members.isEmpty()) {
      return name;
    } else if (members.keySet().equals(Collections.singleton(VALUE))) {
      return name + "(" + literal(members.get(VALUE)) + ")";
    }
    return name + "(" + source(members) + ")";
  }

  /** Returns members as source: {@code segment = 16, hashing = Hashing.RANDOM}. */
  public static String source(Map<String, Object> members) {
    return members.entrySet().stream()
        .map(member -> member.getKey() + " = " + literal(member.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String literal(@Nullable Object value) {
    if (value instanceof List<?> numbers) {
      return numbers.size() == 1
          ? literal(numbers.get(0))
          : numbers.stream().map(Attributes::literal).collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Enum<?> constant) {
      return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }
    return value instanceof Float ? value + "f" : String.valueOf(value);
  }
}
