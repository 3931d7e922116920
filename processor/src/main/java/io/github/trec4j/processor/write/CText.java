package io.github.trec4j.processor.write;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * C source as it grows: indents by its braces and knows the language's literals and comments. Two
 * spaces a level.
 */
final class CText {
  private static final int COLUMNS = 100;

  private final StringBuilder text = new StringBuilder();
  private int level;

  /** Adds lines, each indented; the braces they open and close move what follows. */
  CText lines(String lines) {
    lines.stripTrailing().lines().forEach(this::line);
    return this;
  }

  /** Adds formatted lines. */
  CText format(String lines, Object... arguments) {
    return lines(String.format(Locale.ROOT, lines, arguments));
  }

  /** Adds lines as they are, whatever braces they hold. */
  CText raw(String lines) {
    text.append(lines.stripTrailing()).append('\n');
    return this;
  }

  /** Adds the initializer of a struct or array: one line an element. */
  CText initializer(String declaration, List<String> elements) {
    line(declaration + " = {");
    level++;
    elements.forEach(element -> line(element + ","));
    level--;
    return lines("};");
  }

  /** Adds a call as a statement; arguments that do not fit in the line go below the first. */
  CText call(String function, List<String> arguments) {
    String first = function + "(";
    String indent = " ".repeat(2 * level + first.length());
    StringBuilder call = new StringBuilder("  ".repeat(level) + first);
    int column = call.length();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i) + (i < arguments.size() - 1 ? "," : ");");
      if (i > 0 && column + 1 + argument.length() > COLUMNS) {
        call.append('\n').append(indent);
        column = indent.length();
      } else if (i > 0) {
        call.append(' ');
        column++;
      }
      call.append(argument);
      column += argument.length();
    }
    text.append(call).append('\n');
    return this;
  }

  /** Adds an empty line. */
  CText gap() {
    text.append('\n');
    return this;
  }

  /** Adds a documentation comment; long lines are broken, empty ones part paragraphs. */
  CText doc(String comment) {
    // neither end of a comment may stand within it
    String inside = comment.strip().replace("*/", "* /").replace("/*", "/ *");
    String only = "/** " + inside + " */";
    if (!only.contains("\n") && only.length() + 2 * level <= COLUMNS) {
      return lines(only);
    }
    lines("/**");
    for (String line : inside.lines().toList()) {
      for (String part : wrapped(line, COLUMNS - 3 - 2 * level)) {
        lines((" * " + part).stripTrailing());
      }
    }
    return lines(" */");
  }

  private void line(String line) {
    if (line.isBlank()) {
      text.append('\n');
      return;
    }
    if (line.startsWith("}")) {
      level--;
    }
    boolean isDirective = line.startsWith("#");
    text.append("  ".repeat(isDirective ? 0 : level)).append(line).append('\n');
    if (line.endsWith("{") && !isComment(line)) {
      level++;
    }
  }

  private static boolean isComment(String line) {
    return line.stripLeading().startsWith("*") || line.stripLeading().startsWith("/*");
  }

  private static List<String> wrapped(String line, int columns) {
    List<String> parts = new ArrayList<>();
    String rest = line;
    while (rest.length() > columns) {
      int space = rest.lastIndexOf(' ', columns);
      if (space <= 0) {
        break;
      }
      parts.add(rest.substring(0, space));
      rest = rest.substring(space + 1);
    }
    parts.add(rest);
    return parts;
  }

  /** Returns a string literal. */
  static String string(String value) {
    StringBuilder literal = new StringBuilder("\"");
    for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
      int code = unit & 0xff;
      if (code == '"' || code == '\\') {
        literal.append('\\').append((char) code);
      } else if (code >= ' ' && code < 0x7f && code != '?') {
        literal.append((char) code);
      } else {
        // three octal digits, so that no digit behind them can join in
        literal.append(String.format(Locale.ROOT, "\\%03o", code));
      }
    }
    return literal.append('"').toString();
  }

  @Override
  public String toString() {
    if (level != 0) {
      throw new IllegalStateException("braces do not match:\n" + text);
    }
    return text.toString();
  }
}
