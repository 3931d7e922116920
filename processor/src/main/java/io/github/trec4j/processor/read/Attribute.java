package io.github.trec4j.processor.read;

import io.github.trec4j.processor.report.Site;
import java.util.List;

/**
 * A value in an annotation, written or by default.
 *
 * @param name of the annotation's member
 * @param value a boxed number, boolean or string; an enum constant's name; an {@link
 *     AnnotationUse}; or a list of attributes
 * @param site where it stands
 */
public record Attribute(String name, Object value, Site site) {
  /** Returns an int. */
  public int number() {
    return (Integer) value;
  }

  /** Returns a long. */
  public long longNumber() {
    return (Long) value;
  }

  /** Returns a float. */
  public float decimal() {
    return (Float) value;
  }

  /** Returns a boolean. */
  public boolean flag() {
    return (Boolean) value;
  }

  /** Returns the numbers of an array. */
  public List<Integer> numbers() {
    return elements().stream().map(Attribute::number).toList();
  }

  /** Returns a string. */
  public String text() {
    return (String) value;
  }

  /** Returns an enum constant. */
  public <E extends Enum<E>> E constant(Class<E> type) {
    return Enum.valueOf(type, (String) value);
  }

  /** Returns a nested annotation. */
  public AnnotationUse annotation() {
    return (AnnotationUse) value;
  }

  /** Returns the elements of an array. */
  public List<Attribute> elements() {
    return ((List<?>) value).stream().map(Attribute.class::cast).toList();
  }

  /** Returns the single values that it consists of: the elements of an array, or itself. */
  public List<Attribute> values() {
    return value instanceof List<?> ? elements() : List.of(this);
  }
}
