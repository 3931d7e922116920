package io.github.trec4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The members that a command's JSON has, and of what types; a resource lists them, one a line: its
 * place and its type, with a question mark where it may be missing. The root's place is a point,
 * that of a list's elements ends in {@code []}, and a star stands for names that are data.
 */
final class JsonMembersOf {
  private final Map<String, String> types = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  private JsonMembersOf(String command) throws IOException {
    String resource = "json/" + command.replace(' ', '-') + ".txt";
    try (InputStream file = JsonMembersOf.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IOException("there is no " + resource);
      }
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        int space = line.indexOf(' ');
        types.put(line.substring(0, space), line.substring(space + 1));
      }
    }
  }

  /** Asserts that a file has all members and no other. */
  static void check(String command, Path file) throws IOException {
    check(command, JSON.std.anyFrom(Files.readString(file)));
  }

  static void check(String command, Object root) throws IOException {
    assertEquals(List.of(), faults(command, root), command);
  }

  static List<String> faults(String command, Object root) throws IOException {
    JsonMembersOf members = new JsonMembersOf(command);
    members.visit(".", ".", root);
    return members.faults;
  }

  /** Checks a value and all below it; its place as in the file, and as the resource names it. */
  private void visit(String place, String listed, Object value) {
    String type = types.get(listed);
    if (type == null) {
      faults.add(place + " is not listed");
    } else if (!fits(type.replace("?", ""), value)) {
      faults.add("%s is %s, no %s".formatted(place, value, type));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        visit("%s[%d]".formatted(place, i), listed + "[]", list.get(i));
      }
    } else if (value instanceof Map<?, ?> map) {
      visitMembers(place, listed, map);
    }
  }

  private void visitMembers(String place, String listed, Map<?, ?> map) {
    String above = listed.equals(".") ? "." : listed + ".";
    String around = place.equals(".") ? "." : place + ".";
    boolean anyName = types.containsKey(above + "*");
    map.forEach((name, value) -> visit(around + name, above + (anyName ? "*" : name), value));
    types.forEach(
        (name, type) -> {
          String rest = name.startsWith(above) ? name.substring(above.length()) : "";
          boolean isMember = rest.matches("\\w+");
          if (isMember && !type.endsWith("?") && !map.containsKey(rest)) {
            faults.add(around + rest + " is missing");
          }
        });
  }

  private static boolean fits(String type, Object value) {
    return switch (type) {
      case "text" -> value instanceof String;
      case "integer" ->
          value instanceof Integer || value instanceof Long || value instanceof BigInteger;
      case "integer/text" -> fits("integer", value) || fits("text", value);
      case "truth" -> value instanceof Boolean;
      case "number" -> value instanceof Number;
      case "list" -> value instanceof List;
      case "object" -> value instanceof Map;
      default -> throw new IllegalArgumentException(type);
    };
  }
}
