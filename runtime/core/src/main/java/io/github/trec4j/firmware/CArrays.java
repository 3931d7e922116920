package io.github.trec4j.firmware;

/** Writes arrays of integers as C. */
final class CArrays {
  private static final int LINE = 100;
  private static final String INDENT = "    ";

  private CArrays() {}

  /**
   * Appends a definition.
   *
   * @param declaration all before the equals sign
   */
  static void append(StringBuilder text, String declaration, int[] values) {
    text.append(declaration).append(" = {\n").append(INDENT);
    appendValues(text, values);
    text.append("};\n");
  }

  /** Appends the values, separated, over as many lines as they need. */
  static void appendValues(StringBuilder text, int[] values) {
    int column = INDENT.length();
    for (int i = 0; i < values.length; i++) {
      String value = literal(values[i]) + (i + 1 < values.length ? "," : "");
      if (column + value.length() + 1 > LINE) {
        text.append('\n').append(INDENT);
        column = INDENT.length();
      } else if (column > INDENT.length()) {
        text.append(' ');
        column++;
      }
      text.append(value);
      column += value.length();
    }
  }

  /** Returns a literal of type int; C reads the least one as a negated number that is too large. */
  static String literal(int value) {
    return value == Integer.MIN_VALUE ? "(-2147483647 - 1)" : Integer.toString(value);
  }
}
