package io.github.trec4j.firmware;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A text with names to be replaced, {@code @NAME@}, and lines that are only there on a condition:
 * between lines {@code @if condition@}, {@code @else@} and {@code @end@}.
 */
final class Template {
  private static final String IF = "@if ";
  private static final String ELSE = "@else@";
  private static final String END = "@end@";

  private final String text;
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> conditions = new HashSet<>();

  Template(String text) {
    this.text = text;
  }

  /** Sets what a name is replaced by. */
  Template with(String name, Object value) {
    values.put("@" + name + "@", value.toString());
    return this;
  }

  /** Sets whether a condition holds; otherwise none does. */
  Template when(String condition, boolean holds) {
    if (holds) {
      conditions.add(condition);
    }
    return this;
  }

  /** Returns the text filled in. */
  String fill() {
    String filled = chosen();
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return filled;
  }

  private String chosen() {
    StringBuilder chosen = new StringBuilder();
    Deque<Boolean> shown = new ArrayDeque<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith(IF)) {
        shown.push(conditions.contains(line.substring(IF.length(), line.length() - 1)));
      } else if (line.equals(ELSE)) {
        shown.push(!shown.pop());
      } else if (line.equals(END)) {
        shown.pop();
      } else if (!shown.contains(false)) {
        chosen.append(line).append('\n');
      }
    }
    return chosen.toString();
  }
}
