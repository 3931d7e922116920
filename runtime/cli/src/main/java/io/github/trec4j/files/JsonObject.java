package io.github.trec4j.files;

import io.github.trec4j.UserError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object, with its members by type. What is missing or of another type is a {@link
 * UserError}.
 *
 * @param place where it stands, for messages
 * @param members maps, lists, strings, numbers and truth values by name, in their order
 */
public record JsonObject(String place, Map<String, Object> members) {
  /** Copies the map, its order too. */
  public JsonObject {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** Returns a member that is text. */
  public String text(String name) {
    return member(name, String.class);
  }

  /** Returns a member that is a number. */
  public double number(String name) {
    return member(name, Number.class).doubleValue();
  }

  /** Returns a member that is a whole number. */
  public long integer(String name) {
    return member(name, Number.class).longValue();
  }

  /** Returns a member if there is one that is a number. */
  public OptionalDouble ifNumber(String name) {
    return members.get(name) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** Returns a member if there is one that is a whole number. */
  public OptionalLong ifInteger(String name) {
    return members.get(name) instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /** Returns a member that is an object. */
  public JsonObject object(String name) {
    return of(place + ", " + name, member(name, Map.class));
  }

  /** Returns a member that is a list of objects. */
  public List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : member(name, List.class)) {
      String where = "%s, %s %d".formatted(place, name, objects.size() + 1);
      objects.add(of(where, typed(element, Map.class, where)));
    }
    return objects;
  }

  private static JsonObject of(String place, Map<?, ?> members) {
    Map<String, Object> named = new LinkedHashMap<>();
    members.forEach((name, value) -> named.put((String) name, value));
    return new JsonObject(place, named);
  }

  private <T> T member(String name, Class<T> type) {
    return typed(members.get(name), type, place + ", " + name);
  }

  private static <T> T typed(@Nullable Object value, Class<T> type, String place) {
    if (!type.isInstance(value)) {
      throw new UserError(
          "%s: %s is no %s: make the file again"
              .formatted(place, value, type.getSimpleName().toLowerCase(Locale.ROOT)));
    }
    return type.cast(value);
  }
}
