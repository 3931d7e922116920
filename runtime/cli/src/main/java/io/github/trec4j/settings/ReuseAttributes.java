package io.github.trec4j.settings;

import io.github.trec4j.UserError;
import io.github.trec4j.spec.op.NumberRange;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.ReuseMembers;
import io.github.trec4j.spec.op.ReuseRule.Breach;
import io.github.trec4j.spec.op.ReuseRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the attributes of {@code @TrecConv} that make a reuse, by the annotation's own rules. */
final class ReuseAttributes {
  private static final String SEGMENT = "segment";

  /** All but the segment, in the order of the annotation. */
  private static final List<String> OTHERS =
      ReuseMembers.names().stream().filter(name -> !name.equals(SEGMENT)).toList();

  private ReuseAttributes() {}

  /**
   * Returns the reuse that attributes say; those that are not given are the annotation's defaults.
   *
   * @param attributes by name: numbers, flags, and constants as text
   * @param place for messages
   * @throws UserError if one does not exist or breaks a rule
   */
  static Reuse parse(Map<?, ?> attributes, String place) {
    Set<Object> others = new LinkedHashSet<>(attributes.keySet());
    if (!others.remove(SEGMENT)) {
      throw new UserError(place + ": segment is missing");
    }
    others.removeAll(OTHERS);
    if (!others.isEmpty()) {
      throw new UserError(
          "%s: reuse has no attributes %s; there are segment and %s"
              .formatted(place, others, OTHERS));
    }
    JsonMembers values = new JsonMembers(attributes);
    try {
      refuse(place, ofNumbers(values));
      ReuseMembers members = ReuseMembers.of(values);
      List<Breach> breaches = new ArrayList<>(ReuseRules.ofMembers(members));
      ReuseRules.ofKept(members.keep(), members.segment()).ifPresent(breaches::add);
      refuse(place, breaches);
      return members.reuse(members.segment());
    } catch (IllegalArgumentException e) {
      throw new UserError("%s: %s".formatted(place, e.getMessage()), e);
    }
  }

  private static List<Breach> ofNumbers(JsonMembers values) {
    Map<String, NumberRange> ranges = ReuseRules.ranges();
    // there is no shape here to choose one by
    ranges.computeIfPresent(SEGMENT, (member, range) -> NumberRange.of(1, (int) range.high()));
    return ranges.entrySet().stream()
        .flatMap(
            range -> {
              String member = range.getKey();
              return ReuseRules.ofNumber(member, range.getValue(), values.number(member)).stream();
            })
        .toList();
  }

  /**
   * Tells all that breaks a rule.
   *
   * @throws UserError if anything does
   */
  static void refuse(String place, List<Breach> breaches) {
    if (!breaches.isEmpty()) {
      throw new UserError(
          breaches.stream()
              .map(breach -> place + ": " + breach.text())
              .collect(Collectors.joining("\n")));
    }
  }
}
