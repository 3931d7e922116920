package io.github.trec4j.settings;

import io.github.trec4j.UserError;
import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.Reuse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads the attributes of {@code @TrecConv} that make a reuse. */
final class ReuseAttributes {
  /** Sets one attribute from its text. */
  private interface Setter {
    Reuse.Builder set(Reuse.Builder builder, String text);
  }

  private static final String SEGMENT = "segment";

  /** All but the segment, in the order of the annotation. */
  private static final Map<String, Setter> SETTERS = setters();

  private ReuseAttributes() {}

  private static Map<String, Setter> setters() {
    Map<String, Setter> setters = new LinkedHashMap<>();
    setters.put("bits", (builder, text) -> builder.bits(Integer.parseInt(text)));
    setters.put("maxClusters", (builder, text) -> builder.maxClusters(Integer.parseInt(text)));
    setters.put("sharing", (builder, text) -> builder.sharing(Sharing.valueOf(text)));
    setters.put("hashing", (builder, text) -> builder.hashing(Hashing.valueOf(text)));
    setters.put(
        "hashGradient", (builder, text) -> builder.hashGradient(HashGradient.valueOf(text)));
    setters.put("reassign", (builder, text) -> builder.reassign(Boolean.parseBoolean(text)));
    setters.put("keep", (builder, text) -> builder.keep(Integer.parseInt(text)));
    setters.put("rank", (builder, text) -> builder.rank(Integer.parseInt(text)));
    return setters;
  }

  /**
   * Returns the reuse that attributes say; those that are not given are the annotation's defaults.
   *
   * @param attributes by name: numbers, flags, and constants as text
   * @param place for messages
   * @throws UserError if one does not exist or is out of range
   */
  static Reuse parse(Map<?, ?> attributes, String place) {
    Map<String, String> given = new LinkedHashMap<>();
    attributes.forEach((name, value) -> given.put(String.valueOf(name), String.valueOf(value)));
    try {
      return parse(given);
    } catch (IllegalArgumentException e) {
      throw new UserError("%s: %s".formatted(place, e.getMessage()), e);
    }
  }

  private static Reuse parse(Map<String, String> given) {
    Set<String> others = new LinkedHashSet<>(given.keySet());
    if (!others.remove(SEGMENT) || !SETTERS.keySet().containsAll(others)) {
      throw new IllegalArgumentException(
          "%s is not segment with some of %s".formatted(given.keySet(), SETTERS.keySet()));
    }
    Reuse.Builder builder = Reuse.builder(Integer.parseInt(given.get(SEGMENT)));
    for (String name : others) {
      builder = SETTERS.get(name).set(builder, given.get(name));
    }
    return builder.build();
  }
}
