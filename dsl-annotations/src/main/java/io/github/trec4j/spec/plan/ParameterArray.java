package io.github.trec4j.spec.plan;

/**
 * An array of a step's parameters in flash.
 *
 * @param field the field of the kernel's parameter struct that points to it
 * @param type its elements
 * @param length how many, in the order that the kernel's C header names
 */
public record ParameterArray(String field, ElementType type, int length) {
  /** Types of elements. */
  public enum ElementType {
    /** {@code int8_t}. */
    INT8(1),
    /** {@code int16_t}. */
    INT16(2),
    /** {@code int32_t}. */
    INT32(4);

    private final int bytes;

    ElementType(int bytes) {
      this.bytes = bytes;
    }

    /** Returns the size of an element. */
    public int bytes() {
      return bytes;
    }

    /** Returns the C name. */
    public String c() {
      return "int" + 8 * bytes + "_t";
    }
  }

  /** Returns the size in flash. */
  public int bytes() {
    return length * type.bytes();
  }
}
